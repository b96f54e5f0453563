"""The head of an e-mail."""

from __future__ import annotations

import pytest

from newsgen.clippings.mail import mail_head


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["From: Hal", "Sent: Monday", "Subject: Fwd: Ferry is back", "", "Ferry is back"], (3, "ferry is back")),
        (["---------- Forwarded message ---------", "De : Ana", "Objet : TR: Le bac", "Le bac"], (3, "le bac")),
        (["מאת: אנה", "נושא: הועבר: המעבורת", "המעבורת"], (2, "המעבורת")),
        (["发件人：李明", "主题：渡轮", "渡轮"], (2, "渡轮")),
        (["من: ليلى", "التاريخ: 20 سبتمبر 2012", "الموضوع: تحويل: العبارة", "العبارة"], (3, "العبارة")),
        (["From: the harbour office", "Ferry is back"], (0, "")),
        (["Ferry is back", "By Ana Ruiz"], (0, "")),
        ([], (0, "")),
    ],
)
def test_heads(lines: list[str], found: tuple[int, str]) -> None:
    assert mail_head(lines) == found
