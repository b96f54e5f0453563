"""Bylines: who wrote a story, in which role, for which outlet, from where.

Owns the words that open a byline, the names of roles, and what a person's name looks like. A name stays
as printed, with one exception: a surname first and in capitals (`NARUSE, Yui`) becomes `Yui Naruse`. A part that
is neither a name nor a role nor a known outlet is never guessed at: it is returned as `unclear`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from newsgen.news.byline_words import ARTICLES, HAN_OUTLETS, NOT_PERSONS, OPENER, OUTLET_WORDS, PARTICLES, ROLES
from newsgen.news.printed_dates import folded, is_agency

_WORK = re.compile(
    r"(?:^|(?<=[\s.,;|/(]))(?:(?:and|und|et|y|e|en|with)\s+)?"
    r"((?:(?:text|words|story)\s+(?:and|und|et|y|e|&)\s+)?(?:text[eo]?|words|story|photos?|photographs?"
    r"|photography|pictures?"
    r"|illustrations?|video|graphics?|translated|translation|interview|additional\s+reporting|reporting"
    r"|editing|compiled|fotos?|fotografías"
    r"|fotografie|фото|текст|צילום|تصوير|写真|摄影))(?:\s+(?:by|von|par|por|di|door|de)\s+|\s*[:：＝/]\s*)",
    re.IGNORECASE,
)
_WRITING = frozenset({"text", "texte", "texto", "words", "story", "текст", "reporting"})
_BREAK = re.compile(r"[,;|/•、，；／\n]|\s[—–·-]\s|\s·\s")
_PARENS = re.compile(r"[(（]([^()（）]{1,60})[)）]")
_AND = re.compile(r"\s+(?:and|und|et|&|и|و)\s+|\s*[＆&]\s*|\s+ו[־-]\s*", re.IGNORECASE)
_LEADING_AND = re.compile(r"^\s*(?:and|und|et|&|и)\s+", re.IGNORECASE)
_WEAK_AND = re.compile(
    r"\s+(?:y|e|en|i)\s+|\s+[וو](?=\S)|(?<=[\u4e00-\u9fff]{2})[和与與](?=[\u4e00-\u9fff]{2})", re.IGNORECASE
)
_PLACE = re.compile(r"\s+(?:in|from|à|aus|em|desde|dans|IN)\s+(?=[^\Wa-zà-ÿ\d_])")
_SPECIAL = re.compile(r"(?:special\s+(?:to|for)|exclusive\s+to|of|for)\s+(?=\S)", re.IGNORECASE)
_DOMAIN = re.compile(r"[\w-]{2,40}(?:\.[\w-]{2,40}){0,3}\.[a-z]{2,10}")
_NO_STAFF = re.compile(r"\s+staff$", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|m\.?d|ph\.?\s?d|esq|r\.?n|d\.?d\.?s|s\.?j)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}")
_CASELESS = re.compile(r"[\u0590-\u06ff\u0750-\u077f'\"״׳-]+")
_HAN_NAME = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff][\u3005\u3040-\u30ff\u3400-\u9fff ・·\u3000]{0,13}")
_HAN_ONLY = re.compile(r"[\u3005\u3400-\u9fff]+")
_HAN_OFFICE = re.compile("[社报報网網第期版日月]|新闻|新聞|居民|会社")
_WAW_NAMES = frozenset(["وليد", "وائل", "وفاء", "وسام", "وجيه", "وداد", "ورد", "وسيم", "واصف", "وهيب", "ودیع", "وديع"])
_BY_WHAT = re.compile(r"(?:cable|telegraph|telephone|wireless|mail|air ?mail|wire|phone|post)\b[^a-z]*", re.IGNORECASE)
_FOR = re.compile(r"\s+for\s+(?=\S)", re.IGNORECASE)
_ADDRESS = re.compile(r"\(?(?:[\w.+-]{1,60}@[\w.-]{1,60}|@\w{1,40})\)?")
_NUMERAL = re.compile(r"[!?№]|\b(?!(?:III)\b)(?=[IVXLC]{3})[IVXLC]+\b")
_HAN_WORK = re.compile(r"[\s　]+(?:[文图圖摄攝影写寫真]+|文/图|文/圖)$")
_COLLECTIVE = re.compile(
    r"\bstaff\b|\b(?:wire|agency)\s+reports?\b|\bagencies\b|\bredaktion\b|\brédaction\b|\bredacción\b|\bredação\b|\bredazione\b|\bredactie\b|\bредакция\b"
    r"|编辑部|編集部",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Credit:
    """One person, or a collective such as `Staff`, and what they did when that is printed."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; an empty text means that it doesn't say.

    `wire` is the agency it names; `opened` tells that a word such as `By` stands before it.
    """

    credits: tuple[Credit, ...] = ()
    outlet: str = ""
    place: str = ""
    unclear: str = ""
    wire: str = ""
    opened: bool = False


def read(text: str, is_outlet: Callable[[str], bool]) -> Byline:
    """Read a byline, with or without its `By`; `is_outlet` tells whether a part of it is a known outlet.

    The first part that can't be told to be a name, an outlet, a role or a place is `unclear`.
    """
    line = opened(_SPACE.sub(" ", text).strip())
    reader = _Reader(is_outlet)
    for role, names in _works(line):
        reader.begin(role)
        for part in _surname_first(_parts(_PARENS.sub(" ", names)), is_outlet):
            reader.take(part)
        for aside in filter(None, (_ADDRESS.sub(" ", said).strip() for said in _PARENS.findall(names))):
            reader.take(aside)
    return reader.byline()


def printed(line: str) -> Byline | None:
    """Read a line of a clipping as a byline, or return None when it may be something else.

    No settings are asked: what stands after the last comma and isn't a name is the outlet (`By NAME, OUTLET`).
    Without a `By`, a role, an outlet or an agency must follow the name.
    """
    rest = opened(line.strip())
    is_opened = rest != line.strip()
    if _BY_WHAT.fullmatch(rest) and is_opened:
        return None
    if len(line) > 160 or (is_opened and rest[:1].islower() and not (is_collective(rest) or is_role(rest))):
        return None
    is_shouted = (_parts(rest) or [""])[0].isupper()
    found = read(rest, lambda part: _is_printed_outlet(part, is_shouted))
    if found.unclear:
        is_last = is_opened and rest.rstrip(" .)").endswith(found.unclear) and may_be_outlet(found.unclear)
        is_aside = is_opened and len(found.unclear.split()) <= 4 and bool(found.credits)
        if (not is_last or found.outlet) and not is_aside:
            return None
        if not is_last or found.outlet:
            return replace(found, opened=True)
        found = replace(found, outlet=found.unclear)
    if not found.credits or not all(_is_printed_name(credit.name, is_opened) for credit in found.credits):
        return None
    tells = found.outlet or found.wire or any(credit.role for credit in found.credits)
    if is_opened:
        return replace(found, opened=True)
    return found if tells and is_person(found.credits[0].name.split(",")[0]) else None


def may_be_outlet(text: str) -> bool:
    """Tell whether a text that isn't a person or a role could name an outlet: a few words, the first not small."""
    is_short = 0 < len(text.split()) <= 5 and len(text) <= 40 and "。" not in text
    return is_short and not text[:1].islower() and not is_role(text) and text[-1:] not in ".!?"


