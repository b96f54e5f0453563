"""Short strings that stand for values: equal values have equal fingerprints, different ones do not.

SHA-256, cut to 128 bits where only newsgen reads it. Written out whole where others check it.
"""

from __future__ import annotations

import hashlib

LENGTH = 32
MAX_SLUG = 80


def of_bytes(data: bytes) -> str:
    """Return the full SHA-256 of some bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def of_text(text: str) -> str:
    """Return the fingerprint of a text, 32 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def of_value(value: object) -> str:
    """Return the fingerprint of a value whose `repr` says all there is to it (frozen dataclasses, tuples, text)."""
    return of_text(repr(value))


def suffixed(slug: str, key: str) -> str:
    """Tell apart two identities that would share a slug, by a few digits of the identity's own fingerprint."""
    suffix = "-" + of_text(key)[:4]
    return slug if slug.endswith(suffix) else slug[: MAX_SLUG - len(suffix)].rstrip("-") + suffix
