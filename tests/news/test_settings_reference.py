"""The reference of settings is what the code takes, and the tables in the manual are that reference."""

from __future__ import annotations

from dataclasses import fields

import pytest

from newsgen.news import setting_keys
from newsgen.news.settings import Settings
from newsgen.news.settings_reference import reference, tables
from newsgen.news.standards import POLICIES
from tests import manual


@pytest.mark.parametrize("heading", tables())
def test_each_table_of_the_manual_is_current(heading: str) -> None:
    written = manual.section("docs/settings.md", f"## {heading}").split("\n")
    first = next(at for at, line in enumerate(written) if line.startswith("|"))
    last = next(at for at, line in enumerate(written) if at > first and not line.startswith("|"))
    assert "\n".join([*written[first:last], ""]) == tables()[heading], "see: newsgen schema --settings"


def test_every_choice_has_a_key() -> None:
    keys = [
        *setting_keys.TOP,
        *setting_keys.GROUP_FEEDS,
        *(key for some in setting_keys.TABLES.values() for key in some),
    ]
    named = {key.attribute or key.name for key in keys}
    of_their_own = {"publisher", "outlets", "people", "tags", "menu", "outputs", "denied_tags", "targets"}
    assert {field.name for field in fields(Settings)} == named | of_their_own


def test_every_policy_has_a_key() -> None:
    assert [key.name for key in setting_keys.PUBLISHER] == ["name", "logo", *POLICIES]


def test_defaults_are_written_as_toml() -> None:
    page = reference()
    assert '| `title` | text | `"News archive"` |' in page
    assert '| `group_feeds` | a list of `tags`, `bylines`, `outlets`, `sections`, `threads` | `["sections"]` |' in page
    assert "| `news_sitemap` | `true` or `false` | `false` |" in page
    assert "| `keep` | folders | a whole number | `3` |" in page
