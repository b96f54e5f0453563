"""An old archive with thousands of messages: all of them are told, and at the end what most of them are."""

from __future__ import annotations

from tests.site.project import Project, story


def test_very_many_messages_are_summed_up(project: Project) -> None:
    files = {f"articles/{n}.md": f"---\ntitle: T\ndate: soon {n}\n---\nText.\n" for n in range(60)}
    outcome = project.write(files).build()
    assert len(outcome.codes) == 120
    lines = outcome.err.splitlines()
    at = lines.index("These are 120 messages. The commonest:")
    assert [line.strip() for line in lines[at + 1 : at + 3]] == [
        "60 × error: `title` is not a field here [field-foreign]",
        "60 × error: `date`: “…” is not a date [date]",
    ]


def test_a_few_are_not(project: Project) -> None:
    outcome = project.write({"articles/a.md": story(title="T")}).refused()
    assert "commonest" not in outcome.err
