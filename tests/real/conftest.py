"""The real parts, each as a fixture."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.real.parts import missing, named_file
from tests.real.served import Served, serve
from tests.site.test_sample import AFTER_IT, sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give the sample archive on a web server, under a path, with its address known."""
    project = sample(tmp_path_factory.mktemp("real") / "paper")
    (project.root / "web").mkdir()
    with serve(project.root / "web") as server:
        address = f"{server}some/path/"
        project.built("--output", "web/some/path", "--base-url", address, now=AFTER_IT)
        yield Served(project, "web/some/path", address)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a browser without a window."""
    program = os.environ.get("NEWSGEN_TEST_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        missing("Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=quiet)
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """Give the source of axe-core."""
    return named_file("NEWSGEN_TEST_AXE", "axe-core").read_text("utf-8")


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """Give the command of the Nu HTML checker."""
    java = shutil.which("java")
    if java is None:
        missing("Java")
    return [java, "-Xss8m", "-jar", str(named_file("NEWSGEN_TEST_VNU", "the Nu HTML checker"))]
