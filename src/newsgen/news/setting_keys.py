"""The settings: the one table of their names, how each is read, what it is in a few words, and an example.

`newsgen.toml` is read by it, and the reference in the manual is made of it. What a setting is without being written
stands in `Settings`.
"""

from __future__ import annotations

from newsgen.news import fields, setting_types
from newsgen.news.setting_types import Key

TOP = (
    Key("title", "the name at the head of every page", '"The Kittermouth Packet"', fields.text),
    Key(
        "base_url",
        "where the site will live; feed and sitemap need it",
        '"https://example.org/paper/"',
        setting_types.base_url,
    ),
    Key("language", "the language of pages, and of stories that don't name their own", '"he"', fields.language),
    Key(
        "timezone",
        "the clock the paper goes by; dates without an offset are read by it",
        '"Europe/London"',
        setting_types.any_zone,
    ),
    Key("description", "one sentence for search engines and feed readers", '"News from a harbour."', fields.text),
    Key("copyright", "the line at the foot of every page", '"The Kittermouth Packet"', fields.text),
    Key("license", "the licence of texts and pictures: its SPDX name or its address", '"CC0-1.0"', fields.text),
)
BUILD = (
    Key(
        "ignore",
        "files and folders in `articles/` to pass over; `*` stands for anything",
        '["drafts", "*.wip.md"]',
        fields.texts,
    ),
    Key(
        "html",
        (
            '`"escaped"` shows HTML in stories as text; `"sanitised"` prints the harmless part of it, and'
            " needs `pip install newsgen[html]`"
        ),
        '"sanitised"',
        words=("escaped", "sanitised"),
    ),
    Key(
        "pictures",
        (
            '`"copied"` publishes pictures as they are; `"resized"` makes narrower copies of JPEG and PNG'
            " files, as JPEG and AVIF, without what the camera wrote into them, and needs `pip install "
            "newsgen[images]`"
        ),
        '"resized"',
        words=("copied", "resized"),
    ),
    Key(
        "typography", "whether straight quotes in stories are set in the way of their language", "false", fields.boolean
    ),
)
URLS = (
    Key(
        "style",
        (
            'how links name a page: `"folder"` as `tags/ferry/`, `"file"` as `tags/ferry/index.html`, so '
            "that the site can be read from a disk without a server"
        ),
        '"file"',
        words=("folder", "file"),
        attribute="url_style",
    ),
    Key(
        "slugs",
        'addresses made from headlines: in Latin letters, or `"unicode"` in the headline\'s own script',
        '"unicode"',
        words=("ascii", "unicode"),
    ),
)
SWITCHES = (
    Key("tags", "`/tags/` and its pages", "false", fields.boolean),
    Key("bylines", "`/bylines/` and its pages", "false", fields.boolean),
    Key("outlets", "`/outlets/` and its pages", "false", fields.boolean),
    Key("sections", "`/sections/` and its pages", "false", fields.boolean),
    Key("threads", "`/threads/` and its pages", "false", fields.boolean),
    Key(
        "on_this_day",
        ("`/on-this-day/`: a page for each of the 366 days of the year, and its place on the front page"),
        "false",
        fields.boolean,
    ),
    Key("corrections", "`/corrections/`: the log of all corrections", "false", fields.boolean),
    Key("feed", "`/feed.xml`, Atom", "false", fields.boolean),
    Key("rss", "`/rss.xml`, RSS 2.0", "false", fields.boolean),
    Key("json_feed", "`/feed.json`, JSON Feed 1.1", "false", fields.boolean),
    Key(
        "archived_feed",
        "`/feed/2018-12.xml` and the like: all that entered the archive earlier",
        "false",
        fields.boolean,
    ),
    Key("corrections_feed", "`/corrections/feed.xml`, Atom", "false", fields.boolean),
    Key("sitemap", "`/sitemap.xml` and its parts", "false", fields.boolean),
    Key("search", "`/search/`, its index, and the field in the menu", "false", fields.boolean),
    Key(
        "robots",
        "`/robots.txt`, if the site stands at the root of its host: robots look nowhere else",
        "false",
        fields.boolean,
    ),
    Key("redirect_tables", "old addresses as tables for servers, when a story has any", "false", fields.boolean),
    Key("not_found", "`/404.html`", "false", fields.boolean),
)
BY_CHOICE = (
    Key("news_sitemap", "`/news-sitemap.xml` for Google News", "true", fields.boolean),
    Key(
        "citations",
        "`/citations/2018-12.bib` and the like, all citations of a month in one file",
        "true",
        fields.boolean,
    ),
    Key(
        "headers",
        (
            "`/_headers`, what Netlify and Cloudflare say with each file: the policy of what pages may "
            "load, and which files never change"
        ),
        "true",
        fields.boolean,
    ),
    Key(
        "compressed", "beside each text the same as gzip, for servers that hand it out as it is", "true", fields.boolean
    ),
    Key(
        "hashed_assets",
        (
            "pages name their stylesheet and scripts with a digest in the name, so that readers keep them"
            " for ever; [Publishing](publishing.md#a-server-of-your-own) says what that costs"
        ),
        "true",
        fields.boolean,
    ),
    Key("manifest", "`/manifest.json`, every file of the site with its size and SHA-256", "true", fields.boolean),
)
GROUP_FEEDS = (
    Key(
        "group_feeds",
        "which kinds of groups have an Atom feed for each",
        '["sections", "tags"]',
        setting_types.kinds_of_groups,
    ),
    Key(
        "min_stories",
        "how many stories a tag, byline, outlet or thread needs to have a feed",
        "12",
        fields.whole_number,
    ),
)
SEARCH = (
    Key(
        "split",
        (
            "how many stories a file of the search index holds at most, where the calendar allows it; "
            "[Search](search.md) says when to change it"
        ),
        "1000",
        fields.whole_number,
    ),
)
PUBLISHER = (
    Key("name", "the publisher, if it isn't the paper itself", '"Kittermouth Press Trust"', fields.text),
    Key("logo", "a picture", '"/logo.png"', setting_types.address),
    Key("principles", "how you work", '"/about/"', setting_types.address),
    Key("corrections", "how mistakes are put right", '"/corrections-policy/"', setting_types.address),
    Key("ethics", "what you do and don't do", '"/ethics/"', setting_types.address),
    Key("diversity", "whose voices are heard", '"/diversity/"', setting_types.address),
    Key("verification", "how facts are checked", '"/checking/"', setting_types.address),
    Key("unnamed_sources", "when a source stays unnamed", '"/sources/"', setting_types.address),
    Key("no_bylines", "why some stories are unsigned", '"/unsigned/"', setting_types.address),
    Key("feedback", "how readers are heard", '"/contact/"', setting_types.address),
    Key("ownership", "who owns and who pays", '"/owners/"', setting_types.address),
    Key("mission", "what is covered and why", '"/mission/"', setting_types.address),
    Key("staff", "who works here", '"/staff/"', setting_types.address),
)
CARDS = (
    Key(
        "font",
        (
            "a font in the project's folder; with it a card is drawn for each story without a photo: "
            "paper, headline and day, 1200 × 630 pixels. It needs `pip install newsgen[images]`"
        ),
        '"fonts/paper-bold.ttf"',
        setting_types.font,
        attribute="card_font",
    ),
    Key(
        "picture",
        "the picture for all other stories, and for pages that list them",
        '"/shared.png"',
        setting_types.address,
        attribute="card_picture",
    ),
)
IDENTITY = (
    Key(
        "authority",
        (
            "the name in the ids of the feed's entries. Set it before you move to another address, so "
            "that readers don't get every story again"
        ),
        '"example.org"',
        setting_types.authority,
        default="the host of `base_url`",
    ),
)
FRONT_MATTER = (
    Key(
        "ignore",
        "fields of other tools that may stand in stories without being read",
        '["layout", "weight"]',
        fields.texts,
        attribute="ignored_fields",
    ),
    Key(
        "dates_in_names",
        ("whether a story without a `date` has the day that the file's name begins with (`2018-12-17-ferry.md`)"),
        "true",
        fields.boolean,
    ),
    Key(
        "names",
        "what fields of other tools are called here",
        '{title = "headline", author = "byline"}',
        setting_types.field_names,
        attribute="field_names",
        default="none",
    ),
)
CLIPPINGS = (
    Key(
        "confidence",
        "how sure the reader of clippings must be of a field, from 0 to 1, for it to count",
        "0.95",
        setting_types.share,
    ),
)
TABLES = {
    "build": BUILD,
    "urls": URLS,
    "search": SEARCH,
    "cards": CARDS,
    "identity": IDENTITY,
    "front_matter": FRONT_MATTER,
    "clippings": CLIPPINGS,
}
"""The tables whose keys are attributes of `Settings`."""

ALIASES = Key("aliases", "other spellings", '["ferries", "the ferry"]', fields.texts)
DENY = Key(
    "deny",
    "tags that are left out wherever they stand",
    '["news", "misc"]',
    fields.texts,
    attribute="denied_tags",
    default="`[]`",
)
OF_OUTLETS = (
    Key(
        "url", "the newspaper's own site, linked from its page", '"https://example.com/chronicle/"', fields.web_address
    ),
    Key(
        "agency", "`true` for a wire agency: where a byline names it, it is the story's `wire`", "true", fields.boolean
    ),
)
OF_NAMES = (("all three", ALIASES), *(("outlets", key) for key in OF_OUTLETS), ("tags", DENY))
"""What can be said of a newspaper, a person or a tag, and of which."""
