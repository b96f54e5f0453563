"""Publishes to S3 and what speaks its language: pages first, lists of them then, removals last.

Only objects of the last record are ever removed. The record is put on the condition that nobody changed it meanwhile,
where the server knows conditions: of two runs at once the second ends. Keys come from the environment
(AWS_ACCESS_KEY_ID and the like). Needs the extra `s3`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from hashlib import md5
from pathlib import Path
from typing import Any

from newsgen.memory.ledger import Entry
from newsgen.news.delivery import Delivery
from newsgen.news.serving import ALWAYS_NEW, caching, media_type
from newsgen.news.targets import Target
from newsgen.publishing.carrying import RECORD, UNKNOWN, Cargo, PublishError, record, recorded, under_way

_AT_ONCE = 16
_FEW = 100
"""Up to so many keys are asked for one by one; beyond, the bucket is listed."""

_SIGNED_IN = (
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)


@contextmanager
def opened(target: Target, root: Path) -> Iterator[Bucket]:  # noqa: ARG001
    """Open a bucket, or a folder in it: read the record there."""
    try:
        import obstore.store
    except ImportError as problem:
        hint = "Run `pip install newsgen[s3]`, and publish again."
        raise PublishError("to publish to S3, newsgen needs obstore", hint) from problem
    if not any(os.environ.get(name) for name in _SIGNED_IN):
        hint = "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN if there is one."
        raise PublishError("there is no key for S3 in the environment", hint)
    options: dict[str, Any] = {"endpoint": target.endpoint or _endpoint(), "region": target.region or _region()}
    with _told():
        store = obstore.store.S3Store(
            target.bucket,
            prefix=target.place or None,
            config={name: value for name, value in options.items() if value},  # type: ignore[arg-type]
            client_options={"allow_http": options["endpoint"].startswith("http://"), "timeout": timedelta(minutes=10)},
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=60)},
        )
        bucket = Bucket(store)
    with _told():
        yield bucket


def _endpoint() -> str:
    return os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""


def _region() -> str:
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or ""


@contextmanager
def _told() -> Iterator[None]:
    """Tell what the store says as a `PublishError`, in a line."""
    from obstore.exceptions import BaseError

    try:
        yield
    except (BaseError, OSError) as problem:
        line = str(problem).strip().partition("\n")[0][:300]
        raise PublishError(f"S3: {line}", "What was sent is whole. Once the cause is gone, publish again.") from None


class Bucket:
    """A bucket, or a folder in it."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self._mark: str | None = None
        self._has_conditions = True
        self._recorded = self._read_record()

    def _read_record(self) -> Mapping[str, Entry]:
        import obstore

        try:
            found = obstore.get(self._store, RECORD)
        except FileNotFoundError:  # obstore's own error for it is one of these
            return {}
        self._mark = found.meta["e_tag"]
        return recorded(bytes(found.bytes()))

    def published(self) -> Mapping[str, str]:
        """Return what the record says."""
        return {path: entry.digest for path, entry in self._recorded.items()}

    def strangers(self, paths: Collection[str], cargo: Cargo) -> list[str]:
        """Return the objects of others that stand where files of ours should."""
        marks = self._marks(paths)
        return sorted(path for path, mark in marks.items() if mark != _etag(cargo.read(path)))

    def _marks(self, paths: Collection[str]) -> dict[str, str]:
        """Return the entity tags of those of some paths that are there."""
        import obstore

        if len(paths) > _FEW:
            wanted = set(paths)
            listed = (meta for chunk in obstore.list(self._store) for meta in chunk)
            return {meta["path"]: meta["e_tag"] or "" for meta in listed if meta["path"] in wanted}

        def mark(path: str) -> tuple[str, str | None]:
            try:
                return path, obstore.head(self._store, path)["e_tag"] or ""
            except FileNotFoundError:
                return path, None

        return {path: found for path, found in _each(mark, paths) if found is not None}

    def carry(self, found: Delivery, cargo: Cargo) -> None:
        """Say what is under way, send, remove, and say what is there."""
        import obstore

        there = self._marks([path for path, entry in self._recorded.items() if entry.digest == UNKNOWN])

        def put(path: str) -> None:
            data = cargo.read(path)
            if there.get(path) == _etag(data):
                return  # a run that was cut off had come so far
            attributes = {"Content-Type": media_type(path), "Cache-Control": caching(path)}
            obstore.put(self._store, path, data, attributes=attributes, use_multipart=False)

        self._put_record(under_way(found, self.published()))
        done, all_of_it = 0, len(found.added) + len(found.replaced)
        for paths in cargo.ordered(found):
            for _ in _each(put, paths):
                done += 1
                cargo.progress("Sending", done, all_of_it)
        if found.removed:
            obstore.delete(self._store, list(found.removed))
        self._put_record(cargo.digests)

    def _put_record(self, entries: Mapping[str, str]) -> None:
        """Put the record, unless somebody else did so since it was read."""
        import obstore
        from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

        data = record(entries)
        attributes = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": ALWAYS_NEW}
        condition: Any = "overwrite" if not self._has_conditions else {"e_tag": self._mark} if self._mark else "create"
        try:
            made = obstore.put(self._store, RECORD, data, attributes=attributes, mode=condition, use_multipart=False)
        except (PreconditionError, AlreadyExistsError):
            message = "somebody else published here meanwhile"
            raise PublishError(message, "Wait until they are done, and publish again.") from None
        except BaseError as problem:
            if not self._has_conditions or not _is_unknown(problem):
                raise
            self._has_conditions = False
            return self._put_record(entries)
        self._mark = made["e_tag"]
        return None


def _is_unknown(problem: Exception) -> bool:
    """Tell whether a server says that it knows no conditions: with the status 501, or by this name."""
    from obstore.exceptions import NotSupportedError

    said = str(problem)
    return isinstance(problem, NotSupportedError) or "NotImplemented" in said or "501 Not Implemented" in said


def _etag(data: bytes) -> str:
    """Return the entity tag that S3 gives to an object that was put in one piece."""
    return f'"{md5(data, usedforsecurity=False).hexdigest()}"'


def _each(task: Callable[[str], Any], paths: Iterable[str]) -> Iterator[Any]:
    """Do something for each path, several at once; what goes wrong ends all of it."""
    with ThreadPoolExecutor(_AT_ONCE) as crew:
        try:
            yield from crew.map(task, paths)
        except BaseException:
            crew.shutdown(cancel_futures=True)
            raise