def _is_printed_outlet(part: str, is_shouted: bool) -> bool:
    if is_role(part) or is_agency(part) or _SPECIAL.match(part):
        return False
    return looks_like_outlet(part) or (part.isupper() and (not is_shouted or " " not in part))


def _is_printed_name(name: str, is_opened: bool) -> bool:
    bare = name.split(",", maxsplit=1)[0]
    if is_name(bare) or is_collective(bare) or is_agency(bare) or (is_opened and is_role(bare)):
        return True
    return is_opened and (looks_like_outlet(bare) or (" " not in bare and bare[:1].isupper() and len(bare) > 1))


def opened(text: str) -> str:
    """Return what follows the word that opens a byline; the text itself when none does or nothing would be left."""
    match = OPENER.match(text)
    if match is None or not text[match.end() :].strip():
        return text
    rest = text[match.end() :]
    word = match.group().strip().lower()
    return (
        text
        if word in {"von", "par", "por", "di", "da", "door"} and " " not in rest.strip() and not is_collective(rest)
        else rest
    )


def opens(text: str) -> bool:
    """Tell whether a text begins with a word that opens a byline."""
    return opened(text) != text


def is_role(text: str) -> bool:
    """Tell whether a text names somebody's job: `Staff Writer`, `Political Editor`."""
    words = folded(text)[0].split()
    return 0 < len(words) <= 8 and any(word.strip(".'") in _ROLE_KEYS for word in words)


