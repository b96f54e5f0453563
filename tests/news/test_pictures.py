"""Pictures: what the headers of files say, made by Pillow and by hand."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from newsgen.news import pictures
from newsgen.news.pictures import NOTHING, Facts, Picture


def made(kind: str, size: tuple[int, int] = (30, 20), mode: str = "RGB", **options: object) -> bytes:
    file = BytesIO()
    Image.new(mode, size, 1).save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
@pytest.mark.parametrize("size", [(30, 20), (1, 1), (257, 3)])
def test_the_size_is_read_from_the_header(kind: str, size: tuple[int, int]) -> None:
    assert pictures.read(made(kind, size))[:2] == size


def test_other_forms_of_the_same_formats() -> None:
    assert pictures.read(made("WEBP", lossless=True))[:2] == (30, 20)
    assert pictures.read(made("WEBP", mode="RGBA"))[:2] == (30, 20)
    assert pictures.read(made("JPEG", progressive=True))[:2] == (30, 20)
    assert pictures.read(made("PNG", mode="RGBA")) == Facts(30, 20, is_opaque=False)
    assert pictures.read(made("PNG")).is_opaque


def exif(**tags: int) -> bytes:
    found = Image.Exif()
    found[0x0112] = tags.get("orientation", 1)
    if tags.get("place"):
        found.get_ifd(0x8825)[1] = "N"
    return found.tobytes()


@pytest.mark.parametrize(("orientation", "size"), [(1, (30, 20)), (3, (30, 20)), (6, (20, 30)), (8, (20, 30))])
def test_a_picture_that_lies_on_its_side_is_measured_as_it_is_shown(orientation: int, size: tuple[int, int]) -> None:
    assert pictures.read(made("JPEG", exif=exif(orientation=orientation)))[:2] == size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_place_in_the_file_is_seen(kind: str) -> None:
    assert pictures.read(made(kind, exif=exif(place=1))).is_located
    assert not pictures.read(made(kind, exif=exif())).is_located


def iptc(*records: tuple[int, int, bytes]) -> bytes:
    block = b"".join(struct.pack(">BBBH", 0x1C, one, two, len(data)) + data for one, two, data in records)
    segment = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block
    return b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (
            [(1, 90, b"\x1b%G"), (2, 120, "Der Hafen früh".encode()), (2, 110, b"S. Rudd")],
            ("Der Hafen früh", "S. Rudd"),
        ),
        ([(2, 120, "Früh".encode("latin-1")), (2, 80, b"Sam Rudd")], ("Früh", "Sam Rudd")),
        ([(2, 80, b"Sam Rudd"), (2, 110, b"Agency")], ("", "Agency")),
        ([(2, 120, b"two\r\nlines")], ("two lines", "")),
        ([(2, 120, b"bad \x00 byte")], ("", "")),
        ([], ("", "")),
    ],
)
def test_caption_and_credit_are_read(records: list[tuple[int, int, bytes]], said: tuple[str, str]) -> None:
    plain = made("JPEG")
    facts = pictures.read(plain[:2] + iptc(*records) + plain[2:])
    assert (facts.width, facts.height, facts.caption, facts.credit) == (30, 20, *said)


@given(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "AVIF"]), st.integers(0, 200), st.integers(0, 255))
def test_a_file_that_ends_early_or_is_broken_says_little_and_harms_nothing(kind: str, at: int, byte: int) -> None:
    data = made(kind)
    assert isinstance(pictures.read(data[:at]), Facts)
    assert isinstance(pictures.read(data[:at] + bytes([byte]) + data[at + 1 :]), Facts)


def test_other_files_say_nothing() -> None:
    assert pictures.read(b"%PDF-1.7") == pictures.read(b"") == NOTHING


def test_copies_have_addresses_beside_their_picture() -> None:
    picture = Picture(1200, 800, (480, 1200))
    assert list(pictures.copies("/x/ferry.jpg", picture, ".avif")) == [
        ("/x/ferry-480.avif", 480),
        ("/x/ferry-1200.avif", 1200),
    ]
    assert list(pictures.copies("/x/ferry.jpg", picture, ".jpg")) == [("/x/ferry-480.jpg", 480), ("/x/ferry.jpg", 1200)]
    assert list(pictures.copies("/x/map.png", picture, ".jpg"))[1] == ("/x/map-1200.jpg", 1200)
