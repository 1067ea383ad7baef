"""What holds for every test: no screen, and never the person's own data folder."""

import os
import shutil
import tempfile

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
if os.environ.get("LC_ALL") in ("C", "POSIX"):
    # Qt warns about a locale that is not UTF-8, and a warning fails a test.
    os.environ["LC_ALL"] = "C.UTF-8"

# A busy machine is no reason to fail; pytest-timeout guards against what hangs.
settings.register_profile("mentorcrm", deadline=None)
settings.load_profile("mentorcrm")

_homes: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    _homes.append(tempfile.mkdtemp(prefix="mentorcrm-tests-"))
    os.environ["MENTORCRM_HOME"] = os.path.join(_homes[-1], "home")  # noqa: PTH118


def pytest_unconfigure(config: pytest.Config) -> None:
    while _homes:
        shutil.rmtree(_homes.pop(), ignore_errors=True)