def is_name(text: str) -> bool:
    """Tell whether a text looks like one person's name: two words or more, or initials and a surname."""
    words = text.split()
    if _HAN_NAME.fullmatch(text):
        is_plain = _HAN_ONLY.fullmatch(text) is not None
        return 2 <= len(text.replace(" ", "")) <= (5 if is_plain else 12) and not _HAN_OFFICE.search(text)
    if not 2 <= len(words) <= 6 or is_role(text) or is_agency(text):
        return False
    if _NUMERAL.search(text):
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
    return is_name(text) and words.isdisjoint(_NOT_PERSONS) and not has_outlet_word(text)


def looks_like_outlet(text: str) -> bool:
    """Tell whether a text, by itself, looks like a newspaper: `The …`, `… Times`, `example.com`, `…日报`."""
    words = [word.strip(".,'’") for word in folded(text)[0].split()]
    if len(words) == 1 and _DOMAIN.fullmatch(words[0]):
        return True
    if not 0 < len(words) <= 7 or text[:1].islower() or is_role(text):
        return False
    if has_outlet_word(text):
        return True
    is_named = words[0] in _ARTICLE_KEYS and text[:1].isupper() and len(words) > 1
    return is_named and all(_is_name_word(word) for word in text.split())


def has_outlet_word(text: str) -> bool:
    """Tell whether a word of newspapers' names is in a text: `Herald`, `Zeitung`, `日报` at its end."""
    words = (word.strip(".,'’") for word in re.split(r"[\s-]+", folded(text)[0]))
    return text.endswith(HAN_OUTLETS) or any(not _OUTLET_KEYS.isdisjoint(_bare_forms(word)) for word in words)


def _bare_forms(word: str) -> set[str]:
    """Return a word, and without the article that Hebrew and Arabic join to it."""
    return {word, word[1:], word[2:]} if "א" <= word[:1] <= "ي" else {word}


def special_outlet(text: str) -> str:
    """Return the outlet of `Special to The Herald`, `Of the Herald staff` or `Herald Staff Writer`, or nothing."""
    if match := _SPECIAL.match(text):
        return _NO_STAFF.sub("", text[match.end() :]).removeprefix("the ")
    words = text.split()
    jobs = next((at for at in range(len(words)) if all(_is_job(word) for word in words[at:])), len(words))
    named = " ".join(words[:jobs])
    return named if jobs < len(words) and has_outlet_word(named) else ""


def _is_job(word: str) -> bool:
    return folded(word)[0].strip(".'") in _ROLE_KEYS


def is_collective(text: str) -> bool:
    """Tell whether a text stands for people without their names: `Staff`, `Wire reports`."""
    return bool(_COLLECTIVE.search(text)) and len(text.split()) <= 6


@dataclass(slots=True)
class _Reader:
    """Takes the parts of a byline one after the other."""

    is_outlet: Callable[[str], bool]
    credits: list[Credit] = field(default_factory=list)
    outlet: str = ""
    wire: str = ""
    unclear: str = ""
    places: list[str] = field(default_factory=list)
    role: str = ""
    fresh: bool = True

    def begin(self, role: str) -> None:
        """Begin the names of those who did the same work."""
        self.role, self.fresh = role, True

    def take(self, part: str) -> None:
        """Take one part between commas."""
        written = _FOR.split(part, maxsplit=1)
        if len(written) == 2 and is_name(written[0]) and (self.is_outlet(written[1]) or may_be_outlet(written[1])):
            part = written[0]
            self.outlet = self.outlet or written[1]
        if self.credits and not self.fresh and self._takes_detail(part):
            return
        if self.fresh or is_name(part) or self._all_names(part):
            self._add_names(part)
        elif part and not self.unclear:
            self.unclear = part

    def _takes_detail(self, part: str) -> bool:
        """Take what isn't a person: a suffix, an outlet, an agency, a role, `in Geneva`."""
        last = self.credits[-1]
        if _SUFFIX.fullmatch(part):
            self.credits[-1] = replace(last, name=f"{last.name}, {part}")
        elif self.is_outlet(part):
            self.outlet = self.outlet or part
        elif is_agency(part):
            self.wire = self.wire or part
        elif special := special_outlet(part):
            self.outlet = self.outlet or special
        elif is_role(part):
            self.credits = [replace(c, role=c.role or part) for c in self.credits]
        elif place := _PLACE.match(f" {part}"):
            self.places.append(part[place.end() - 1 :])
        else:
            return False
        return True

    def _all_names(self, part: str) -> bool:
        names = list(_people(part))
        return len(names) > 1 or bool(_PLACE.search(part) and is_name(_PLACE.split(part, maxsplit=1)[0]))

    def _add_names(self, part: str) -> None:
        for name in _people(part):
            found = _PLACE.search(name)
            if found and len(name[: found.start()].split()) > 1:
                self.places.append(name[found.end() :])
                name = name[: found.start()]  # noqa: PLW2901 - the rest of the name is the place
            role, name = _role_first(name)  # noqa: PLW2901 - `political reporter Tom Fenn`
            if (name := _without_stop(name)) and any(map(str.isalnum, name)):
                self.credits.append(Credit(name, self.role or role))
                self.fresh = False
                if is_agency(name):
                    self.wire = self.wire or name

    def byline(self) -> Byline:
        """Return what was read."""
        return Byline(tuple(self.credits), self.outlet, ", ".join(self.places), self.unclear, self.wire)


