"""The wheel holds everything and runs without the checkout."""

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import run
from tests.source_tree import ROOT

# Run by a Python that sees the wheel alone; each folder has something in it.
LOOK = """
import sys, pathlib
sys.path.insert(0, sys.argv[1]) if sys.argv[1:] else None
import mentorcrm
from mentorcrm import assets
here = pathlib.Path(mentorcrm.__file__).parent
assert assets.root() == here / "_resources", assets.root()
for folder in ("templates", "fonts", "lexicons", "icons"):
    assert any(assets.path(folder).iterdir()), folder
print(here)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from a copy of what the repository holds."""
    pytest.importorskip("hatchling", reason="hatchling is in the group of builders")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_the_package_and_every_resource(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    for source, place in (("mentorcrm", "mentorcrm"), ("resources", "mentorcrm/_resources")):
        wanted = {
            f"{place}/{path.relative_to(ROOT / source).as_posix()}"
            for path in (ROOT / source).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert wanted - held == set()
    assert not [name for name in held if name.startswith(("tests/", "docs/", "benchmarks/"))]


def test_the_wheel_says_who_may_use_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        text = archive.read(metadata).decode()
        licences = [name for name in archive.namelist() if "/licenses/" in name]
    assert "License-Expression: GPL-3.0-or-later" in text
    assert {name.partition("/licenses/")[2] for name in licences} >= {
        *("LICENSE", "resources/icons/LICENSE"),
        *("resources/fonts/Inter-LICENSE.txt", "resources/fonts/Newsreader-LICENSE.txt"),
    }


def test_the_wheel_finds_its_resources_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-I", "-c", LOOK, str(tmp_path)]
    looked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert looked.returncode == 0, looked.stderr
    assert looked.stdout.strip() == str(tmp_path / "mentorcrm")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_wheel_runs_in_a_clean_environment(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its dependencies from the lock, each with its hash; then the wheel and nothing else."""
    environment = tmp_path / "venv"
    monkeypatch.setattr(run, "PYTHON", environment / run.PYTHON.relative_to(run.VENV))
    monkeypatch.setattr(run, "LOG", tmp_path / "setup.log")
    run.venv.create(environment, with_pip=False, symlinks=os.name != "nt")
    run.install("run")
    assert run.logged([*run.installer(), "--no-deps", "--no-index", str(wheel)]) == 0

    programs = run.PYTHON.parent
    command = shutil.which("mentorcrm", path=str(programs))
    assert command
    env = {**os.environ, "PATH": str(programs), "MENTORCRM_HOME": str(tmp_path / "home")}
    env.pop("PYTHONPATH", None)
    for line in ([command, "--version"], [str(run.PYTHON), "-I", "-c", LOOK]):
        done = subprocess.run(
            line, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


def test_the_locked_files_agree_with_the_project() -> None:
    """Each direct dependency stands in the exported list, pinned and hashed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").lower().splitlines()
    pinned = {line.partition("==")[0] for line in lines if "==" in line}
    wanted = {
        entry.partition(">")[0].strip().lower().replace("_", "-")
        for entry in project["dependencies"]
    }
    assert wanted - pinned == set()
    hashes = [line for line in lines if "--hash=sha256:" in line]
    assert len(hashes) >= len(pinned)
