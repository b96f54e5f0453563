"""What static hosts take: their limits as their own documentation states them, and whether a site keeps to them.

The table is data: each host with the page that says so, all looked up on the day in `CHECKED`. Hosts change them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsgen.news.diagnostics import Diagnostic, Span, error

CHECKED = "2026-11-22"
"""The day on which the limits were looked up."""

MIB, GB = 1024 * 1024, 1_000_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one host takes at most; 0 stands for no limit.

    `entries` are files and folders together, `in_folder` the files of one folder, `rules` the lines of `_redirects`,
    `rules_bytes` its size and `rule_length` the characters of one of its lines, `path_bytes` the length of a path. Of
    `patterns`, rules with `*` or `:name` for a part of an address, some hosts take fewer, and count them apart.
    """

    name: str
    source: str
    files: int = 0
    entries: int = 0
    in_folder: int = 0
    bytes: int = 0
    file_bytes: int = 0
    rules: int = 0
    rules_bytes: int = 0
    rule_length: int = 0
    patterns: int = 0
    path_bytes: int = 0


HOSTS = {
    "github": Limits(
        "GitHub Pages",
        "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
        bytes=GB,
    ),
    "gitlab": Limits(
        "GitLab Pages on GitLab.com",
        "https://docs.gitlab.com/user/gitlab_com/#gitlab-pages",
        entries=200_000,
        bytes=GB,
        rules=1_000,
        rules_bytes=64 * 1024,
    ),
    "cloudflare": Limits(
        "Cloudflare Pages, free plan",
        "https://developers.cloudflare.com/pages/platform/limits/ and …/pages/configuration/redirects/",
        files=20_000,
        file_bytes=25 * MIB,
        rules=2_000,
        rule_length=1_000,
        patterns=100,
    ),
    "netlify": Limits(
        "Netlify",
        "https://docs.netlify.com/site-deploys/overview/#files-per-directory-limit",
        in_folder=54_000,
    ),
    "s3": Limits(
        "S3",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html",
        file_bytes=5 * 1024 * MIB,
        path_bytes=1_024,
    ),
}

MOST_NAMED = 5
_PATTERN = re.compile(r"\*|:[A-Za-z]")


def over(host: str, sizes: Mapping[str, int], table: str = "") -> Iterator[Diagnostic]:
    """Say in what a site is more than its host takes.

    `sizes` are the bytes of its files, by path, `table` the text of `_redirects`.
    """
    limits = HOSTS[host]
    rules = [line for line in table.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    patterns = sum(_PATTERN.search(rule.split()[0]) is not None for rule in rules) if limits.patterns else 0
    folders = Counter(path.rpartition("/")[0] for path in sizes)
    counts = {
        "files": (len(sizes), limits.files),
        "files and folders": (len(sizes) + len(_folders(sizes)), limits.entries),
        "bytes": (sum(sizes.values()), limits.bytes),
        "redirect rules": (len(rules) - patterns, limits.rules),
        "redirect rules with `*` or `:name`": (patterns, limits.patterns),
        "bytes of redirect rules": (sizes.get("_redirects", 0), limits.rules_bytes),
    }
    for what, (number, most) in counts.items():
        if most and number > most:
            yield _told(limits, f"this site has {number:,} {what}, and", f"takes {most:,}", _hint(what, sizes))
    longest = max(rules, key=len, default="")
    if limits.rule_length and len(longest) > limits.rule_length:
        what = f"the redirect rule of {longest.split()[0][:60]}… has {len(longest):,} characters, and"
        yield _told(limits, what, f"takes {limits.rule_length:,}", "")
    for folder, number in sorted(folders.items()):
        if limits.in_folder and number > limits.in_folder:
            place = f"/{folder}/" if folder else "/"
            yield _told(limits, f"{place} holds {number:,} files, and", f"takes {limits.in_folder:,} in a folder", "")
    for path, size in sorted(sizes.items()):
        if limits.file_bytes and size > limits.file_bytes:
            yield _told(limits, f"/{path} has {size:,} bytes, and", f"takes files of {limits.file_bytes:,}", "")
        if limits.path_bytes and len(path.encode()) > limits.path_bytes:
            yield _told(limits, f"/{path} is too long a path:", f"takes {limits.path_bytes:,} bytes", "")


def _told(limits: Limits, what: str, most: str, hint: str) -> Diagnostic:
    message = f"{what} {limits.name} {most} at most"
    source = f"As of {CHECKED}, see {limits.source}"
    return error("host-limit", Span("site"), message, f"{hint}\n{source}" if hint else source)


def _hint(what: str, sizes: Mapping[str, int]) -> str:
    if "redirect" in what:
        return "Each alias of a story is one; take away those that nobody follows any more."
    is_size = what == "bytes"
    named = ", ".join(f"/{folder}/ ({number:,})" for folder, number in largest(sizes, is_size=is_size))
    return f"The largest folders by {'bytes' if is_size else 'files'}: {named}."


def largest(sizes: Mapping[str, int], *, is_size: bool) -> list[tuple[str, int]]:
    """Return the folders at the top of a site that hold most, in bytes or in files, the largest first."""
    found: Counter[str] = Counter()
    for path, size in sizes.items():
        top, mark, _ = path.partition("/")
        if mark:
            found[top] += size if is_size else 1
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))[:MOST_NAMED]


def _folders(sizes: Mapping[str, int]) -> set[str]:
    found: set[str] = set()
    for path in sizes:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
