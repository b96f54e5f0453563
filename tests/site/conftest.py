"""What the tests of sites share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give an empty project folder."""
    return Project(tmp_path / "paper")
