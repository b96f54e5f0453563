"""Real parts for tests: found on the machine, or the test is skipped with a reason; with CI set, it fails.

`NEWSGEN_TEST_AXE` is the path of axe-core's `axe.min.js`, `NEWSGEN_TEST_VNU` that of the Nu HTML checker's `vnu.jar`,
`NEWSGEN_TEST_BROWSER` that of Chromium where it isn't on the path, `NEWSGEN_TEST_TSC` that of TypeScript's `lib/tsc.js`
in a `node_modules` that has schema-dts too. `NEWSGEN_TEST_MOTO` is the path of moto's server, `NEWSGEN_TEST_S3RVER`
that of s3rver's `bin/s3rver.js`, `NEWSGEN_TEST_LIGHTHOUSE` that of Lighthouse's `cli/index.js`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest


def missing(part: str) -> NoReturn:
    """Skip a test because a part of the machine is missing; where all parts must be there, fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"{part} is missing, and CI must have it", pytrace=False)
    pytest.skip(f"{part} is missing")


def named_file(variable: str, part: str) -> Path:
    """Return the file that an environment variable names."""
    path = Path(os.environ.get(variable, ""))
    if not path.is_file():
        missing(f"{part} (the variable {variable})")
    return path
