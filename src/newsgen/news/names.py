"""What the names of people, jobs and newspapers look like, in the languages of `byline_words`."""

from __future__ import annotations

import re

from newsgen.news.agencies import is_agency
from newsgen.news.byline_words import (
    ARTICLES,
    HAN_OUTLETS,
    JOB_WORDS,
    NOT_PERSONS,
    OUTLET_ENDINGS,
    OUTLET_WORDS,
    PARTICLES,
    ROLES,
    SMALL_WORDS,
    STOP_WORDS,
)
from newsgen.news.folding import folded

SPECIAL = re.compile(r"(?:special\s+(?:to|for)|exclusive\s+to|of|for)\s+(?=\S)", re.IGNORECASE)
_DOMAIN = re.compile(r"[\w-]{2,40}(?:\.[\w-]{2,40}){0,3}\.[a-z]{2,10}")
_CUT_SHORT = re.compile(r"\s(?:of|the|and|for|in|at|to|de|du|des|del|der|von|van|la|el|et|und)$", re.IGNORECASE)
"""What no name ends with."""

_NO_STAFF = re.compile(r"\s+staff$", re.IGNORECASE)
_OWNED = re.compile(r"['’]s\s")
INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}")
_CASELESS = re.compile(r"(?=.*[\u0590-\u06ff\u0750-\u077f])[\u0590-\u06ff\u0750-\u077f'\"״׳-]+")
_HAN_NAME = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff][\u3005\u3040-\u30ff\u3400-\u9fff ・·\u3000]{0,13}")
_HAN_ONLY = re.compile(r"[\u3005\u3400-\u9fff]+")
_HAN_PHRASE = re.compile(r"[\u4e00-\u9fff][\u3041-\u3096]+[\u4e00-\u9fff]|[をがはもにで]$")
_HAN_OFFICE = re.compile("[社报報网網第期版日月]|新闻|新聞|居民|会社")
_AGENCY_WORDS = ("agenc", "agenz", "agentur", "agentschap", "агентств", "press")
_SIGN = re.compile(r"[:/*&@+=_|]")
_NUMERAL = re.compile(r"[!?№]|\b(?!(?:III)\b)(?=[IVXLC]{3})[IVXLC]+\b")
_COLLECTIVE = re.compile(
    r"\bstaff\b|\b(?:wire|agency)\s+reports?\b|\bagencies\b|\bredaktion\b|\brédaction\b|\bredacción\b|\bredação\b|\bredazione\b|\bredactie\b|\bредакция\b"
    r"|编辑部|編集部",
    re.IGNORECASE,
)


def is_name(text: str) -> bool:
    """Tell whether a text looks like one person's name: two words or more, or initials and a surname."""
    words = text.split()
    if _HAN_NAME.fullmatch(text):
        is_plain = _HAN_ONLY.fullmatch(text) is not None
        is_phrase = _HAN_PHRASE.search(text) is not None
        return (
            2 <= len(text.replace(" ", "")) <= (5 if is_plain else 12)
            and not _HAN_OFFICE.search(text)
            and not is_phrase
        )
    if not 2 <= len(words) <= 6 or is_role(text) or is_agency(text) or _SIGN.search(text):
        return False
    if (
        not _STOP_WORD_KEYS.isdisjoint(words)
        or _NUMERAL.search(text)
        or (len(words) > 4 and all(map(_CASELESS.fullmatch, words)))
    ):
        return False
    return all(_is_name_word(word) for word in words) and words[0].lower() not in _ARTICLE_KEYS - {
        "de",
        "la",
        "el",
        "o",
    }


def is_person(text: str) -> bool:
    """Tell whether a name that no `By` opens is a person's: no word of it belongs to places or offices."""
    words = {word.strip(".,'’") for word in folded(text)[0].split()}
    first, _, rest = text.partition(" ")
    if (
        _OWNED.search(text)
        or first.casefold() in _PREPOSITIONS
        or (first.startswith("ال") and len(first) > 4)
        or (" - " in rest and not first.isascii())
    ):
        return False
    if len(words) > _PLAIN_WORDS and words.isdisjoint(_PARTICLE_KEYS - {"i"}) and "." not in text:
        return False
    is_plain = words.isdisjoint(_NOT_PERSONS) and words.isdisjoint(_SMALL_WORD_KEYS) and not _CUT_SHORT.search(text)
    return is_plain and is_name(text) and not has_outlet_word(text)


_PLAIN_WORDS = 4
"""Words that a person's name has at most, without a `de` or an initial."""


def is_role(text: str) -> bool:
    """Tell whether a text names somebody's job: `Staff Writer`, `Political Editor`."""
    words = folded(text)[0].split()
    return 0 < len(words) <= 8 and any(word.strip(".'") in ROLE_KEYS for word in words)


def is_job(word: str) -> bool:
    """Tell whether a word is a job: `Reporter`."""
    return folded(word)[0].strip(".'") in ROLE_KEYS


def is_job_only(text: str) -> bool:
    """Tell whether a text is a job without anybody's name: `Online Producer`, not `Staff`."""
    return is_role(text) and not is_collective(text) and all(map(is_of_job, text.split()))


def is_of_job(word: str) -> bool:
    """Tell whether a word is a job, or what is said of one: `Court`, `affairs`, `for`."""
    return is_job(word) or folded(word)[0].strip(".,'") in _JOB_WORD_KEYS


