"""The names that other tools give to the fields of a story, and what to write here instead."""

from __future__ import annotations

_PHOTOS = "Write `photos: [{src: picture.jpg, alt: …, caption: …, credit: …}]`."

_HINTS = {
    "Write `headline`.": "title heading head name",
    "Write `byline`.": "author by writer reporter creator",
    "Write `byline`, with a list for several people.": "authors writers reporters bylines",
    "Write `deck`.": "dek subtitle subheadline subhead subheading standfirst description summary excerpt "
    "abstract blurb",
    "Write `section`.": "category",
    "Write `section` for the one, `tags` for the others.": "categories sections",
    "Write `tags`.": "keywords keyword labels topics",
    "Write `updated`.": "lastmod modified last_modified last_modified_at updated_at date_modified",
    "Write `date`, or `embargo` if the story must stay hidden until then.": "publish_date",
    "Write `date`; a story that must stay hidden has `draft: true`.": "published",
    "Write `date`.": "pub_date published_at date_published published_date publication_date created created_at day",
    "Write `expires`.": "expiry_date expire_date unpublish_date",
    "Write `slug` for the last part of the address, `aliases` for old addresses.": "permalink",
    "Write `slug` for the last part of the address, `source_url` for where the story was found.": "url link",
    "Write `aliases`.": "redirect_from redirects alias",
    "Write `lang`.": "language locale",
    "Write `outlet` for the paper, `source_url` for the address where the story was found.": "source",
    "Write `outlet`.": "publication publisher newspaper",
    _PHOTOS: "image images photo picture pictures featured_image cover cover_image thumbnail",
    "Write `wire`.": "agency",
    "Write `dateline`.": "place location city",
    "Write `thread`.": "series",
    "A story has no layout; change templates/article.html instead.": "layout template",
    "Write `draft: true` for a story that must stay hidden; leave it out otherwise.": "status visibility",
    "Write `extra`.": "params custom meta metadata",
}
FOREIGN_FIELDS = {name: hint for hint, names in _HINTS.items() for name in names.split()}
"""Fields of other tools, each with what to write here; case, `-` and `_` make no difference."""
