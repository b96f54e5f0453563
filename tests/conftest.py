"""What all tests share: hypothesis without a clock, and nothing of the machine in the environment.

Property tests take the same examples in every run, so that a run says something of the change that it tests. With
NEWSGEN_EXPLORE set they look for new ones.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "newsgen",
    deadline=None,
    derandomize="NEWSGEN_EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("newsgen")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what could leak from the machine into a build."""
    for name in ("SOURCE_DATE_EPOCH", "NEWSGEN_TRACEBACK", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
