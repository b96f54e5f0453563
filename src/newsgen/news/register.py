"""The register of story addresses: what was once published and must not vanish without a word.

A text file that the project keeps in version control, sorted, a line a story: its address, a space, its id. Pure text
in and out; `newsgen register` writes it, and no build does.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsgen.news.diagnostics import Diagnostic, Span, error, with_excerpts

REGISTER = "registered-urls.txt"

_REMARK = "# Addresses of stories that must not vanish, each with its story's id. Keep this file with the stories."

Register = Mapping[str, str]
"""The ids of stories, by the address of each."""


def read(text: str) -> tuple[Register, tuple[Diagnostic, ...]]:
    """Read a register, and say which lines can't be read."""
    found: dict[str, str] = {}
    problems = []
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        address, _, identity = line.strip().partition(" ")
        if not address.startswith("/") or not identity:
            span = Span(REGISTER, number, 1, len(line))
            hint = "A line is an address of this site, a space, and the story's id: `/2018/12/17/ferry/ ferry-2018`."
            problems.append(error("register-line", span, "this line is no address with a story's id", hint))
        else:
            found[address] = identity
    return found, with_excerpts(problems, lines)


def write(register: Register) -> str:
    """Return a register as text."""
    return "\n".join([_REMARK, *(f"{address} {register[address]}" for address in sorted(register)), ""])