def _works(line: str) -> Iterator[tuple[str, str]]:
    """Split `Text by … Photos by …` into a role and its names; the writing itself has no role."""
    role, start = "", 0
    for match in _WORK.finditer(line):
        if before := line[start : match.start()].strip(" ,;|/"):
            yield role, before
        word = match.group(1)
        role = "" if folded(word)[0].split(" ", 1)[0] in _WRITING else word
        start = match.end()
    if line[start:].strip():
        yield role, line[start:]


def _parts(names: str) -> list[str]:
    parts = (_LEADING_AND.sub("", part).strip() for part in _BREAK.split(_ADDRESS.sub(" ", names)))
    return [part for part in parts if part]


def _surname_first(parts: list[str], is_outlet: Callable[[str], bool]) -> Iterator[str]:
    """Turn `NARUSE` + `Yui` round to `Yui Naruse`; everything else stays."""
    if any(map(_is_capital_surname, parts)):
        parts = [name for part in parts for name in _AND.split(part)]
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        given = waiting[-1] if waiting else ""
        if _is_capital_surname(part) and _is_given(given) and not is_outlet(given):
            yield f"{waiting.pop()} {part.title()}"
        else:
            yield part


def _is_capital_surname(part: str) -> bool:
    return len(part) > 1 and part.isupper() and part.replace("-", "").isalpha() and folded(part)[0] not in _ROLE_KEYS


def _is_given(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= 2 and all(w[:1].isupper() and not w.isupper() and w.isalpha() for w in words)


def _people(part: str) -> Iterator[str]:
    """Split a part at its `and`; a weak one (`y`, `e`, `en`, Hebrew vav) only between two full names."""
    if is_collective(part):
        yield part
        return
    for strong in _AND.split(part):
        yield from _weakly_split(strong.strip())


def _weakly_split(part: str) -> Iterator[str]:
    for match in _WEAK_AND.finditer(part):
        left, right = part[: match.start()].strip(), part[match.end() :].strip()
        starts_name = part[match.start() :].split(maxsplit=1)[0] in _WAW_NAMES
        if is_name(left) and is_name(right) and not starts_name:
            yield left
            yield from _weakly_split(right)
            return
    yield part


def _is_name_word(word: str) -> bool:
    bare = word.strip(".,")
    if _INITIALS.fullmatch(word) or _CASELESS.fullmatch(bare) or bare.lower() in _PARTICLE_KEYS:
        return True
    if any(char.isdigit() for char in bare) or not any(char.isalpha() for char in bare):
        return False
    return (bare[:1].isupper() or bare[:2].lower() in {"d'", "d’", "l'"}) and folded(bare)[0] not in _OUTLET_KEYS


def _role_first(name: str) -> tuple[str, str]:
    """Part `political reporter Tom Fenn` into the job in small letters and the name; no job: an empty text."""
    words = name.split()
    small = next((at for at, word in enumerate(words) if not word.islower()), 0)
    job = " ".join(words[:small])
    return (job, " ".join(words[small:])) if is_role(job) else ("", name)


def _without_stop(name: str) -> str:
    """Drop the full stop after a byline, but not that of an initial, `Jr.` or `M.D.`"""
    name = _HAN_WORK.sub("", name.strip(" ,;:،؛；，"))
    last = name.rsplit(" ", 1)[-1]
    if name.endswith(".") and not _INITIALS.fullmatch(last) and not _SUFFIX.fullmatch(last):
        return name[:-1]
    return name


_ROLE_KEYS = frozenset(folded(word)[0] for word in ROLES.split())
_OUTLET_KEYS = frozenset(folded(word)[0] for word in OUTLET_WORDS.split())
_PARTICLE_KEYS = frozenset(PARTICLES.split())
_ARTICLE_KEYS = frozenset(ARTICLES.split())
_NOT_PERSONS = frozenset(folded(word)[0] for word in NOT_PERSONS.split())
