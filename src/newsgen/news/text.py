"""Text as newspapers have it: characters that can't be published, and folding of names to one identity."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTRACTION = re.compile(r"(?<=[A-Za-zÀ-ɏ])['’ʼ](?=(?:s|t|d|m|re|ve|ll)(?!\w))", re.IGNORECASE)
_ELISION = re.compile(r"(?<=[A-Za-zÀ-ɏ])['’ʼ](?=[A-Za-zÀ-ɏ])")
_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_MEANINGFUL_PUNCTUATION = "#@%*&"
_RTL_LANGUAGES = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
_RTL_SCRIPTS = {"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"}


def unprintable(text: str) -> re.Match[str] | None:
    """Find the first character that XML and JSON can't carry: C0 controls, U+FFFE, U+FFFF, lone surrogates."""
    return _UNPRINTABLE.search(text)


def bidi_control(text: str) -> re.Match[str] | None:
    """Find the first character that turns the direction of the text after it."""
    return _BIDI_CONTROLS.search(text)


_LATIN = ("windows-1252", "iso-8859-1")
_OTHERS = {
    "windows-1251": "\u0430-\u044f",
    "koi8-r": "\u0430-\u044f",
    "windows-1255": "\u05d0-\u05ea",
    "windows-1256": "\u0621-\u064a",
    "shift_jis": "\u3040-\u30ff\u4e00-\u9fff",
    "gb18030": "\u4e00-\u9fff",
    "big5": "\u4e00-\u9fff",
    "euc_jp": "\u3040-\u30ff\u4e00-\u9fff",
}


def encodings(data: bytes) -> tuple[str, ...]:
    """Return in which old encodings a text that isn't Unicode may be, the likeliest first; none is sure."""
    high = sum(byte > 0x7F for byte in data)
    if high * 3 < sum(byte >= 0x41 for byte in data):
        is_windows = any(0x80 <= byte <= 0x9F for byte in data)
        return (_LATIN[0],) * _decodes(data, _LATIN[0]) if is_windows else (_LATIN[1],)
    shares = {name: _share(data, name, letters) for name, letters in _OTHERS.items()}
    best = sorted(shares, key=lambda name: -shares[name])
    return tuple(name for name in best if shares[name] > 0.6)[:2] or (_LATIN[0],) * _decodes(data, _LATIN[0])


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _share(data: bytes, name: str, letters: str) -> float:
    """Return which share of the signs beyond ASCII would be small letters of the script that goes with an encoding."""
    if not _decodes(data, name):
        return 0
    beyond = [char for char in data.decode(name) if char > "\x7f"]
    return len(re.findall(f"[{letters}]", "".join(beyond))) / max(len(beyond), 1)


def one_line(text: str) -> str:
    """Fold runs of white space, line ends included, to single spaces; no-break spaces stay."""
    if text.isprintable() and "  " not in text:  # of all white space, only the blank is called printable
        return text.strip(" ")
    return " ".join(part for part in re.split(r"[ \t\r\n\f\v\u2028\u2029]+", text) if part)


def without_apostrophes(text: str) -> str:
    """Close up English contractions (`keeper's` is `keepers`) and part elided words (`l'été` is `l été`)."""
    return _ELISION.sub(" ", _CONTRACTION.sub("", text))


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the identity of a name: without case, accents, Unicode form, quiet punctuation and what can't be seen.

    `J. Doe`, `j-doe` and `J DOE` are one; `C++` and `C#` are two. Accents fold where the base letter is Latin or
    Greek; elsewhere a mark can be a letter of its own (Cyrillic й, Devanagari vowels). Folding twice changes nothing.
    """
    parts: list[str] = []
    base_folds = False
    for char in unicodedata.normalize("NFKD", _INVISIBLE.sub("", name)):
        if unicodedata.combining(char) and base_folds and char <= "\u036f":
            continue
        if not unicodedata.combining(char):
            base_folds = char < "\u0400" or "\u1e00" <= char <= "\u1fff"
        parts.append(" " if _is_quiet(char) else char)
    folded = unicodedata.normalize("NFC", "".join(parts)).casefold()
    return _SPACES.sub(" ", folded).strip() or unicodedata.normalize("NFC", name).strip()


_HANGUL_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_HANGUL_TO_A_LEAD = 588
_CARRIED_ALIF = "أإآٱ"


def initial(folded: str) -> str:
    """Return the letter under which a folded name stands in an index: `L`, `ㅎ` for 한국, `0–9`, and `#` for no letter.

    All Chinese characters stand under `字`, for each would be a letter of its own.
    """
    first = next((char for char in folded if char.isalnum()), "#")
    if first.isnumeric() and not first.isalpha():
        return "0–9"
    if "\uac00" <= first <= "\ud7a3":
        return _HANGUL_LEADS[(ord(first) - 0xAC00) // _HANGUL_TO_A_LEAD]
    if "\u3400" <= first <= "\u9fff" or "\uf900" <= first <= "\ufaff" or first >= "\U00020000":
        return "字"
    return "ا" if first in _CARRIED_ALIF else first.upper()[0]


def _is_quiet(char: str) -> bool:
    return char == "_" or (unicodedata.category(char)[0] in "PZ" and char not in _MEANINGFUL_PUNCTUATION)


def has_symbols(key: str) -> bool:
    """Tell whether a folded name holds signs that an address can't show, so that it needs a suffix (`C++`)."""
    return any(not (char.isalnum() or char == " " or unicodedata.category(char)[0] == "M") for char in key)


def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 language tag."""
    parts = language.lower().split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RTL_LANGUAGES else "ltr"


def shorten(text: str, limit: int) -> str:
    """Cut a text at a word's end so that it has at most `limit` characters, an ellipsis included."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:–—-") + "…"
