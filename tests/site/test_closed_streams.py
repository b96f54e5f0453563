"""A command whose output nobody takes does its work all the same, and says nothing of itself."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.site.project import Project, story

SOURCES = os.pathsep.join(path for path in sys.path if path)


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_build_without_output(project: Project, closed: str) -> None:
    project.write({"articles/a.md": story()})
    command = ["sh", "-c", f'exec "$0" -m newsgen build {closed}', sys.executable]
    environment = {**os.environ, "PYTHONPATH": SOURCES}
    done = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "index.html" in project.tree()
