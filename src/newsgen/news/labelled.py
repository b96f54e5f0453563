"""Lines that say themselves what they are: `HEADLINE: …`, `Byline: …`, as libraries and databases print stories."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsgen.news.printed_dates import folded

MAX_LABEL = 24

_LABELS = {
    "headline": "title headline head titel uberschrift titre titulo titolo kop заголовок"
    " 标题 標題 כותרת العنوان タイトル 見出し",
    "deck": "subtitle subhead subheading deck dek standfirst sottotitolo untertitel",
    "byline": "author authors byline by-line autor autora autore auteur autores автор авторы 作者 מאת الكاتب",
    "outlet": "publication newspaper outlet paper zeitung periodico giornale krant"
    " газета издание עיתון صحيفة 报纸 媒体 新聞",
    "section": "section rubrik rubrique seccion sezione rubriek рубрика מדור",
    "body": "body text story fulltext full_text article_text volltext texte testo texto 正文 本文",
    "": "length load-date language publication-type document-type document_type journal-code graphic notes subject"
    " organization company geographic distribution type keyword keywords page pages edition issn url link wordcount"
    " word_count words database accession_number document_url country topic region issue volume publisher copyright",
}
_FIELD_OF = {folded(word.replace("_", " "))[0]: name for name, row in _LABELS.items() for word in row.split()}
_LABELLED = re.compile(r"\s*(?P<label>[^\W\d_][^:：\n]{1,22})[:：][ \t\u00a0]*(?P<value>.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A field that a line names (empty: one that is of no use here), and where in the line its value stands."""

    name: str
    start: int
    end: int


def labelled(line: str) -> Labelled | None:
    """Return the field that a line names, or None; the label of the text has nothing behind it."""
    match = _LABELLED.match(line) if len(line) <= 600 else None
    if match is None:
        return None
    name = _FIELD_OF.get(folded(match["label"])[0].strip())
    if name is None or bool(match["value"]) == (name == "body"):
        return None
    return Labelled(name, match.start("value"), match.end("value"))
