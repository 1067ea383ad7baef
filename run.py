"""Set mentorcrm up and open it: `python3 run.py`. Run its tests: `python3 run.py test`.

Everything goes into `.venv` beside this file, filled from the hash-locked requirements by the
pip of the Python that runs this; nothing else is asked of the machine. Other arguments are
passed on: `python3 run.py people`. Standard library only, and syntax that an old Python can
read far enough to say that it is too old.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit(
        "mentorcrm needs Python 3.11 to 3.14; this is {}.{}. Install one from python.org or "
        "your system's packages and start run.py with it.".format(*sys.version_info)
    )

import ast
import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG = VENV / "setup.log"
UNFINISHED = VENV / "setup.unfinished"
COMMAND = "py run.py" if os.name == "nt" else "python3 run.py"

# These would mix other packages in, send ours elsewhere, or have each start compile all again.
FOREIGN = (
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONDONTWRITEBYTECODE",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
)

# What Qt loads from the system, found on minimal Debian 12 and 13: any platform; X11; Wayland.
APT_PACKAGES = (
    "libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libgssapi-krb5-2 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 "
    "libwayland-cursor0 libwayland-egl1"
)
APT_INSTALL = f"apt-get install -y --no-install-recommends {APT_PACKAGES}"

# An environment whose Python was replaced by a newer one names a folder that is not there.
WHERE_PACKAGES_ARE = "import sysconfig; print(ascii(sysconfig.get_path('purelib')))"

# The names are those of Qt's platform plugins; one that loads is enough.
LOAD_QT = """
import ctypes, pathlib, sys
import PySide6.QtGui, PySide6.QtSvg, PySide6.QtWidgets
folder = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
problems = []
for plugin in [folder / f"libq{name}.so" for name in sys.argv[1:]]:
    try:
        ctypes.CDLL(str(plugin))
        break
    except OSError as error:
        problems += [error] * plugin.exists()
else:
    if problems: raise problems[0]
"""

# What pip says, and what a person can do about it; the first that fits is shown.
PIP_PROBLEMS = (
    (r"no such option: --python", "This pip is too old. Upgrade it: python3 -m pip install -U pip"),
    (r"DO NOT MATCH THE HASHES|HashMismatch", "A downloaded package is not the one that was "
     "locked, so it was not installed. Try again; if it stays, something on the way changes it."),
    (r"No space left|Errno 28", "The disk is full. About 500 MB are needed."),
    (r"Permission denied|Errno 13", "The folder of mentorcrm cannot be written to."),
    (r"CERTIFICATE_VERIFY_FAILED|SSLError", "The package index could not be trusted (TLS "
     "certificate). Behind a company proxy, set PIP_CERT to its certificate file."),
    (r"NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|name resolution|Max retries|"
     r"Failed to fetch|ConnectionError|dns error", "The package index could not be reached. "
     "Check the connection (behind a proxy, set HTTPS_PROXY) and start again."),
    (r"No matching distribution found|no wheels|doesn't have a wheel", "A locked package could "
     "not be had: either the package index does not offer it, or it has no ready-made build for "
     "this computer. Linux on x86_64 needs glibc 2.34 or newer (Debian 12, Ubuntu 22.04), on ARM "
     "2.39 (Debian 13, Ubuntu 24.04); Alpine is not supported."),
)  # fmt: skip


class Stop(Exception):  # The end of the road is not an error.
    """The end of the road, said in words a person can act on."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def main(arguments: list[str]) -> int:
    """Set up what is missing, then run the tests or hand over to the app."""
    try:
        if arguments[:1] == ["test"]:
            set_up("test")
            provide_qt(["offscreen"])
            return run_tests(arguments[1:])
        set_up("run")
        if subcommand(arguments) == "":
            prepare_window()
        if subcommand(arguments) == "shot":
            provide_qt(["offscreen"])
        return start(arguments)
    except Stop as stop:
        say(str(stop))
        return stop.code
    except OSError as error:
        say(f"Setting up in {VENV} failed: {error}.")
        return 1
    except KeyboardInterrupt:
        say("Stopped. Start it again to go on.")
        return 130


def say(text: str) -> None:
    """Tell the person, on stderr: stdout belongs to the command that follows."""
    encoding = sys.stderr.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


