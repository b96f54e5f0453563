"""Publishes to a branch of a Git repository, as hosts of pages take it: a commit that changes what changed.

By plumbing alone, in a repository of its own that is thrown away: nothing is checked out, and the project's repository
is asked for its remotes and settings and not written to. Readers see the old commit or the new one. Git's own means are
the credentials: its helpers, ssh and its agent.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from newsgen.news.delivery import Delivery
from newsgen.news.targets import Target
from newsgen.publishing.carrying import RECORD, Cargo, PublishError, record, recorded
from newsgen.publishing.workplace import workplace

_PLAIN = ".nojekyll"
"""Tells GitHub to publish what is there as it is, also names that begin with `_`."""

_PASSED_ON = r"^(http|credential|url|core\.sshcommand|ssh|protocol)\."
"""The settings of a project's repository that reach a remote: how to sign in to it, through which proxy."""


@contextmanager
def opened(target: Target, root: Path) -> Iterator[Branch]:
    """Open a branch: fetch what it holds, but for the files."""
    with workplace("git") as folder:
        git = _Git(folder, _environment(root))
        git.run("init", "-q", "--bare", ".")
        git.run("config", "remote.target.url", _address(target.place, root))
        git.run("config", "remote.target.promisor", "true")
        git.run("config", "remote.target.partialclonefilter", "blob:none")
        yield Branch(git, target.branch)


def _address(remote: str, root: Path) -> str:
    """Return where a remote is: its address as it stands, or as the project's repository knows it."""
    if ":" in remote or remote.startswith(("/", ".", "~")):
        return str(root / os.path.expanduser(remote)) if remote.startswith((".", "~")) else remote
    try:
        return _Git(root, dict(os.environ)).run("remote", "get-url", "--push", remote).decode().strip()
    except PublishError:
        message = f"this project has no Git remote named {remote}"
        raise PublishError(message, "Name one that `git remote` lists, or give its address.") from None


def _environment(root: Path) -> dict[str, str]:
    """Return what git works with: it asks nobody, and knows how the project's repository signs in."""
    made = {
        name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
    }
    made |= {"GIT_TERMINAL_PROMPT": "0", "GIT_INDEX_FILE": "index", "LC_ALL": "C"}
    asked = _Git(root, made | {"GIT_OPTIONAL_LOCKS": "0"})
    for name, key in (("NAME", "user.name"), ("EMAIL", "user.email")):
        known = asked.answer("config", key) or {"NAME": "newsgen", "EMAIL": "newsgen@localhost"}[name]
        made |= {who: known for who in (f"GIT_AUTHOR_{name}", f"GIT_COMMITTER_{name}") if who not in made}
    found = asked.answer("config", "--local", "--includes", "-z", "--get-regexp", _PASSED_ON)
    count = int(made.get("GIT_CONFIG_COUNT", 0))
    for each in filter(None, found.split("\0")):
        key, _, value = each.partition("\n")
        made |= {f"GIT_CONFIG_KEY_{count}": key, f"GIT_CONFIG_VALUE_{count}": value}
        count += 1
    made["GIT_CONFIG_COUNT"] = str(count)
    return made


