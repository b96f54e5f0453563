"""Files beside others that hold the same, compressed (RFC 1952), for servers that hand them out as they are.

No time and no system stands in them, so that the same text gives the same bytes; zlib decides which, so its version is
an input. Pure bytes in and out.
"""

from __future__ import annotations

import struct
import zlib

SUFFIX = ".gz"
_TEXTS = (".html", ".css", ".js", ".mjs", ".json", ".xml", ".txt", ".svg", ".csv", ".bib", ".ris", ".webmanifest")
_LEVEL, _RAW = 9, -15
_HEADER = b"\x1f\x8b\x08\x00" + bytes(4) + b"\x02\xff"
"""Deflated; no name, no time, the slowest way, by no known system."""

VERSION = f"zlib {zlib.ZLIB_RUNTIME_VERSION}"


def is_text(path: str) -> bool:
    """Tell whether a file is worth compressing, by its name."""
    return path.endswith(_TEXTS)


def compressed(data: bytes) -> bytes:
    """Return some bytes compressed."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    body = packer.compress(data) + packer.flush()
    return _HEADER + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
