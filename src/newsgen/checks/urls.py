"""An address that was published stays: something stands there, or somebody said that it may go.

Whoever linked to a story, cited it or kept it as a bookmark finds it by its address. This rule holds the site against
`registered-urls.txt`, which `newsgen register` writes and the project commits; without the file there is nothing to
hold it against. An address is kept by the story itself, by an alias that leads to one, or by the notice of a
withdrawn story. A story that has expired, or whose embargo was set back, has let its address go; everything else is
let go by `newsgen register --release`.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.news.article import Article
from newsgen.news.checking import Finding, Mend, Paper
from newsgen.news.diagnostics import Span, error
from newsgen.news.gate import Reason, hidden
from newsgen.news.register import REGISTER
from newsgen.news.urls import output_path

CODES = ("url-vanished",)


def check(paper: Paper) -> Iterator[Finding]:
    """Find registered addresses at which nothing would be."""
    if paper.registered is None:
        return
    lost = {url: id_ for url, id_ in paper.registered.items() if output_path(url) not in paper.paths}
    if not lost:
        return
    resting = [story for story in paper.later.stories_with_pages if _has_let_go(story, paper)]
    let_go = {story.url for story in resting} | {story.id for story in resting}
    public = {story.id: story for story in paper.archive.stories_with_pages}
    for url, identity in sorted(lost.items()):
        if url not in let_go and identity not in let_go:
            yield _vanished(url, identity, public, paper)


def _has_let_go(story: Article, paper: Paper) -> bool:
    return hidden(story, paper.as_of, paper.settings.zone) in (Reason.EXPIRED, Reason.EMBARGO)


def _vanished(url: str, identity: str, public: dict[str, Article], paper: Paper) -> Finding:
    """Say what is lost, and what would be right: a redirect where the story is known or can be guessed."""
    release = f"`newsgen register --release {url}` if it may go"
    words = (f"{url} ",)
    if story := public.get(identity):
        message = f"{url} would be gone: its story stands at {story.url} now"
        hint = f"Write `aliases: [{url}]` in {story.source}, or run `newsgen check --urls --fix`; or {release}."
        mend = Mend(story.source, "aliases", (url,))
        return Finding(error("url-vanished", Span(REGISTER), message, hint), words, (mend,))
    slug = url.rstrip("/").rpartition("/")[2]
    like = [story for story in paper.archive.articles if story.url.rstrip("/").rpartition("/")[2] == slug]
    message = f"{url} would be gone: there is no public story with the id “{identity}”"
    if like:
        hint = f"If {like[0].source} is that story, write `aliases: [{url}]` there. Else restore it, or {release}."
    else:
        hint = f"Restore the story, or let `withdrawn: {{date: …, reason: …}}` leave a notice there; or {release}."
    return Finding(error("url-vanished", Span(REGISTER), message, hint), words)
