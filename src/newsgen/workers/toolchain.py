"""The versions of everything that turns stories into pages: an input of every output."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256

_LIBRARIES = (
    *("jinja2", "markupsafe", "markdown-it-py", "mdit-py-plugins", "python-slugify", "pyyaml", "snowballstemmer"),
    *("nh3", "pillow"),
)


@cache
def versions() -> str:
    """Return one short text that changes when newsgen, Python or a library that renders does."""
    parts = [f"python {sys.version_info.major}.{sys.version_info.minor}", f"newsgen {_own_code()}"]
    parts += [f"{name} {version_of(name)}" for name in _LIBRARIES]
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def version_of(package: str) -> str:
    """Return the version of a package, given by its normalised name, or “none”."""
    return _installed().get(package, "none")


@cache
def _installed() -> dict[str, str]:
    """Return the version of each package that Python would find, by its normalised name.

    Read off the names of the folders that hold what is known of packages (`markdown_it_py-3.0.0.dist-info`):
    importing `importlib.metadata` takes longer than all else that a build without changes imports together.
    """
    found: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):  # not a folder, or gone
            for entry in os.listdir(place or "."):
                stem, _, kind = entry.rpartition(".")
                if kind in ("dist-info", "egg-info"):
                    name, _, version = stem.partition("-")
                    found.setdefault(name.lower().replace("_", "-").replace(".", "-"), version)
    return found


def _own_code() -> str:
    """Return a digest of newsgen's own modules: a checkout changes without its version number."""
    digest = sha256()
    package = os.path.dirname(os.path.dirname(__file__))
    folders = ((folder, names) for folder, _, names in os.walk(package))
    for path in sorted(f"{folder}/{name}" for folder, names in folders for name in names if name.endswith(".py")):
        digest.update(path.removeprefix(package).encode())
        with open(path, "rb", buffering=0) as file:
            digest.update(file.read())
    return digest.hexdigest()