class _Git:
    """Runs git in a folder."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self._environment = environment

    def run(self, *arguments: str, given: bytes | None = None) -> bytes:
        """Run a command that must succeed, and return what it prints."""
        try:
            made = subprocess.run(  # noqa: S603 - git, by its name, as every tool calls it
                ["git", *arguments],  # noqa: S607
                cwd=self.folder,
                env=dict(self._environment),
                input=given if given is not None else b"",
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as problem:
            raise PublishError("there is no git on this machine", "Install it, and publish again.") from problem
        if made.returncode:
            said = made.stderr.decode("utf-8", "replace").strip().splitlines()
            raise PublishError(f"git {arguments[0]}: {'; '.join(said[-4:]) or made.returncode}", _AGAIN)
        return made.stdout

    def answer(self, *arguments: str) -> str:
        """Return what a command prints, nothing when it fails."""
        try:
            return self.run(*arguments).decode("utf-8", "replace").rstrip("\n")
        except PublishError:
            return ""


_AGAIN = "The branch is as it was. Once the cause is gone, publish again."


class Branch:
    """A branch as it stands at the remote, without its files."""

    def __init__(self, git: _Git, branch: str) -> None:
        self._git = git
        self._name = f"refs/heads/{branch}"
        self._tip = self._fetch()
        listed = (
            git.run("ls-tree", "-r", "-z", "--full-tree", self._tip).decode("utf-8", "surrogateescape")
            if self._tip
            else ""
        )
        rows = [row.partition("\t") for row in listed.split("\0") if row]
        self._there = {path: told.split(" ")[2] for told, _, path in rows}
        self._recorded = recorded(git.run("cat-file", "blob", self._there[RECORD]) if RECORD in self._there else None)

    def _fetch(self) -> str:
        """Fetch the branch, if it is there; return its commit."""
        told = self._git.run("ls-remote", "target", self._name).decode()
        tip = next((line.split("\t")[0] for line in told.splitlines() if line.endswith(f"\t{self._name}")), "")
        if tip:
            self._git.run("fetch", "-q", "--depth=1", "--no-tags", "--filter=blob:none", "target", self._name)
        return tip

    def published(self) -> Mapping[str, str]:
        """Return what the branch holds of ours; what somebody else put in its place counts as unknown."""
        return {
            path: entry.digest if entry.mark == self._there[path] else ""
            for path, entry in self._recorded.items()
            if path in self._there
        }

    def strangers(self, paths: Collection[str], cargo: Cargo) -> list[str]:
        """Return the files of others in the branch that stand where files of ours should."""
        found = [path for path in paths if path in self._there]
        return [path for path in found if self._hash(cargo.read(path)) != self._there[path]]

    def _hash(self, data: bytes, *options: str) -> str:
        return self._git.run("hash-object", *options, "--stdin", given=data).decode().strip()

    def carry(self, found: Delivery, cargo: Cargo) -> None:
        """Make the new tree of the old one; if it is another, commit it and push it."""
        sent = [*found.added, *found.replaced]
        blobs = self._blobs(sent, cargo)
        marks = {path: entry.mark for path, entry in self._recorded.items()} | blobs
        written = self._hash(record(cargo.digests, {path: marks[path] for path in cargo.entries}), "-w")
        new = {**blobs, RECORD: written}
        if _PLAIN not in self._there:
            new.setdefault(_PLAIN, self._hash(b"", "-w"))
        rows = [f"100644 {blob}\t{path}" for path, blob in new.items()]
        rows += [f"0 {'0' * 40}\t{path}" for path in found.removed]
        if self._tip:
            self._git.run("read-tree", self._tip)
        self._git.run("update-index", "-z", "--index-info", given="".join(f"{row}\0" for row in rows).encode())
        tree = self._git.run("write-tree", "--missing-ok").decode().strip()
        if self._tip and tree == self._git.run("rev-parse", f"{self._tip}^{{tree}}").decode().strip():
            return
        message = (
            f"Publish: {len(found.added):,} added, {len(found.replaced):,} changed, {len(found.removed):,} removed"
        )
        parents = ["-p", self._tip] if self._tip else []
        commit = self._git.run("commit-tree", tree, *parents, "-m", message).decode().strip()
        try:
            self._git.run("push", "-q", "target", f"{commit}:{self._name}")
        except PublishError as problem:  # the answer may have been lost, and not the push
            problem.hint = "The branch is as it was, or as it was to be. Once the cause is gone, publish again."
            raise

    def _blobs(self, paths: list[str], cargo: Cargo) -> dict[str, str]:
        """Put files into the repository; return the name of each as Git has it."""
        for path in paths:
            cargo.read(path)
        places = [str((cargo.folder / path).absolute()) for path in paths]
        listed = "".join(f"{place}\n" for place in places).encode("utf-8", "surrogateescape")
        made = self._git.run("hash-object", "-w", "--no-filters", "--stdin-paths", given=listed).decode().split()
        return dict(zip(paths, made, strict=True))
