"""The reference of front matter is what the code takes, and the page in the manual is that reference."""

from __future__ import annotations

from newsgen.copydesk.reference import reference
from newsgen.news.story_fields import FIELDS
from tests import manual


def test_the_page_of_the_manual_is_current() -> None:
    assert manual.read("docs/front-matter.md") == reference(), "run: newsgen schema --markdown > docs/front-matter.md"


def test_every_field_is_in_it_once() -> None:
    named = [manual.code(row[0])[0] for row in manual.rows(reference())]
    assert named == [field.name for field in FIELDS]


def test_a_project_sees_its_own_names() -> None:
    told = reference(["layout"], {"title": "headline"})
    assert told.endswith("## In this project\n\n- `title` means `headline`\n- `layout` is passed over\n")