def is_collective(text: str) -> bool:
    """Tell whether a text stands for people without their names: `Staff`, `Wire reports`."""
    return bool(_COLLECTIVE.search(text)) and len(text.split()) <= 6


def looks_like_outlet(text: str) -> bool:
    """Tell whether a text, by itself, looks like a newspaper: `The …`, `… Times`, `example.com`, `…日报`."""
    words = [word.strip(".,'’") for word in folded(text)[0].split()]
    if len(words) == 1 and _DOMAIN.fullmatch(words[0]):
        return True
    if not 0 < len(words) <= 7 or text[:1].islower() or is_role(text):
        return False
    if has_outlet_word(text):
        is_short = len(words) <= 3 and max(map(len, words)) <= 24
        return is_short or (len(words) <= MAX_OUTLET and all(map(_is_titled, _QUOTED.sub("X", text).split())))
    if text.endswith("."):
        return False
    is_named = (words[0] in _ARTICLE_KEYS or words[0].startswith("l'")) and text[:1].isupper() and 1 < len(words) <= 5
    return is_named and all(_is_name_word(word) for word in text.split())


_QUOTED = re.compile(r"[\"«“„][^\"«»“”„]+[\"»”“]")
MAX_OUTLET = 6
"""Words of a newspaper's name, at most."""


def _is_titled(word: str) -> bool:
    """Tell whether a word may stand in a newspaper's name: with a capital, or one of the small words in names."""
    bare = word.strip(".,'’()[]\"“”«»")
    return len(bare) <= 24 and (bare[:1] == bare[:1].upper() or folded(bare)[0] in _IN_OUTLETS)


def may_be_outlet(text: str) -> bool:
    """Tell whether a text that isn't a person or a role could name an outlet: a few words, the first not small."""
    is_short = 0 < len(text.split()) <= 5 and len(text) <= 40 and "。" not in text
    return is_short and not text[:1].islower() and not is_role(text) and text[-1:] not in ".!?"


def has_outlet_word(text: str) -> bool:
    """Tell whether a word of newspapers' names is in a text: `Herald`, `Zeitung`, `日报` at its end."""
    words = (word.strip(".,'’") for word in re.split(r"[\s-]+", folded(text)[0]))
    if text.endswith(HAN_OUTLETS) or any(part.strip(".,'’").endswith(OUTLET_ENDINGS) for part in text.lower().split()):
        return True
    return any(not _OUTLET_KEYS.isdisjoint(_bare_forms(word)) for word in words)


def _bare_forms(word: str) -> set[str]:
    """Return a word, and without the article that Hebrew and Arabic join to it."""
    return {word, word[1:], word[2:]} if "א" <= word[:1] <= "ي" else {word}


def special_outlet(text: str) -> str:
    """Return the outlet of `Special to The Herald`, `Of the Herald staff` or `Herald Staff Writer`, or nothing."""
    if match := SPECIAL.match(text):
        named = _NO_STAFF.sub("", text[match.end() :]).removeprefix("the ")
        return named if may_be_outlet(named) else ""
    words = text.split()
    jobs = next((at for at in range(len(words)) if all(is_job(word) for word in words[at:])), len(words))
    while jobs < len(words) and is_of_job(words[jobs - 1]) and has_outlet_word(" ".join(words[: jobs - 1])):
        jobs -= 1
    named = " ".join(words[:jobs])
    return named if jobs < len(words) and has_outlet_word(named) else ""


def has_agency_word(text: str) -> bool:
    """Tell whether a word of news agencies' names is in a text: `Agência`, `Agentur`."""
    return any(word.startswith(_AGENCY_WORDS) for word in folded(text)[0].split())


def _is_name_word(word: str) -> bool:
    bare = word.strip(".,")
    if INITIALS.fullmatch(word) or _CASELESS.fullmatch(bare) or bare.lower() in _PARTICLE_KEYS:
        return True
    if any(char.isdigit() for char in bare) or not any(char.isalpha() for char in bare):
        return False
    return (bare[:1].isupper() or bare[:2].lower() in {"d'", "d’", "l'"}) and folded(bare)[0] not in _OUTLET_KEYS


ROLE_KEYS = frozenset(folded(word)[0] for word in ROLES.split())
_JOB_WORD_KEYS = frozenset(folded(word)[0] for word in JOB_WORDS.split())
_OUTLET_KEYS = frozenset(folded(word)[0] for word in OUTLET_WORDS.split())
_PARTICLE_KEYS = frozenset(PARTICLES.split())
_ARTICLE_KEYS = frozenset(ARTICLES.split())
_STOP_WORD_KEYS = frozenset(STOP_WORDS.split())
_IN_OUTLETS = (
    _PARTICLE_KEYS
    | _ARTICLE_KEYS
    | frozenset(("of", "and", "for", "от", "on", "in", "am", "im", "für", "fur", "und", "et", "a"))
)
_PREPOSITIONS = frozenset(("de", "da", "do", "di", "du", "des", "dos", "das", "del"))
_SMALL_WORD_KEYS = frozenset(SMALL_WORDS.split())
_NOT_PERSONS = frozenset(folded(word)[0] for word in NOT_PERSONS.split())
