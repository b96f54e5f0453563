"""Outputs that are made of the texts of many stories, in portions: only those that weren't kept are made again."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsgen.news.article import Article
from newsgen.news.output import Gathered, Output

if TYPE_CHECKING:
    from newsgen.renderer import Rendered


@dataclass(frozen=True, slots=True)
class Gathering:
    """A gathered output to make: for each portion what was kept of it, and the texts of the stories of the others."""

    output: Output
    sources: tuple[tuple[str, ...], ...]
    kept: tuple[bytes | None, ...]


def is_gathered(output: Output) -> bool:
    """Tell whether an output is made in portions."""
    return isinstance(output.maker, Gathered)


def unkept(output: Output, kept: Sequence[bytes | None]) -> Iterator[Article]:
    """Yield the stories whose texts are needed, in order."""
    view: Any = output.view
    for portion, data in zip(view.portions, kept, strict=True):
        if data is None:
            yield from portion.stories


def gather(job: Gathering) -> Rendered:
    """Make the portions that weren't kept, and the output of all of them."""
    from newsgen.renderer import Rendered

    maker, view = job.output.maker, job.output.view
    assert isinstance(maker, Gathered)
    module: Any = importlib.import_module(f"newsgen.outputs.{maker.name}")
    texts = iter(job.sources)
    portions: list[bytes] = []
    new: list[tuple[str, bytes]] = []
    for portion, data in zip(view.portions, job.kept, strict=True):  # type: ignore[attr-defined]
        made = data
        if made is None:
            made = module.portion(view, portion, [next(texts) for _ in portion.stories])
            new.append((portion.name, made))
        portions.append(made)
    return Rendered(job.output.path, module.gathered(portions), portions=tuple(new))
