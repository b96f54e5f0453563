"""The versions of everything that turns stories into pages: an input of every output."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = ("jinja2", "markupsafe", "markdown-it-py", "mdit-py-plugins", "python-slugify", "pyyaml", "nh3", "pillow")


@cache
def versions() -> str:
    """Return one short text that changes when newsgen, Python or a library that renders does."""
    parts = [f"python {sys.version_info.major}.{sys.version_info.minor}", f"newsgen {_own_code()}"]
    for name in _LIBRARIES:
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            parts.append(f"{name} none")
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def _own_code() -> str:
    """Return a digest of newsgen's own modules: a checkout changes without its version number."""
    digest = sha256()
    package = Path(__file__).parent
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
