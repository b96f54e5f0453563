"""The command `newsgen` and its exit statuses.

0 fine, 1 refused, 2 wrong usage, 3 published with omissions, 4 another build is running, 70 a bug of ours,
130 and 143 interrupted.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

import click

from newsgen import __version__
from newsgen.cli.examples import examples

BUG, INTERRUPTED, TERMINATED = 70, 130, 143

COMMANDS = {
    "new": "Begin a story, with its fields filled in.",
    "serve": "Show the site in a browser while you write.",
    "check": "Say what is wrong with the archive, or will be at a release.",
    "build": "Build the site.",
    "publish": "Send what changed to where readers see it.",
    "init": "Begin an archive: settings and a first story.",
    "completion": "Print what makes your shell complete commands and options.",
    "explain": "Say what a message means, or what a rule looks for.",
    "import": "Take texts from elsewhere into the archive.",
    "next-release": "Print when the next story appears or goes by itself.",
    "register": "Keep a list of the addresses that must not vanish.",
    "schema": "Print the JSON Schema of a story's front matter.",
    "stats": "Say in numbers what the archive holds.",
    "theme": "Take files of the theme into your project; see what an upgrade changed.",
    "verify": "Hold a site against its manifest, file by file.",
    "why": "Say what a page is made from, or whether a story is on the site.",
}
"""Every command with its one-line help; the module `newsgen.cli.NAME` is imported when it is called."""

_DAILY = 5
"""So many of them lead the help: what editors need every day."""

_MODULES = {"import": "import_"}
"""Modules whose command has a name that Python keeps for itself."""


class _Commands(click.Group):
    """A group that imports a command's module when the command is called, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = _MODULES.get(cmd_name, cmd_name.replace("-", "_"))
        command: click.Command = importlib.import_module(f"newsgen.cli.{module}").command
        command.epilog = examples(cmd_name)
        for name, below in getattr(command, "commands", {}).items():
            below.epilog = examples(f"{cmd_name} {name}")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib  # only mistakes need it

            near = difflib.get_close_matches(args[0], COMMANDS, 1, 0.5)
            hint = f"Did you mean `newsgen {near[0]}`?" if near else f"There are: {', '.join(COMMANDS)}."
            ctx.fail(f"there is no command “{args[0]}”. {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        rows = list(COMMANDS.items())
        for title, some in (("Every day", rows[:_DAILY]), ("Now and then", rows[_DAILY:])):
            with formatter.section(title):
                formatter.write_dl(some)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="`newsgen COMMAND --help` says more, with examples. `newsgen init` begins an archive.",
)
@click.version_option(__version__, message="newsgen %(version)s")
def newsgen() -> None:
    """Turn a folder of stories into a news archive."""


class _TerminatedError(BaseException):
    """SIGTERM arrived."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; nothing is ever shown as a traceback unless asked for."""
    gc.disable()  # a build makes many objects and few cycles: collecting costs a fifth of it and frees nothing
    signal.signal(signal.SIGTERM, _terminate)
    try:
        status = newsgen.main(list(arguments), prog_name="newsgen", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except (click.Abort, KeyboardInterrupt):
        is_build = list(arguments[:1]) in (["build"], ["publish"])
        after = "the site is whole, and the next build completes it" if is_build else "nothing was left half done"
        print(f"newsgen: interrupted; {after}", file=sys.stderr)
        return INTERRUPTED
    except _TerminatedError:
        print("newsgen: stopped; the site is whole, and the next build completes it", file=sys.stderr)
        return TERMINATED
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as problem:
        if os.environ.get("NEWSGEN_TRACEBACK"):
            raise
        print(
            f"newsgen: this is a mistake in newsgen, not in your stories: {type(problem).__name__}: {problem}\n"
            "  The site is as it was. Run the command again with NEWSGEN_TRACEBACK=1 set and report what it prints.",
            file=sys.stderr,
        )
        return BUG


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise _TerminatedError
