"""An old archive with thousands of messages: all of them are told, and at the end what most of them are."""

from __future__ import annotations

from tests.site.project import Project, story


def test_very_many_messages_are_summed_up(project: Project) -> None:
    files = {f"articles/{n}.md": f"---\ntitle: T\ndate: soon {n}\n---\nText.\n" for n in range(60)}
    outcome = project.write(files).build()
    assert outcome.codes.count("date") == 60
    assert outcome.codes.count("field-foreign") == 10, "the same is told a few times, and then counted"
    lines = outcome.err.splitlines()
    at = lines.index("These are 120 messages. The commonest:")
    assert [line.strip() for line in lines[at + 1 : at + 7]] == [
        "60 × error: `title` is not a field here [field-foreign]",
        "60 × error: `date`: “…” is not a date [date]",
        "50 that say the same as others are only counted; `newsgen check --format json` has all.",
        "newsgen.toml can say once what the fields of another tool mean:",
        "[front_matter.names]",
        'title = "headline"',
    ]


def test_what_the_settings_can_say_once_is_said_by_them(project: Project) -> None:
    head = "title: T {n}\nauthors: [Ana Ruiz]\nweigth: 3\nmy key: x\ncategories: [a]\npreview: x\nstatus: publish"
    head += "\npermalink: /old/{n}/\ndate: 2018-12-17"
    files = {f"articles/{n}.md": f"---\n{head.format(n=n)}\n---\nText.\n" for n in range(20)}
    said = project.write(files).build().err.splitlines()
    at = said.index("newsgen.toml can say once what the fields of another tool mean:")
    end = next(number for number, line in enumerate(said) if number > at and not line.startswith("    "))
    assert [line.strip() for line in said[at + 1 : end]] == [
        "[front_matter]",
        'ignore = ["my key", "preview", "weigth"]',
        "[front_matter.names]",
        'authors = "byline"',
        'categories = "tags"',
        'permalink = "aliases"',
        'status = "draft"',
        'title = "headline"',
    ]
    project.write({"newsgen.toml": "\n".join(said[at + 1 : end])}).built()
    assert "Ana Ruiz" in project.page("2018/12/17/t-7/index.html")
    assert "old/3/index.html" in project.pages()


def test_days_in_the_names_of_files_are_a_setting(project: Project) -> None:
    files = {
        f"articles/2018-12-{n % 28 + 1:02}-{n}.md": f"---\nTitle: T {n}\nlayout: x\n---\nText.\n" for n in range(40)
    }
    said = project.write(files).build().err.splitlines()
    at = said.index("newsgen.toml can say once what the fields of another tool mean:")
    lines = [
        "[front_matter]",
        "dates_in_names = true",
        'ignore = ["layout"]',
        "[front_matter.names]",
        'Title = "headline"',
    ]
    assert [line.strip() for line in said[at + 1 : at + 6]] == lines
    project.write({"newsgen.toml": "\n".join(lines)}).built()


def test_a_few_are_not(project: Project) -> None:
    outcome = project.write({"articles/a.md": story(title="T")}).refused()
    assert "commonest" not in outcome.err


def test_of_many_stories_that_are_left_out_a_few_are_named(project: Project) -> None:
    files = {f"articles/{n:03}.md": story(extra="x") for n in range(30)}
    outcome = project.write(files | {"articles/good.md": story()}).build("--keep-going")
    assert outcome.status == 3
    assert "articles/019.md and 10 more." in outcome.out
