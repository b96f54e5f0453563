"""What a build has learned of its sources, for the next one: what it knows before anything is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from newsgen.building.request import Request
from newsgen.loader import Loaded, others_digest
from newsgen.memory.brief import Brief
from newsgen.memory.remembered import reading
from newsgen.news.settings import Settings
from newsgen.reading.records import Digested


def loaded_brief(
    request: Request, settings: Settings, brief: Brief, loaded: Loaded, copied: Mapping[str, tuple[Path, Digested]]
) -> Brief:
    """Return what is known where everything was loaded; `copied` are files that lie outside `articles/`."""
    change, used, archive = loaded.next_change, loaded.used_files, loaded.archive
    return replace(
        retold_brief(request, brief, loaded),
        reading=reading(settings),
        until=change.timestamp() if change else None,
        stories=len(archive.articles),
        unreviewed=sum(article.unreviewed for article in archive.articles),
        sources=loaded.hints,
        others=others_digest(
            [(path, file.hint) for path, file in loaded.files.items() if path not in used]
            + [(file.path, file.hint) for file in loaded.idle]
        ),
        files=dict(used) | {source: record for source, (_, record) in copied.items()},
        clashes=archive.clashes,
    )


def retold_brief(request: Request, brief: Brief, loaded: Loaded) -> Brief:
    """Return what is known where only these sources were read, and all else is as it was."""
    return replace(
        brief,
        started=request.started,
        as_of=request.as_of.timestamp(),
        sources={**brief.sources, **loaded.hints},
    )
