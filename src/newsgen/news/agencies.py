"""News agencies, by the names and codes that papers print in the languages of the archive."""

from __future__ import annotations

from newsgen.news.folding import folded

AGENCIES = (
    "ap|the ap|a.p.|associated press|the associated press|reuters|reuter|thomson reuters|afp|agence france-presse"
    "|upi|u.p."
    "|up|united press|united press international|dpa|ansa|efe|tass|itar-tass|interfax|ria novosti|xinhua|kyodo|jiji|jta"
    "|prnewswire|pr newswire|business wire|globe newswire|globenewswire|cnw|cnn wire|tribune news service"
    "|bloomberg|pti|ians|ani|apa|anp|belga|lusa|ritzau|press association|cp|the canadian press|canadian press|aap|ips"
    "|sda|ats|kna|epd|sid|ddp|agencies|news agencies|wire services|тасс|итар-тасс|риа новости|интерфакс|рейтер"
    "|רויטרס|סוכנויות הידיעות|איי-פי|رويترز|أ ف ب|أ.ف.ب|فرانس برس|د ب أ|أ ب|وفا|وكالات|الوكالات"
    "|新华社|新華社|中新社|中央社|路透社|法新社|美联社|美聯社|共同|共同通信|時事|時事通信|ロイター"
)
"""Names, cut by `|`."""

_AGENCY_KEYS = frozenset(folded(name)[0].strip(" .") for name in AGENCIES.split("|"))


def is_agency(text: str) -> bool:
    """Tell whether a text is the name of a news agency."""
    is_given_name = text.istitle() and len(text) < 5
    return not is_given_name and folded(text)[0].strip(" .") in _AGENCY_KEYS
