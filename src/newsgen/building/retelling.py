"""Retelling: where only the texts of a few stories were edited, only the families that print these are planned again.

They are planned from what they were planned from last time, which the state keeps, with the new stories in place of the
old ones. That is right, and not only likely: each edited story says the same as before but for its text; no other
family's inputs hold a text; and what was kept has, with the old stories in it, the digest that the family had. Whatever
is not known, or not so, is left to a whole plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache, partial

from newsgen.loader import HiddenStory, Loaded
from newsgen.memory.brief import Brief
from newsgen.memory.parts import month_of
from newsgen.memory.plans import Kept
from newsgen.memory.state import State, StateError
from newsgen.news.archive import Archive, as_shelved, pictures_of
from newsgen.news.article import Article, Page
from newsgen.news.output import Family
from newsgen.news.settings import Settings
from newsgen.reading.records import Parsed, Record
from newsgen.reading.sources import Hint


@dataclass(frozen=True)
class Retold:
    """The families that print what was edited; and the records of all stories in them, old ones and as they are now.

    `hints` are those of the edited sources.
    """

    families: tuple[Family, ...]
    before: Mapping[str, Record]
    records: Mapping[str, Record]
    hints: Mapping[str, Hint]

    def loaded(self, hidden: tuple[HiddenStory, ...]) -> Loaded:
        """Return this as if it were all there is."""
        nothing = Archive((), {})
        return Loaded(nothing, self.records, self.hints, {}, hidden, (), (), len(self.hints), None, ())


def retold(edited: Iterable[Parsed], brief: Brief, settings: Settings, book: State) -> Retold | None:
    """Return what has to be planned where these sources were edited and nothing else; None where that isn't known."""
    new: dict[str, Record] = {}
    hints: dict[str, Hint] = {}
    for one in edited:
        if one.hint is None or one.problems or one.made is None:
            return None
        new[one.path], hints[one.path] = Record(one.digest, one.made), one.hint
    months = {month_of(record.made) for record in new.values()}
    try:
        before = book.records_of(months)
        if not all(path in before and _is_retold(before[path].made, record.made) for path, record in new.items()):
            return None
        plans = dict(_plans(months, new.keys(), brief, book))
        before |= book.records_of({month for plan in plans.values() for month in plan.stories.values()} - months)
        records = before | new
        facts = {path: file.facts for path, file in brief.files.items() if file.facts.width}
        shelved = partial(as_shelved, facts=facts, pictures=pictures_of(facts, settings), clashes=brief.clashes)
        families = tuple(_families(plans, brief, _shelf(before, shelved), _shelf(records, shelved)))
    except (StateError, LookupError):
        return None
    return Retold(families, before, records, hints)


def _is_retold(old: Article | Page, new: Article | Page) -> bool:
    """Tell whether two versions of a story differ in their texts alone, and these name the same links and pictures."""
    if not (isinstance(old, Article) and isinstance(new, Article)) or new.withdrawn:
        return False
    is_alike = replace(new.body, slices=old.body.slices, digest=old.body.digest) == old.body
    return is_alike and replace(new, body=old.body) == old


def _plans(months: Iterable[str], sources: Set[str], brief: Brief, book: State) -> Iterator[tuple[str, Kept]]:
    """Yield what the families that print these stories were planned from; `months` are those of the stories."""
    for name, (first, last) in brief.spans.items():
        if any(first <= month <= last for month in months):
            plan = book.plan(name)
            if plan is None:
                raise KeyError(name)
            if not sources.isdisjoint(plan.stories):
                yield name, plan


_Shelf = Callable[[str], Article]
"""Gives a story by its source, as it stands in the archive."""


def _shelf(records: Mapping[str, Record], shelved: Callable[[Article], Article]) -> _Shelf:
    @cache
    def story(source: str) -> Article:
        made = records[source].made
        if not isinstance(made, Article):
            raise KeyError(source)
        return shelved(made)

    return story


def _families(plans: Mapping[str, Kept], brief: Brief, before: _Shelf, now: _Shelf) -> Iterator[Family]:
    """Yield families as they are with the new stories; with the old ones each must be what the last build planned."""
    for name, plan in plans.items():
        if plan.family(name, before).digest != brief.families[name][0]:
            raise KeyError(name)
        yield plan.family(name, now)
