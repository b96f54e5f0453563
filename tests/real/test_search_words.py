"""The search page's script finds and folds words as the index does; held against each other in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from unicodedata import ucd_3_2_0 as long_assigned

import pytest

from newsgen.searching.terms import folded, words
from tests.real.parts import missing

pytestmark = pytest.mark.node

SCRIPT = Path(__file__).parents[2] / "templates/static/search.js"
TEXTS = [
    "The keeper’s 7.40 ferry, l’été à Orléans, Straße, ŁÓDŹ, İstanbul, ﬁnal ½ Ｆｕｌｌ x² naïve_mark",
    "צה״ל וצה\"ל שָׁלוֹם רח' הרצל 5, קו־הים",
    "مُعَلِّم المدرسة أحمد إلى ٢٠١٨ ــــ كتابة",
    "一九六二年五月十九日，祖父凌海明。ＮＨＫ放送が始まりました ｶﾀｶﾅ 서울에서 만나요",
    "हिन्दी में समाचार। தமிழ் செய்திகள் বাংলা ไทยรัฐ ພາສາລາວ ភាសាខ្មែរ မြန်မာ",
    "ёлка Йод паро́м Οδός ΌΔΟΣ Tiếng Việt đã Đà Nẵng",
    "می\u200cخواهم news\u00adpaper \ufeffa\u2060b 𠀀𠀁 𝔘𝔫𝔦 Ⅻ",
    "".join(chr(code) for code in range(0x20, 0xD7FF) if long_assigned.category(chr(code)) != "Cn"),
]


def test_both_find_the_same_words() -> None:
    node = shutil.which("node")
    if node is None:
        missing("Node")
    finding = SCRIPT.read_text("utf-8").partition("// A word's other spellings")[0]
    telling = "console.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0, 'utf8')).map(foldedWords)));"
    program = f"{finding}\n{telling}\n}}"
    done = subprocess.run([node, "-e", program], input=json.dumps(TEXTS).encode(), capture_output=True, check=True)
    for text, found in zip(TEXTS, json.loads(done.stdout), strict=True):
        assert found == [form for word in words(text) if (form := folded(word))], text[:60]
