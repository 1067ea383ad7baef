"""Write requirements/*.txt from uv.lock, or with --check say whether they still agree.

pip cannot read uv.lock, and run.py needs nothing but pip: so the lock is exported with its
hashes. Each file is complete in itself; test holds run, dev holds test.
"""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GROUPS: dict[str, tuple[str, ...]] = {
    "run": (),
    "test": ("--group", "test"),
    "dev": ("--group", "dev"),
}


def main(arguments: list[str]) -> int:
    """Write or check; 0 when all is well, 1 when something has drifted."""
    if "--check" not in arguments:
        _uv("lock")
        for name in GROUPS:
            _file(name).write_text(exported(name), encoding="utf-8", newline="\n")
        return 0
    if _uv("lock", "--check", check=False).returncode:
        print("uv.lock does not fit pyproject.toml. Run: python tools/export_requirements.py")
        return 1
    stale = [name for name in GROUPS if not _agrees(name)]
    for name in stale:
        print(f"requirements/{name}.txt differs from uv.lock. Run: python {sys.argv[0]}")
    return 1 if stale else 0


def exported(name: str) -> str:
    """The text of one requirements file, made from the lock as it stands."""
    command = ("export", "--frozen", "--no-emit-project", "--no-annotate", "--no-header")
    body = _uv(*command, "--no-default-groups", *GROUPS[name]).stdout
    head = f"# Made from uv.lock by tools/export_requirements.py ({name}); do not edit.\n"
    return head + body.replace("\r\n", "\n")


def _agrees(name: str) -> bool:
    path = _file(name)
    return path.is_file() and path.read_text(encoding="utf-8") == exported(name)


def _file(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def _uv(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    beside = Path(sysconfig.get_path("scripts")) / "uv"
    uv = shutil.which(beside) or shutil.which("uv")
    if uv is None:
        sys.exit("uv is needed: pip install --require-hashes -r requirements/dev.txt")
    done = subprocess.run(
        [uv, *arguments], cwd=ROOT, check=False, text=True, capture_output=True, encoding="utf-8"
    )
    if check and done.returncode:
        sys.exit(done.stderr.strip())
    return done


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
