"""The files for services that build and publish: the action's steps, run in their order by bash, as GitHub would.

What other actions do is played here: a cache that is copied out and in, so that every file has another time, and a site
that is taken away.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsgen.starting.new_project import ALONGSIDE, STARTER
from tests.manual import REPOSITORY
from tests.site.project import SOURCES, Project, story, tree

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the steps are for bash")

ACTION: dict[str, Any] = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
SECRET = "Zanzibar"
SETTINGS = "[outputs]\non_this_day = false\n"
STORIES: dict[str, str | bytes | None] = {
    "newsgen.toml": SETTINGS,
    **{f"articles/{n}.md": story(f"Story {n}", f"20{n + 10}-12-17", tags=["harbour"]) for n in range(8)},
}


@dataclass
class Service:
    """What GitHub keeps between runs: the repository, the cache of each key, and the site that readers see."""

    top: Path
    repository: Project
    caches: list[Path] = field(default_factory=list)
    published: dict[str, bytes] = field(default_factory=dict)

    def run(self, event: str = "push", *, publish: bool = True) -> Run:
        """Check the repository out anew and run the action."""
        workspace = self.top / f"run-{time.time_ns()}"
        shutil.copytree(self.repository.root, workspace, copy_function=shutil.copyfile)
        run = Run(self, workspace, event, publish=publish)
        for step in ACTION["runs"]["steps"]:
            if not run.is_failed and run.is_wanted(step):
                run.take(step)
        return run


class Run:
    """One run of the action."""

    def __init__(self, service: Service, workspace: Path, event: str, *, publish: bool) -> None:
        self.service, self.workspace = service, workspace
        self.values: dict[str, str] = {f"inputs.{name}": each["default"] for name, each in ACTION["inputs"].items()}
        self.values |= {"inputs.publish": str(publish).lower(), "github.event_name": event, "github.run_id": "1"}
        self.values |= {"github.run_attempt": "1", "github.action_path": "/nowhere"}
        self.out, self.is_failed, self.taken = "", False, list[str]()
        self.summary = workspace.with_suffix(".md")
        self.summary.touch()

    def value(self, name: str) -> str:
        return self.values.get(name, "") if name.startswith("steps.") else self.values[name]

    def filled(self, text: str) -> str:
        return re.sub(r"\$\{\{ *([\w.]+) *\}\}", lambda match: self.value(match[1]), str(text))

    def is_wanted(self, step: dict[str, Any]) -> bool:
        condition = step.get("if")
        if condition is None:
            return True
        parts = [re.fullmatch(r"([\w.]+) == '(\w+)'", part) for part in condition.split(" && ")]
        assert all(parts), condition
        return all(part and self.value(part[1]) == part[2] for part in parts)

    def take(self, step: dict[str, Any]) -> None:
        name = str(step.get("id") or step.get("uses") or step["name"])
        self.taken.append(name)
        if "uses" in step:
            self.play(step)
        elif name != "install":
            self.bash(step)

    def play(self, step: dict[str, Any]) -> None:
        """Do what another action does."""
        given = {key: self.filled(value) for key, value in step.get("with", {}).items()}
        action = step["uses"].partition("@")[0]
        if action == "actions/cache/restore" and self.service.caches:
            for path in given["path"].split():
                shutil.copytree(self.service.caches[-1] / path, self.workspace / path, copy_function=shutil.copyfile)
        elif action == "actions/cache/save":
            cache = self.service.top / f"cache-{time.time_ns()}"
            for path in given["path"].split():
                shutil.copytree(self.workspace / path, cache / path)
            self.service.caches.append(cache)
        elif action == "actions/configure-pages":
            self.values["steps.pages.outputs.base_url"] = "https://paper.github.io/paper"
        elif action == "actions/upload-pages-artifact":
            found = tree(self.workspace / given["path"])
            self.packed = {path: data for path, data in found.items() if not path.startswith(".")}
        elif action == "actions/deploy-pages":
            self.service.published = self.packed

    def bash(self, step: dict[str, Any]) -> None:
        output = self.workspace.with_suffix(".out")
        output.write_text("")
        script = self.workspace.with_suffix(".sh")
        script.write_text(step["run"])
        environment = {
            **os.environ,
            **{name: self.filled(value) for name, value in step.get("env", {}).items()},
            "PATH": f"{self.service.top / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
        }
        folder = self.workspace / self.filled(step.get("working-directory", "."))
        made = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        self.out += made.stdout + made.stderr
        self.is_failed = made.returncode != 0
        for line in output.read_text().splitlines():
            key, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{key}"] = value

    @property
    def rendered(self) -> int:
        """Return how many files were rendered."""
        (found,) = re.findall(r"([\d,]+) rendered", self.out)
        return int(found.replace(",", ""))


@pytest.fixture
def service(tmp_path: Path) -> Service:
    command = tmp_path / "bin/newsgen"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{SOURCES}" exec "{sys.executable}" -m newsgen "$@"\n')
    command.chmod(0o755)
    return Service(tmp_path, Project(tmp_path / "repository").write(STORIES))


def clean(service: Service) -> dict[str, bytes]:
    """Return what a first build makes of the repository."""
    made = Project(service.top / f"clean-{time.time_ns()}")
    shutil.copytree(service.repository.root, made.root, dirs_exist_ok=True)
    assert made.run("build", "--keep-going", "--base-url", "https://paper.github.io/paper/").status in (0, 3)
    return {path: data for path, data in made.tree().items() if not path.startswith(".")}


def test_from_push_to_push(service: Service) -> None:
    """A first push; an edit, of which only what changed is made; a mistake, published around and red; a torn cache."""
    first = service.run()
    assert not first.is_failed, first.out
    assert service.published == clean(service)
    service.repository.write({"articles/3.md": story("Story 3", "2013-12-17", "It sat.", tags=["harbour"])})
    second = service.run()
    assert not second.is_failed, second.out
    assert 0 < second.rendered < first.rendered / 3
    assert service.published == clean(service)

    hidden = {"articles/d.md": story(f"{SECRET} falls", draft=True), "articles/e.md": story(SECRET, "soon")}
    service.repository.write({**hidden, "articles/new.md": story("Eels return", "2020-01-02")})
    proposal = service.run("pull_request", publish=False)
    assert proposal.is_failed
    assert "::error file=articles/e.md,line=3" in proposal.out
    assert "The build was refused" in proposal.summary.read_text()
    assert SECRET.lower() not in proposal.summary.read_text().lower()
    assert "actions/deploy-pages" not in " ".join(proposal.taken)

    third = service.run()
    assert third.is_failed
    assert service.published == clean(service)
    assert "2020/01/02/eels-return/index.html" in service.published
    page = third.summary.read_text()
    assert "<https://paper.github.io/paper/2020/01/02/eels-return/>" in page
    assert "| draft | 1 |" in page
    assert "| left out because of errors | 1 |" in page
    assert SECRET.lower() not in page.lower()

    for state in (service.caches[-1] / ".newsgen").glob("*.state"):
        state.write_bytes(state.read_bytes()[:5_000])
    service.repository.write({"articles/e.md": None})
    fourth = service.run()
    assert not fourth.is_failed, fourth.out
    assert fourth.rendered > first.rendered / 2
    assert service.published == clean(service)


def test_an_hourly_run_ends_early_until_an_embargo_ends(service: Service) -> None:
    ends = datetime.now(UTC) + timedelta(seconds=8)
    service.repository.write({"articles/e.md": story(SECRET, "2020-01-01", embargo=f"{ends:%Y-%m-%dT%H:%M:%SZ}")})
    assert not service.run().is_failed
    before = service.published
    if datetime.now(UTC) < ends - timedelta(seconds=2):  # else this machine is too slow to tell
        early = service.run("schedule")
        assert "Nothing is due." in early.out
        assert "build" not in early.taken
    time.sleep(max(0.0, (ends - datetime.now(UTC)).total_seconds() + 1))
    late = service.run("schedule")
    assert not late.is_failed, late.out
    assert service.published.keys() - before.keys() >= {"2020/01/01/zanzibar/index.html"}
    again = service.run("schedule")
    assert "Nothing is due." in again.out


# The files themselves


def test_the_repositorys_action_is_the_one_that_projects_get() -> None:
    assert (STARTER / "ci/github-action.yml").read_bytes() == (REPOSITORY / "action.yml").read_bytes()


@pytest.mark.parametrize("service_name", ALONGSIDE)
def test_init_writes_them_and_leaves_what_is_there(project: Project, service_name: str) -> None:
    outcome = project.run("init", "--with", service_name)
    assert outcome.status == 0
    for path in ALONGSIDE[service_name]:
        assert path in outcome.out
        assert (project.root / path).read_text()
        (project.root / path).write_text("mine")
    assert "was there already" in project.run("init", "--with", service_name).out
    assert all((project.root / path).read_text() == "mine" for path in ALONGSIDE[service_name])


def workflows() -> list[Path]:
    return [*sorted((STARTER / "ci").glob("git*.yml")), *sorted((REPOSITORY / ".github/workflows").glob("*.yml"))]


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.name)
def test_they_can_be_read_and_actions_of_others_are_pinned(path: Path) -> None:
    text = path.read_text("utf-8")
    assert yaml.safe_load(text)
    used = re.findall(r"uses: (\S+)(.*)", text)
    for action, remark in used:
        assert action.startswith("./") or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        assert action.startswith("./") or re.fullmatch(r" # v\d+\.\d+\.\d+", remark), action
    assert "secrets." not in text


def test_the_workflow_gives_rights_only_to_the_job_that_publishes() -> None:
    workflow = yaml.safe_load((STARTER / "ci/github.yml").read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["check"]
    assert workflow["jobs"]["publish"]["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}


def test_the_tables_of_netlify_and_cloudflare_can_be_read() -> None:
    for name in ("netlify", "cloudflare"):
        assert tomllib.loads((STARTER / f"ci/{name}.toml").read_text("utf-8"))


def test_gitlabs_job_publishes_what_the_ledger_names_and_then_is_red(service: Service) -> None:
    jobs = yaml.safe_load((STARTER / "ci/gitlab.yml").read_text("utf-8"))
    service.repository.write({"articles/e.md": story(SECRET, "soon")})
    steps = [step for step in jobs["before_script"] if "pip" not in step] + jobs["pages"]["script"]
    script = "\n".join(["set -eo pipefail", *steps])
    environment = {
        **os.environ,
        "PATH": f"{service.top / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "CI_PAGES_URL": "https://paper.gitlab.io/paper",
    }
    shell: Any = {"cwd": service.repository.root, "env": environment, "capture_output": True, "text": True}
    made = subprocess.run(["bash", "-c", script], check=False, **shell)
    assert made.returncode == 0, made.stderr
    there = {path for path in tree(service.repository.root / "public") if not path.startswith(".")}
    assert "2013/12/17/story-3/index.html" in there
    (last,) = jobs["mistakes"]["script"]
    assert subprocess.run(["bash", "-c", last], check=False, **shell).returncode == 3


def test_gitlabs_schedule_ends_early_or_begins_a_pipeline(service: Service) -> None:
    jobs = yaml.safe_load((STARTER / "ci/gitlab.yml").read_text("utf-8"))
    for name in ("check", "pages", "mistakes"):
        assert {"if": '$CI_PIPELINE_SOURCE == "schedule"', "when": "never"} in jobs[name]["rules"]
    assert jobs["due"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]
    asked: list[bytes] = []

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path.encode() + b"?" + self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(201)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    hub = HTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=hub.serve_forever, daemon=True).start()
    (service.top / "bin/python").symlink_to(sys.executable)
    environment = {
        **os.environ,
        "PATH": f"{service.top / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "CI_API_V4_URL": f"http://127.0.0.1:{hub.server_port}/api/v4",
        "CI_PROJECT_ID": "42",
        "CI_JOB_TOKEN": "hush",
        "CI_DEFAULT_BRANCH": "main",
    }

    def run() -> str:
        script = "\n".join(["set -eo pipefail", *jobs["due"]["script"]])
        made = subprocess.run(
            ["bash", "-c", script], cwd=service.repository.root, env=environment, capture_output=True, check=True
        )
        assert b"hush" not in made.stdout + made.stderr
        return made.stdout.decode()

    try:
        run()
        assert asked == [b"/api/v4/projects/42/trigger/pipeline?token=hush&ref=main"]
        service.repository.built(now=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
        assert run() == "Nothing is due.\n"
        assert len(asked) == 1
    finally:
        hub.shutdown()
        hub.server_close()


def test_a_clone_calls_a_hook_only_when_an_embargo_has_ended(service: Service) -> None:
    (script,) = re.findall(
        r"```sh\n(git pull.*?)```", (REPOSITORY / "docs/publishing.md").read_text("utf-8"), re.DOTALL
    )
    for name, told in (("git", ""), ("curl", 'echo "$@" >> called'), ("date", "cat moment")):
        (service.top / "bin" / name).write_text(f"#!/bin/sh\n{told}\n")
        (service.top / "bin" / name).chmod(0o755)
    root = service.repository.root
    service.repository.write({"articles/e.md": story(SECRET, "2020-01-01", embargo="2024-06-01T12:00:00Z")})
    environment = {**os.environ, "HOOK": "https://x", "PATH": f"{service.top / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    for hour, calls in ((10, 0), (11, 0), (12, 1), (13, 1)):
        (root / "moment").write_text(f"2024-06-01T{hour}:00:00Z\n")
        subprocess.run(["sh", "-c", script], cwd=root, env=environment, check=True)
        called = (root / "called").read_text() if (root / "called").exists() else ""
        assert called.count("-X POST") == calls, hour


def test_the_dockerfile_makes_a_small_image_for_a_user_who_is_not_root() -> None:
    text = (STARTER / "ci/Dockerfile").read_text("utf-8")
    whole = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^#.*\n", "", text))
    steps = [line.split(" ", 1) for line in whole.splitlines() if line]
    assert [name for name, _ in steps] == ["FROM", "ARG", "RUN", "RUN", "USER", "WORKDIR", "ENTRYPOINT", "CMD"]
    said = dict(steps[:2] + steps[4:])
    assert re.fullmatch(r"python:3\.\d+-slim", said["FROM"])
    assert int(said["ARG"].removeprefix("UID=")) > 0
    packages, newsgen = (step for name, step in steps if name == "RUN")
    assert {"git", "rsync", "openssh-client"} <= set(packages.split())
    assert packages.endswith(f'&& useradd --uid "$UID" --create-home {said["USER"]}')
    assert said["USER"] != "root"
    assert json.loads(said["ENTRYPOINT"]) == ["newsgen"]
    assert json.loads(said["CMD"]) == ["build"]
    extras = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    (named,) = re.findall(r'"newsgen\[([\w,]+)\]"', newsgen)
    assert set(named.split(",")) <= set(extras)
    assert f'-v "$PWD":{said["WORKDIR"]} newsgen' in text
    for command in (packages, newsgen):
        assert subprocess.run(["bash", "-n", "-c", command], check=False).returncode == 0


def test_what_newsgen_is_tested_with_is_locked_and_comes_from_pypi() -> None:
    text = (REPOSITORY / "uv.lock").read_text("utf-8")
    assert set(re.findall(r"https?://([^/\"]+)", text)) == {"pypi.org", "files.pythonhosted.org"}
    packages = {package["name"]: package for package in tomllib.loads(text)["package"]}
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    own = packages["newsgen"]["metadata"]
    assert set(own["provides-extras"]) == set(project["optional-dependencies"])
    wanted = [(line, "") for line in project["dependencies"]]
    wanted += [(line, extra) for extra, lines in project["optional-dependencies"].items() for line in lines]
    locked = {(each["name"], each.get("specifier", ""), each.get("marker", "")) for each in own["requires-dist"]}
    for line, extra in wanted:
        name, specifier = re.fullmatch(r"([\w-]+)(?:\[.*\])?(.*)", line).groups()  # type: ignore[union-attr]
        assert (name.lower(), specifier, f"extra == '{extra}'" if extra else "") in locked, f"uv lock: {line}"


def test_the_cache_of_another_archive_means_a_full_build(tmp_path: Path) -> None:
    other = Project(tmp_path / "other").write(
        {
            "newsgen.toml": SETTINGS,
            "articles/x.md": story("Piano", "1998-12-17"),
            "articles/1.md": story("Another"),
        }
    )
    other.built()
    here = Project(tmp_path / "here").write(STORIES)
    for folder in (".newsgen", "site"):
        shutil.copytree(other.root / folder, here.root / folder, copy_function=shutil.copyfile)
    rendered, *_ = here.built().counts
    here.built("--output", "clean")
    own = [path for path in here.pages("clean") if not path.startswith("on-this-day/")]  # most of those are empty
    assert rendered > len(own) / 2
    assert here.tree() == here.tree("clean")
