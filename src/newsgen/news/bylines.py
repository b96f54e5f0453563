"""Bylines: who wrote a story, in which role, for which outlet, from where.

What a name looks like is told by `names`. A name stays
as printed, with one exception: a surname first and in capitals (`NARUSE, Yui`) becomes `Yui Naruse`. A part that
is neither a name nor a role nor a known outlet is never guessed at: it is returned as `unclear`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from newsgen.news.agencies import is_agency
from newsgen.news.byline_words import OPENER
from newsgen.news.folding import folded
from newsgen.news.names import (
    INITIALS,
    ROLE_KEYS,
    SPECIAL,
    has_agency_word,
    has_outlet_word,
    is_collective,
    is_job,
    is_name,
    is_of_job,
    is_person,
    is_role,
    looks_like_outlet,
    may_be_outlet,
    special_outlet,
)

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
    r"\s+(?:y|e|en|(?-i:i))\s+|\s+[וو](?=\S)|(?<=[\u4e00-\u9fff]{2})[和与與](?=[\u4e00-\u9fff]{2})", re.IGNORECASE
)
_PLACE = re.compile(r"\s+(?:in|at|from|à|aus|em|desde|dans|IN)\s+(?=[^\Wa-zà-ÿ\d_])")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|m\.?d|ph\.?\s?d|esq|r\.?n|d\.?d\.?s|s\.?j)\.?", re.IGNORECASE)
_WAW_NAMES = frozenset(["وليد", "وائل", "وفاء", "وسام", "وجيه", "وداد", "ورد", "وسيم", "واصف", "وهيب", "ودیع", "وديع"])
_BY_WHAT = re.compile(r"(?:cable|telegraph|telephone|wireless|mail|air ?mail|wire|phone|post)\b[^a-z]*", re.IGNORECASE)
_PICTURES_BY = re.compile(
    r"(?:\s+(?:and|und|et|e|y|en|i|и)\s+|,\s*)(?P<name>[^,;()]{4,40}?)\s*\((?:fotos?|photos?|bilder|фото)\)",
    re.IGNORECASE,
)
_TEXT_BY = re.compile(r"\s*\((?:te[xs]to?|texte|words|текст)\)", re.IGNORECASE)
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]{3,40})[»”“\"]")
_OF = re.compile(
    r"(?:d[aeo]s?|del|della|dell['’]|of(?: the)?|vom|von(?: der)?|van(?: het| de)?|du|de la|für)\s+", re.IGNORECASE
)
_WITH = re.compile(r"\s+(?:with|avec|mit|con|com|met|e|et|und|and)$", re.IGNORECASE)
_FOR = re.compile(r"\s+for\s+(?=\S)", re.IGNORECASE)
_ADDRESS = re.compile(r"\(?(?:[\w.+-]{1,60}@[\w.-]{1,60}|@[\w-]{1,40})\)?")
_HAN_TRADE = re.compile(r"^[\u4e00-\u9fff]{2,4}[ \u3000](?=[\u4e00-\u9fff]{1,4}[ \u3000][\u3040-\u9fff]{1,4}$)")
_HAN_WORK = re.compile(r"[\s　]+(?:[文图圖摄攝影写寫真]+|文/图|文/圖)$")
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
    line = _PICTURES_BY.sub(r", Photos: \g<name>", opened(_SPACE.sub(" ", text).strip()))
    line = _TEXT_BY.sub("", line)
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
    if not is_opened and found.outlet and not looks_like_outlet(found.outlet) and _FOR.search(rest):
        return None  # a headline in capitals: `COUNCIL AGREES NEED FOR NEW BRIDGE`
    tells = found.outlet or found.wire or any(credit.role for credit in found.credits)
    if is_opened:
        return replace(found, opened=True)
    return found if tells and is_person(found.credits[0].name.split(",")[0]) else None


def _is_printed_outlet(part: str, is_shouted: bool) -> bool:
    if is_role(part) or is_agency(part) or SPECIAL.match(part):
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
        if word in {"von", "par", "por", "di", "da", "door", "af", "av"}
        and " " not in rest.strip()
        and not is_collective(rest)
        else rest
    )


def opens(text: str) -> bool:
    """Tell whether a text begins with a word that opens a byline."""
    return opened(text) != text


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
        if self.credits and part[:1].islower() and is_name(self.credits[-1].name):
            of = _OF.sub("", part)
            if of != part and (self.is_outlet(of) or has_agency_word(of)):
                self.outlet = self.outlet or of
                return
            if self.role == "" and not self.fresh and " " in part and not is_role(part.split(" ", 1)[0]):
                self.unclear = self.unclear or part
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
        elif quoted := _QUOTED.fullmatch(part):
            self.outlet = self.outlet or quoted[1]
        elif special := special_outlet(part):
            if is_agency(special):
                self.wire = self.wire or special
            else:
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
            name = self._without_agency(name)  # noqa: PLW2901 - `Jane Doe Associated Press`
            name = self._without_outlet(name)  # noqa: PLW2901 - `Jane Doe Harbour News`
            role, name = _role_first(name)  # noqa: PLW2901 - `political reporter Tom Fenn`
            if (name := _without_stop(name)) and any(map(str.isalnum, name)):
                self.credits.append(Credit(name, self.role or role))
                self.fresh = False
                if is_agency(name):
                    self.wire = self.wire or name

    def _without_agency(self, name: str) -> str:
        """Take the agency behind a name."""
        words = name.split()
        for count in (3, 2, 1):
            agency = " ".join(words[-count:])
            if len(words) - count >= 2 and is_agency(agency):
                self.wire = self.wire or agency
                return _WITH.sub("", " ".join(words[:-count]))
        return name

    def _without_outlet(self, name: str) -> str:
        """Take the newspaper behind a name: two words or more, the last of which newspapers bear."""
        words = name.split()
        for count in (3, 2):
            person, paper = " ".join(words[:count]), " ".join(words[count:])
            is_paper = 1 < len(words) - count < 4 and has_outlet_word(words[-1]) and not is_role(paper)
            if is_paper and is_person(person) and "'s " not in name:
                self.outlet = self.outlet or paper
                return person
        return name

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
    return len(part) > 1 and part.isupper() and part.replace("-", "").isalpha() and folded(part)[0] not in ROLE_KEYS


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


def _role_first(name: str) -> tuple[str, str]:
    """Part `political reporter Tom Fenn` or `Tom Fenn Court Reporter` into the job and the name; no job: nothing."""
    words = name.split()
    small = next((at for at, word in enumerate(words) if not word.islower()), 0)
    job = " ".join(words[:small])
    if is_role(job):
        return job, " ".join(words[small:])
    jobs = [at for at, word in enumerate(words) if is_job(word)]
    if not jobs:
        return "", name
    before, after = words[: jobs[-1] + 1], words[jobs[-1] + 1 :]
    if all(map(is_of_job, before)) and is_name(" ".join(after)):
        return " ".join(before), " ".join(after)
    first = next((at for at in range(len(words)) if all(map(is_of_job, words[at:]))), len(words))
    if first > 1 and is_name(" ".join(words[:first])):
        return " ".join(words[first:]), " ".join(words[:first])
    return "", name


def _without_stop(name: str) -> str:
    """Drop the full stop after a byline, but not that of an initial, `Jr.` or `M.D.`"""
    name = _HAN_TRADE.sub("", _HAN_WORK.sub("", name.strip(" ,;:،؛；，")))
    last = name.rsplit(" ", 1)[-1]
    if name.endswith(".") and not INITIALS.fullmatch(last) and not _SUFFIX.fullmatch(last):
        return name[:-1]
    return name
