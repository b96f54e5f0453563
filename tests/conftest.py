"""What all tests share: hypothesis without a clock, and nothing of the machine in the environment."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("newsgen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsgen")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what could leak from the machine into a build."""
    for name in ("SOURCE_DATE_EPOCH", "NEWSGEN_TRACEBACK", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
