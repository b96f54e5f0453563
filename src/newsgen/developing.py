"""Copies of pictures in other sizes: those that were kept, and those that workers make.

Pillow is imported only when there is a copy to make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from newsgen.news.diagnostics import Diagnostic, Span, error
from newsgen.news.output import Converted, Output
from newsgen.picture_cache import PictureCache
from newsgen.workforce import Workforce

if TYPE_CHECKING:
    from newsgen.darkroom import Plate
    from newsgen.renderer import Rendered


class PictureStock(Protocol):
    """Where pictures come from."""

    def file(self, source: str) -> bytes | Diagnostic:
        """Return the bytes of a picture, or say why not."""

    @property
    def pictures(self) -> PictureCache:
        """Return the copies that were made before."""


def developed(stale: Sequence[Output], stock: PictureStock, crew: Callable[[int], Workforce]) -> Iterator[Rendered]:
    """Make the copies of pictures that weren't made before, all those of one picture at once."""
    from newsgen.renderer import Rendered

    waiting: dict[str, dict[tuple[int, str], list[Output]]] = {}
    for output in stale:
        assert isinstance(output.maker, Converted)
        kept = stock.pictures.get(output.maker)
        if kept is not None:
            yield Rendered(output.path, kept)
        else:
            maker = output.maker
            waiting.setdefault(maker.source, {}).setdefault((maker.width, maker.suffix), []).append(output)
    if not waiting:
        return
    try:
        from newsgen import darkroom
    except ImportError:
        yield Rendered(stale[0].path, None, (_NO_DARKROOM,))
        return
    unread: list[Diagnostic] = []
    plates = _plates({source: tuple(wanted) for source, wanted in waiting.items()}, stock, unread)
    for results in crew(len(waiting)).each(darkroom.copies_of, None, plates):
        for result in results:
            if isinstance(result, Diagnostic):
                unread.append(result)
                continue
            source, wanted, data = result
            for output in waiting[source][wanted]:
                assert isinstance(output.maker, Converted)
                stock.pictures.keep(output.maker, data)
                yield Rendered(output.path, data)
    if unread:
        yield Rendered(stale[0].path, None, tuple(unread))


_NO_DARKROOM = error(
    "images-extra",
    Span("newsgen.toml"),
    '`pictures = "resized"` needs the library Pillow, which is not installed',
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
