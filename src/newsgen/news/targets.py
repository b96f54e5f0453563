"""Where a site is published to: the targets of `[publish.NAME]`, and those that are named on the command line.

A target never holds a password or a key: those come from the environment, or from the agent of ssh.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from newsgen.news import fields
from newsgen.news.diagnostics import Span
from newsgen.news.fields import Report, read_fields
from newsgen.news.hosts import HOSTS
from newsgen.news.manuscript import Mapping, Value
from newsgen.news.setting_types import Key

BRANCH, REMOTE, VERSIONS = "gh-pages", "origin", 3

FORMS = {
    "folder": "folder:/srv/www/paper",
    "git": "git:origin#gh-pages",
    "ssh": "ssh://paper@example.org/srv/www/paper",
    "s3": "s3://bucket/folder",
}
"""The kinds of targets, each with an example."""

_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*|\[[0-9A-Fa-f:]+\]")
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_BRANCH = re.compile(
    r"(?!.*(?:\.\.|//|@\{|\.lock(?:/|$)|/\.|[./]$))[^\x00-\x20~^:?*\[\\\x7f./-][^\x00-\x20~^:?*\[\\\x7f]*"
)
_UNUSABLE = re.compile(r"(?:^|/)\.\.?(?:/|$)|[\x00-\x1f\x7f\\]")


@dataclass(frozen=True, slots=True)
class Target:
    """One place. `keep` is how many versions a folder holds; `endpoint` and `region` are those of an S3 store; `host`
    is whose limits the site must keep to."""

    name: str
    to: str
    kind: str
    place: str
    branch: str = ""
    port: int = 0
    bucket: str = ""
    keep: int = VERSIONS
    endpoint: str = ""
    region: str = ""
    host: str = ""


class TargetError(Exception):
    """This is no target; the message says why, and never repeats what may be a secret."""


CURRENT = "current"
"""The link in a folder of versions that leads to the one that readers see."""


def target(name: str, to: str) -> Target:
    """Read a target as it is written; raises `TargetError`."""
    if re.search(r"//[^/]*:[^/]*@", to):
        raise TargetError(_SECRET)
    kind, mark, rest = to.partition(":")
    if not mark or kind not in FORMS:
        raise TargetError(f"it must be one of {', '.join(f'`{form}`' for form in FORMS.values())}")
    made = {"folder": _folder, "git": _git, "ssh": _ssh, "s3": _s3}[kind](name, to, rest)
    if made is None:
        raise TargetError(f"it must look like `{FORMS[kind]}`")
    return made


def _folder(name: str, to: str, rest: str) -> Target | None:
    return Target(name, to, "folder", rest) if rest and not re.search("[\x00-\x1f]", rest) else None


def _git(name: str, to: str, rest: str) -> Target | None:
    remote, _, branch = rest.partition("#")
    remote, branch = remote or REMOTE, branch or BRANCH
    if re.search(r"://[^/]*@", remote) and not re.match(r"ssh://[^:/@]+@", remote):
        raise TargetError(_SECRET)
    if remote.startswith("-") or re.search(r"[\x00-\x20]|^[a-z]+::", remote) or not _BRANCH.fullmatch(branch):
        return None
    return Target(name, to, "git", remote, branch=branch)


def _ssh(name: str, to: str, _rest: str) -> Target | None:
    try:
        parts = urlsplit(to)
        port = parts.port or 0
    except ValueError:
        return None
    user, mark, host = parts.netloc.rpartition("@")
    if ":" in user:
        raise TargetError(_SECRET)
    host = host.rpartition(":")[0] if port else host
    is_good = _HOST.fullmatch(host) and (not mark or _USER.fullmatch(user)) and len(parts.path) > 1
    if not is_good or parts.query or parts.fragment or _UNUSABLE.search(parts.path):
        return None
    return Target(name, to, "ssh", f"{user}{mark}{host}:{parts.path.rstrip('/')}/", port=port)


def _s3(name: str, to: str, rest: str) -> Target | None:
    if "@" in rest:
        raise TargetError(_SECRET)
    bucket, _, prefix = rest.removeprefix("//").partition("/")
    if not rest.startswith("//") or not _BUCKET.fullmatch(bucket) or _UNUSABLE.search(prefix):
        return None
    return Target(name, to, "s3", prefix.strip("/"), bucket=bucket)


_SECRET = "passwords and keys must not stand here: they come from the environment, or from ssh's agent"  # noqa: S105


def read_targets(name: str, value: Value, report: Report) -> tuple[Target, ...]:
    """Read the table `[publish]`."""
    if not isinstance(value, Mapping):
        report.error("field-type", value.span, f"`{name}` must be a table", "Write `[publish.web]` above its keys.")
        return ()
    found = []
    for entry in value:
        if not isinstance(entry.value, Mapping):
            hint = f"Write `[publish.{entry.name}]` above its keys."
            report.error("field-type", entry.span, f"`{entry.name}` must be a table", hint)
            continue
        read = _read_target(entry.name, entry.value, report)
        found += [read] if read else []
    return tuple(found)


def _read_target(name: str, table: Mapping, report: Report) -> Target | None:
    to = table.get("to")
    text = fields.scalar("to", to, report, FORMS["ssh"]) if to else ""
    if text is None:
        return None
    if not re.fullmatch(r"[A-Za-z0-9_-]+", name):
        report.error("publish-target", table.span, f"“{name}” can't name a target", "Use letters, digits and `-`.")
        return None
    place = Span(table.span.path)  # without a line: a message that shows the line would show a password, too
    try:
        made = target(name, text)
    except TargetError as problem:
        report.error("publish-target", place, f"`to` of `[publish.{name}]` is no target: {problem}", _HINT)
        return None
    types = {key.name: key.read for where, key in KEYS if where in ("all", _MANY.get(made.kind))}
    desk = Report()
    found = read_fields(table, types, desk)
    report.problems += [replace(problem, span=place) for problem in desk.problems]
    options = {key: value for key, value in found.items() if key != "to"}
    return replace(made, **options)  # type: ignore[arg-type]


def endpoint(name: str, value: Value, report: Report) -> str | None:
    """Read the address of an S3 store."""
    read = fields.scalar(name, value, report)
    if read and "@" in read:
        report.error("publish-target", value.span, f"`{name}`: {_SECRET}", _HINT)
        return None
    return fields.web_address(name, value, report)


_HINT = "See “Publishing” in the manual."

_MANY = {"folder": "folders", "s3": "stores"}

KEYS: tuple[tuple[str, Key], ...] = (
    (
        "all",
        Key("to", "the place, without passwords and keys", '"ssh://paper@example.org/srv/www/paper"', fields.scalar),
    ),
    ("all", Key("host", "a site that is more than this host takes is not sent", '"netlify"', words=tuple(HOSTS))),
    ("folders", Key("keep", "how many versions stay", "12", fields.whole_number)),
    ("stores", Key("endpoint", "where the store is, if it isn't Amazon's", '"https://s3.example.org"', endpoint)),
    ("stores", Key("region", "the region of the store", '"eu-central-1"', fields.text)),
)
"""The settings of targets, each with the kinds that have it."""
