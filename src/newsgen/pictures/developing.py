"""Copies of pictures in other sizes: those that were kept, and those that workers make.

Pillow is imported only when there is a copy to make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Protocol, TypeVar

from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.output import Converted, Drawn, Family, Output, Pictured
from newsgen.outputs import cards, story_files
from newsgen.pictures.picture_cache import PictureCache
from newsgen.workers.workforce import Workforce

if TYPE_CHECKING:
    from newsgen.pictures.darkroom import Plate
    from newsgen.renderer import Rendered


Known = TypeVar("Known")

BATCH = 40
"""Cards that a worker draws in one go."""


def pictured(families: Mapping[str, Known]) -> dict[str, Known]:
    """Return what is known of the families that have pictures, of all families."""
    return {name: digest for name, digest in families.items() if name.startswith((cards.FAMILY, story_files.FAMILY))}


def prune(kept: PictureCache, families: Iterable[Family]) -> None:
    """Delete the copies that were kept and that no output of these families is made of."""
    makers = (output.maker for family in families for output in family.outputs())
    kept.prune(maker for maker in makers if isinstance(maker, Pictured))


class PictureStock(Protocol):
    """Where pictures come from."""

    def file(self, source: str) -> bytes | Diagnostic:
        """Return the bytes of a picture or a font, or say why not."""

    @property
    def pictures(self) -> PictureCache:
        """Return the copies that were made before."""


def developed(stale: Sequence[Output], stock: PictureStock, crew: Callable[[int], Workforce]) -> Iterator[Rendered]:
    """Make the copies of pictures, and the cards, that weren't made before."""
    from newsgen.renderer import Rendered

    copies: list[Output] = []
    drawn: list[Output] = []
    for output in stale:
        assert isinstance(output.maker, Pictured)
        kept = stock.pictures.get(output.maker)
        if kept is not None:
            yield Rendered(output.path, kept)
        else:
            (drawn if isinstance(output.maker, Drawn) else copies).append(output)
    try:
        for output, data in chain(_copied(copies, stock, crew), _drawn(drawn, stock, crew)):
            if isinstance(data, bytes):
                assert isinstance(output.maker, Pictured)
                stock.pictures.keep(output.maker, data)
                yield Rendered(output.path, data)
            else:
                yield Rendered(output.path, None, data)
    except ImportError:
        yield Rendered(stale[0].path, None, (_NO_DARKROOM,))


Made = tuple[Output, bytes | tuple[Diagnostic, ...]]
"""An output with its bytes, or with the reasons why there are none."""


def _copied(stale: Sequence[Output], stock: PictureStock, crew: Callable[[int], Workforce]) -> Iterator[Made]:
    """Make copies of pictures, all those of one picture at once."""
    if not stale:
        return
    from newsgen.pictures import darkroom

    waiting: dict[str, dict[tuple[int, str], list[Output]]] = {}
    for output in stale:
        assert isinstance(output.maker, Converted)
        wanted = (output.maker.width, output.maker.suffix)
        waiting.setdefault(output.maker.source, {}).setdefault(wanted, []).append(output)
    unread: list[Diagnostic] = []
    plates = _plates({source: tuple(wanted) for source, wanted in waiting.items()}, stock, unread)
    for results in crew(len(waiting)).each(darkroom.copies_of, None, plates):
        for result in results:
            if isinstance(result, Diagnostic):
                unread.append(result)
                continue
            source, wanted, data = result
            yield from ((output, data) for output in waiting[source][wanted])
    if unread:
        yield stale[0], tuple(unread)


def _drawn(stale: Sequence[Output], stock: PictureStock, crew: Callable[[int], Workforce]) -> Iterator[Made]:
    """Draw cards; all of a site have one font."""
    if not stale:
        return
    from newsgen.pictures import cards as press

    makers = {output.path: (output, output.maker) for output in stale if isinstance(output.maker, Drawn)}
    font = stock.file(makers[stale[0].path][1].font)
    if isinstance(font, Diagnostic):
        yield stale[0], (font,)
        return
    orders = [(path, maker) for path, (_, maker) in makers.items()]
    batches = [orders[start : start + BATCH] for start in range(0, len(orders), BATCH)]
    unmade: dict[Diagnostic, None] = {}
    for results in crew(len(batches)).each(press.cards_of, font, batches):
        for result in results:
            if isinstance(result, Diagnostic):
                unmade[result] = None
            else:
                yield makers[result[0]][0], result[1]
    if unmade:
        yield stale[0], tuple(unmade)


_NO_DARKROOM = error(
    "images-extra",
    Span("newsgen.toml"),
    '`pictures = "resized"` and cards need the library Pillow, which is not installed',
    "Install it with `pip install newsgen[images]`, or take the setting away.",
)


def _plates(
    wanted: Mapping[str, tuple[tuple[int, str], ...]], stock: PictureStock, unread: list[Diagnostic]
) -> Iterator[list[Plate]]:
    for source, copies in wanted.items():
        data = stock.file(source)
        if isinstance(data, Diagnostic):
            unread.append(data)
        else:
            yield [(source, data, copies)]
