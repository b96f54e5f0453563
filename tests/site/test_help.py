"""The help: short, in the order of an editor's day, and with examples that could be run."""

from __future__ import annotations

import shlex

import click
import pytest

from newsgen.cli.examples import EXAMPLES
from newsgen.cli.main import COMMANDS, newsgen
from tests.site.project import Project, story

ALL = [line for lines in EXAMPLES.values() for line in lines]


def test_the_help_leads_with_what_is_needed_every_day(project: Project) -> None:
    told = [line.split()[0] for line in project.run("--help").out.splitlines() if line.startswith("  ")]
    assert [word for word in told if word in COMMANDS][:5] == ["new", "serve", "check", "build", "publish"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_examples(project: Project, name: str) -> None:
    assert f"  newsgen {name}" in project.run(name, "--help").out.partition("Examples:")[2]


@pytest.mark.parametrize("name", ["theme list", "theme take", "theme diff", "theme settle", "import clipping"])
def test_commands_of_commands_show_theirs(project: Project, name: str) -> None:
    assert f"  newsgen {name}" in project.run(*name.split(), "--help").out.partition("Examples:")[2]


@pytest.mark.parametrize("example", ALL)
def test_an_example_has_options_that_there_are(example: str) -> None:
    words = shlex.split(example.partition(" > ")[0])[1:]
    context = click.Context(newsgen, info_name="newsgen")
    command: click.Command = newsgen
    while isinstance(command, click.Group):
        name, found, words = command.resolve_command(context, words)
        assert found
        command = found
        if not isinstance(command, click.Group):
            command.make_context(name, words, parent=context)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_learns_the_commands(project: Project, shell: str) -> None:
    assert "_NEWSGEN_COMPLETE" in project.run("completion", shell).out
    words, word = ("newsgen", "che") if shell == "fish" else ("newsgen che", "1")
    asked = {"_NEWSGEN_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": word}
    assert "check" in project.process(environment=asked).out


def test_quiet_and_verbose(project: Project) -> None:
    project.write({"articles/a.md": story()})
    assert project.built("--quiet").out == ""
    project.write({"articles/a.md": story(body="It ran twice.")})
    lines = project.built("--verbose").out.splitlines()
    assert "changed 2018/12/17/ferry-runs-again/index.html: " in lines[0]
    assert project.build("--quiet", "--verbose").status == 2
    told = project.run("check", "--verbose", "--strict").err
    assert "unpinned, 1 time: A story " in told
    assert "1 file looked at, 0 read; the others were in order." in told or "1 file looked at, 1 read" in told
    assert project.run("check", "--quiet", "--verbose").status == 2
    checked = project.run("check", "--quiet")
    assert (checked.status, checked.out, checked.err) == (0, "", "")
