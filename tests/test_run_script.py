"""run.py on a checkout in miniature: the real script, an app of one line, nothing to download."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import run
from tests.source_tree import ROOT

APP = 'import os, sys\nprint(sys.argv[1:], os.environ.get("LC_ALL"), __file__)\nsys.exit(7)\n'


def base_python() -> str:
    """The Python behind this environment, if it has a pip: that is what a person would use."""
    python = str(getattr(sys, "_base_executable", sys.executable))
    if subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode:
        pytest.skip("the Python behind this environment has no pip")
    return python


class Checkout:
    """A folder like the repository, with what run.py reads."""

    def __init__(self, folder: Path, python: str) -> None:
        self.folder = folder
        self.python = python
        (folder / "mentorcrm").mkdir(parents=True)
        shutil.copy(ROOT / "run.py", folder)
        shutil.copy(ROOT / "mentorcrm" / "screen.py", folder / "mentorcrm")
        self.write("mentorcrm/__init__.py", "")
        self.write("mentorcrm/__main__.py", APP)
        self.write("pyproject.toml", "")
        self.write("requirements/run.txt", "")
        self.write("requirements/test.txt", "")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        inherited = {
            name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ
        }
        return subprocess.run(
            [self.python, self.folder / "run.py", *arguments],
            cwd=self.folder.parent,
            env={**inherited, "HOME": str(self.folder), "PIP_NO_INDEX": "1", **environ},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "räk smörgås", base_python())


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout that is set up, for tests of what comes after; none of them changes it."""
    checkout = Checkout(tmp_path_factory.mktemp("ready") / "räk smörgås", base_python())
    checkout.run("people")
    return checkout


def test_it_sets_up_once_and_hands_everything_on(checkout: Checkout) -> None:
    first = checkout.run("people", "--json", "Ann Lee")
    assert first.returncode == 7, first.stderr
    assert first.stdout.startswith("['people', '--json', 'Ann Lee']")
    assert str(checkout.folder) in first.stdout
    assert "Setting up" in first.stderr
    again = checkout.run("people")
    assert again.returncode == 7
    assert again.stderr == ""


def test_a_changed_lock_is_installed_and_an_interrupted_set_up_begins_anew(
    checkout: Checkout,
) -> None:
    checkout.run("people")
    checkout.write("requirements/run.txt", "# newer\n")
    assert "Setting up" in checkout.run("people").stderr
    leftover = checkout.folder / ".venv" / "half-made"
    leftover.touch()
    (checkout.folder / ".venv" / "setup.unfinished").touch()
    assert checkout.run("people").returncode == 7
    assert not leftover.exists()


def test_a_broken_environment_heals(checkout: Checkout) -> None:
    (checkout.folder / ".venv" / "bin").mkdir(parents=True)
    (checkout.folder / ".venv" / "bin" / "python").write_text("broken")
    assert checkout.run("people").returncode == 7


def test_foreign_packages_and_user_installs_stay_out(checkout: Checkout, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "mentorcrm").mkdir(parents=True)
    (elsewhere / "mentorcrm" / "__main__.py").write_text("raise SystemExit('foreign')")
    done = checkout.run("people", PYTHONPATH=str(elsewhere), PIP_USER="1", PIP_TARGET="/nowhere")
    assert done.returncode == 7, done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="locales of Linux")
def test_the_c_locale_becomes_utf8(ready: Checkout) -> None:
    assert "C.UTF-8" in ready.run("people", LC_ALL="C").stdout


def test_what_is_compiled_is_kept_for_the_next_start(ready: Checkout) -> None:
    shutil.rmtree(ready.folder / "mentorcrm" / "__pycache__", ignore_errors=True)
    assert ready.run("people", PYTHONDONTWRITEBYTECODE="1").returncode == 7
    assert list((ready.folder / "mentorcrm" / "__pycache__").iterdir())


def test_a_package_that_cannot_be_had_is_one_sentence_and_a_log(checkout: Checkout) -> None:
    checkout.write("requirements/run.txt", f"no-such-thing==1 --hash=sha256:{'0' * 64}\n")
    done = checkout.run("people")
    assert done.returncode == 1
    assert "ready-made build" in done.stderr
    assert "setup.log" in done.stderr
    assert "Traceback" not in done.stderr
    assert checkout.run("people").returncode == 1, "a failed set-up must not count as done"


def test_without_qt_the_window_says_why(ready: Checkout) -> None:
    done = ready.run(QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert "Qt does not load: ModuleNotFoundError" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_without_a_screen_the_window_says_so(ready: Checkout) -> None:
    done = ready.run()
    assert done.returncode == 2
    assert "There is no screen here" in done.stderr


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 13), (3, 15, 0)])
def test_another_python_is_told_at_once(version: tuple[int, ...]) -> None:
    code = f"import sys, runpy; sys.version_info = {version}; runpy.run_path('run.py')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("mentorcrm needs Python 3.11 to 3.14; this is ")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a program that only fails")
def test_without_pip_and_uv_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    monkeypatch.setattr(sys, "_base_executable", shutil.which("false"))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(run.Stop, match="sudo apt-get install python3-pip"):
        run.installer()


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        ([], ""),
        (["--home", "here"], ""),
        (["--home=here"], ""),
        (["--home", "here", "people"], "people"),
        (["shot", "people"], "shot"),
        (["--version"], "--version"),
        (["--home", "shot", "-h"], "-h"),
        (["person", "shot"], "person"),
    ],
)
def test_only_the_window_and_pictures_need_qt(arguments: list[str], first: str) -> None:
    assert run.subcommand(arguments) == first


@pytest.mark.parametrize(
    ("output", "hint"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the one that was locked"),
        (
            "ERROR: Could not install packages: [Errno 28] No space left",
            "disk is full",
        ),
        ("NewConnectionError(...)\nERROR: No matching distribution found for x", "not be reached"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "PIP_CERT"),
        ("ERROR: No matching distribution found for pyside6==6.11.3", "glibc"),
        ("no such option: --python", "too old"),
    ],
)
def test_what_pip_says_becomes_a_remedy(output: str, hint: str) -> None:
    assert hint in run.pip_problem(output)


def test_what_pip_says_otherwise_is_passed_on() -> None:
    assert run.pip_problem("x\nERROR: something new\ny") == "something new"
    assert run.pip_problem("") == "pip gave up."


def test_the_apt_line_names_every_library_once() -> None:
    names = run.APT_PACKAGES.split()
    assert len(names) == len(set(names))
    assert run.APT_INSTALL.startswith("apt-get install -y ")
