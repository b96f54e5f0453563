"""Lines that say themselves what they are: `HEADLINE: …`, `Byline: …`, as libraries and databases print stories."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsgen.news.folding import folded

MAX_LABEL = 24

_LABELS = {
    "headline": "title headline head document_title article_title titel uberschrift titre titulo titolo kop заголовок"
    " 标题 標題 כותרת العنوان タイトル 見出し",
    "deck": "subtitle subhead subheading deck dek standfirst sottotitolo untertitel",
    "byline": "author authors author(s) author/byline byline by-line"
    " autor autora autore auteur autores автор авторы 作者 מאת الكاتب",
    "outlet": "publication newspaper outlet paper publication_title publication_name source_name journal_title zeitung"
    " periodico giornale krant газета издание עיתון صحيفة 报纸 媒体 新聞 紙名 報紙",
    "date": "publication_date date_published pub_date pubdate issue_date",
    "dateline": "dateline",
    "section": "section rubrik rubrique seccion sezione rubriek рубрика מדור",
    "body": "body text story fulltext full_text article_text volltext texte testo texto 正文 本文",
    "": "clipped_from created readability gale_document_number"
    " length load-date loaddate language publication-type document-type"
    " document_type journal-code graphic notes"
    " subject subjects subject_terms organization company companies geographic distribution type keyword keywords page"
    " pages page(s) start_page first_page edition issn eissn url link wordcount word_count words database country topic"
    " region issue volume publisher copyright copyright_notice language_of_publication source_type place_of_publication"
    " country_of_publication publication_year publication_subject publication_info proquest_document_id document_id"
    " document_url document_number accession_number accession_no record record_number record_no article_id doc_id"
    " database_name industry industry_codes person people location locations credit_line correction-date"
    " journal_code classification links section_heading column file_name permanent_link persistent_link abstract"
    " illustration caption(s) doi isbn gale_document_number number_of_pages series index_terms terms",
}
_FIELD_OF = {folded(word.replace("_", " "))[0]: name for name, row in _LABELS.items() for word in row.split()}
_LABELLED = re.compile(
    r"\s*(?P<mark>【)?(?P<label>[^\W\d_][^:：】\n]{1,26})(?(mark)】|[:：])[ \t\u00a0\u3000]*(?P<value>.*?)\s*$"
)
_UNKNOWN = re.compile(r"\s*[A-Z][\w ./()-]{2,28}:[ \t\u00a0]+\S.{0,200}$")

_OTHER_CODES = "WC ET SC PG LA CY ED CT CR CX VOL CLM ART CO IN NS RE PUB AN IPC IPD RF TD"
_CODES = dict.fromkeys(_OTHER_CODES.split(), "") | {
    "HD": "headline",
    "BY": "byline",
    "PD": "date",
    "SN": "outlet",
    "SE": "section",
    "LP": "body",
}
_CODED = re.compile(rf"\s*(?P<label>{'|'.join(_CODES)})(?:[ \t\u00a0]+(?P<value>\S.*?))?\s*$")
_ENOUGH = 4
"""Lines that begin with a code, from which on a page is an export with codes."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A field that a line names (empty: one that is of no use here), and where in the line its value stands."""

    name: str
    start: int
    end: int


def labelled(line: str, below: Labelled | None = None, is_coded: bool = False) -> Labelled | None:
    """Return the field that a line names, or None; the label of the text has nothing behind it.

    `below` is what the line above said: under labels others stand, of which no use is known. `is_coded`: lines may
    begin with a database's codes (`HD`, `PD`).
    """
    if len(line) > 600:
        return None
    if is_coded and (coded := _CODED.match(line)):
        field = _CODES[coded["label"]]
        span = coded.span("value") if coded["value"] else (coded.end(), coded.end())
        return Labelled(field if coded["value"] or field == "body" else "", *span)
    if below and folded(line)[0].strip() in {"body", "full text", "text"}:
        return Labelled("body", len(line), len(line))
    match = _LABELLED.match(line)
    if match and below and match["value"] and folded(match["label"])[0].strip() in {"from", "source"}:
        return Labelled("outlet", match.start("value"), match.end("value"))
    name = _FIELD_OF.get(folded(match["label"])[0].strip()) if match else None
    if match is None or name is None:
        return Labelled("", len(line), len(line)) if below and _UNKNOWN.match(line) else None
    return (
        None if bool(match["value"]) == (name == "body") else Labelled(name, match.start("value"), match.end("value"))
    )


def is_coded(lines: Iterable[str]) -> bool:
    """Tell whether the first lines of a page are an export with codes."""
    return sum(_CODED.match(line) is not None for line in lines) >= _ENOUGH