def set_up(name: str) -> None:
    """Fill the environment from requirements/NAME.txt, unless it is already as they say."""
    if is_ready(name):
        return
    with alone():
        if is_ready(name):
            return
        say("Setting up mentorcrm in .venv; the first time this fetches about 120 MB.")
        packages = environment_folder()
        UNFINISHED.touch()
        install(name)
        put_checkout_on_path(packages)
        stamp(name).write_text(fingerprint(name), encoding="ascii")
        UNFINISHED.unlink()
        say("Set-up is complete.")


def is_ready(name: str) -> bool:
    """Whether a finished set-up for the present lock is there; the one for tests holds all."""
    return not UNFINISHED.exists() and any(
        stamp(done).is_file() and stamp(done).read_text("ascii") == fingerprint(done)
        for done in {name, "test"}
    )


def stamp(name: str) -> Path:
    """The file that says for which lock the environment was filled."""
    return VENV / f"ready-{name}"


def fingerprint(name: str) -> str:
    """Changes with the lock, the project file, the Python and the place of the checkout."""
    digest = hashlib.sha256()
    for path in (ROOT / "requirements" / f"{name}.txt", ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    digest.update(ascii((sys.version_info[:2], os.path.realpath(PYTHON), ROOT)).encode())
    return digest.hexdigest()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait until no other run.py is setting up the same checkout."""
    with (ROOT / ".venv.lock").open("a+") as handle:
        if os.name == "nt":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def environment_folder() -> Path:
    """The environment's folder of packages; a missing, broken or half-made one is made anew."""
    packages = None if UNFINISHED.exists() else packages_folder()
    if packages is None:
        # No ensurepip (Debian ships it apart): the caller's pip fills the environment.
        venv.create(VENV, clear=True, with_pip=False, symlinks=os.name != "nt")
        packages = packages_folder()
    if packages is None:
        raise Stop(f"The Python in {VENV} does not start. Delete that folder and try again.")
    return packages


def packages_folder() -> Path | None:
    """Where the environment keeps its packages; None when it is missing or does not work."""
    try:
        command = [os.fspath(PYTHON), "-I", "-c", WHERE_PACKAGES_ARE]
        folder = Path(ast.literal_eval(quietly(command).stdout.strip()))
    except (OSError, SyntaxError, ValueError):
        return None
    return folder if folder.is_dir() else None


def install(name: str) -> None:
    """Install one locked list; wheels only, each with its hash."""
    options = ["--require-hashes", "--only-binary", ":all:", "-r"]
    wanted = ROOT / "requirements" / f"{name}.txt"
    if logged([*installer(), *options, os.fspath(wanted)]):
        raise Stop(f"{pip_problem(LOG.read_text('utf-8', errors='replace'))}\nDetails: {LOG}")


def pip_problem(output: str) -> str:
    """What to do about what pip said, or its last error where nothing better is known."""
    hint = next((text for sign, text in PIP_PROBLEMS if re.search(sign, output)), None)
    errors = re.findall(r"(?im)^ *error:? *(.+)", output) or ["pip gave up."]
    return hint or str(errors[-1])


def installer() -> list[str]:
    """The command that installs: this Python's pip, its base's, or uv where there is no pip."""
    for python in dict.fromkeys([sys.executable, getattr(sys, "_base_executable", "")]):
        if python and quietly([python, "-P", "-c", "import pip"]).returncode == 0:
            quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
            return [python, "-P", "-m", "pip", "--python", os.fspath(PYTHON), "install", *quiet]
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--python", os.fspath(PYTHON)]
    raise Stop(
        "Python's installer, pip, is missing. On Debian or Ubuntu: sudo apt-get install "
        "python3-pip (elsewhere: python3 -m ensurepip). Then start this again."
    )


def logged(command: list[str]) -> int:
    """Run a command with its output in the log, its steps on a terminal; the return code."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(),
    )
    with process, LOG.open("wb") as log:
        for line in process.stdout or ():
            log.write(line)
            if re.match(b"Collecting|Get:|Installing|Unpacking", line):
                show_step(line.decode("ascii", "replace").strip())
    show_step("")
    return process.returncode


def show_step(step: str) -> None:
    """Overwrite one line of the terminal; say nothing where there is none."""
    if sys.stderr.isatty():
        print(f"\r\033[K  {step[:70]}".rstrip(" "), end="", file=sys.stderr, flush=True)


def quietly(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a short command and keep what it says."""
    return subprocess.run(
        command, capture_output=True, check=False, errors="replace", env=environment()
    )


def put_checkout_on_path(packages: Path) -> None:
    """Let the environment import `mentorcrm` from here; ASCII, so that any locale reads it."""
    line = f"import sys; sys.path.insert(0, {os.fspath(ROOT)!a})\n"
    (packages / "mentorcrm-checkout.pth").write_text(line, encoding="ascii")


def environment() -> dict[str, str]:
    """The caller's environment without what would mix in other packages or upset Qt."""
    env = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    env["PIP_USER"] = "0"
    if sys.platform.startswith("linux"):
        names = ("LC_ALL", "LC_CTYPE", "LANG")
        deciding = next((name for name in names if env.get(name)), "LC_CTYPE")
        if env.get(deciding, "C") in ("C", "POSIX"):
            # Qt wants UTF-8 and says so at each start; Debian and its kin always have this one.
            env["LC_CTYPE" if deciding == "LANG" else deciding] = "C.UTF-8"
    return env


def subcommand(arguments: list[str]) -> str:
    """The first word that decides what happens; empty when just the window opens."""
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        option = rest.pop(0)
        if option in ("-h", "--help", "--version"):
            return option
        if option == "--home":
            del rest[:1]
    return rest[0] if rest else ""


def prepare_window() -> None:
    """Make sure of Qt's libraries, then of a screen."""
    sys.path.insert(0, os.fspath(ROOT))
    from mentorcrm.screen import no_screen

    dark = no_screen(COMMAND)
    try:
        provide_qt(["offscreen"] if dark else wanted_platforms())
    except Stop as stop:
        raise Stop(f"{stop}\n{dark}", 2) if dark else stop from None
    if dark:
        raise Stop(dark, 2)


def wanted_platforms() -> list[str]:
    """Names of the Qt platform plugins of which one must load here."""
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if chosen:
        return re.findall(r"(?:^|;)([a-z]+)", chosen)
    names = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
    return [name for variable, name in names.items() if os.environ.get(variable)] or ["offscreen"]


def provide_qt(platforms: list[str]) -> None:
    """Check that Qt loads; on Debian and its kin, as root, install what it misses."""
    known = VENV / f"qt-{'-'.join(platforms)}"
    if known.is_file() and known.read_text("ascii") == fingerprint("run"):
        return
    problem = qt_problem(platforms)
    if problem:
        provide_libraries(problem)
        problem = qt_problem(platforms)
    if problem:
        raise Stop(f"Qt does not load: {problem}")
    known.write_text(fingerprint("run"), encoding="ascii")


def qt_problem(platforms: list[str]) -> str | None:
    """The name of a missing system library, or what else keeps Qt from loading."""
    names = platforms if sys.platform.startswith("linux") else []
    command = [os.fspath(PYTHON), "-I", "-c", LOAD_QT, *names]
    tried = quietly(command)
    if tried.returncode == 0:
        return None
    missing = re.search(r"(\S+\.so[.\d]*): cannot open shared object", tried.stderr)
    last = (tried.stderr.strip().splitlines() or [f"exit code {tried.returncode}"])[-1]
    return missing[1] if missing else last


def provide_libraries(missing: str) -> None:
    """Install Qt's system libraries where that is ours to do, else say how."""
    if ".so" not in missing:
        raise Stop(f"Qt does not load: {missing}")
    if not shutil.which("apt-get"):
        raise Stop(f"Qt needs {missing}. Install the package of your system that contains it.")
    if os.geteuid() != 0:
        raise Stop(
            f"Qt needs libraries of the system that are not installed ({missing} among them). "
            f"Install them once with:\n\n  sudo apt-get update && sudo {APT_INSTALL}\n\n"
            f"Then start this again. Commands without a window work already: {COMMAND} people."
        )
    say(f"Qt needs libraries of the system that are not installed. Running:\n  {APT_INSTALL}")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    for command in ("apt-get update", APT_INSTALL):
        if logged(command.split()):
            raise Stop(f"{command.split(' -y')[0]} failed. Details: {LOG}")


def run_tests(arguments: list[str]) -> int:
    """Run pytest without a screen and without a keyboard; its exit code."""
    env = environment() | {"QT_QPA_PLATFORM": "offscreen"}
    command = [os.fspath(PYTHON), "-P", "-m", "pytest", *arguments]
    return subprocess.call(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL)


def start(arguments: list[str]) -> int:
    """Become the app; on Windows, where that is not possible, wait for it."""
    command = [os.fspath(PYTHON), "-P", "-m", "mentorcrm", *arguments]
    if os.name != "nt":
        os.execve(PYTHON, command, environment())
    return subprocess.call(command, env=environment())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
