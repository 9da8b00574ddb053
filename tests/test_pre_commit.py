"""The hook in `.pre-commit-hooks.yaml`, run by pre-commit itself from a clone of this checkout.

It builds surgec from the committed sources, so that the first run takes some minutes.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "target" / "pre-commit"
CLEAN = "def double(x):\n    return 2 * x\n\n\nprint([double(x) for x in range(3)])\n"
CARRIED = """\
def slow(n):
    return sum(i * i % 7 for i in range(n))


state = 1
for step in range(100):
    state = slow(1000 + state % 10)
print(state)
"""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with its output as text; pre-commit keeps its clones and builds below `target/`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"PRE_COMMIT_HOME": str(TARGET / "home"), "CARGO_TARGET_DIR": str(TARGET / "cargo")}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True)


def succeed(*command: str | Path, cwd: Path) -> str:
    """Run a command that must not fail."""
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def pre_commit() -> list[str]:
    """pre-commit: of this environment, or in one of its own."""
    if importlib.util.find_spec("pre_commit") is not None:
        return [sys.executable, "-m", "pre_commit"]
    python = TARGET / "venv" / "bin" / "python"
    if not (TARGET / "venv" / "bin" / "pre-commit").exists():
        TARGET.mkdir(parents=True, exist_ok=True)
        succeed(sys.executable, "-m", "venv", TARGET / "venv", cwd=ROOT)
        succeed(python, "-m", "pip", "install", "--quiet", "pre-commit==4.7.0", cwd=ROOT)
    return [str(python), "-m", "pre_commit"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository of a user who has the hook in its configuration."""
    succeed("git", "init", "-q", cwd=tmp_path)
    configure(tmp_path, "")
    return tmp_path


def configure(project: Path, arguments: str) -> None:
    """Write the configuration, with arguments for the hook."""
    revision = succeed("git", "rev-parse", "HEAD", cwd=ROOT).strip()
    hook = f"- repo: {ROOT}\n  rev: {revision}\n  hooks:\n  - id: surgec\n    args: [{arguments}]\n"
    (project / ".pre-commit-config.yaml").write_text(f"repos:\n{hook}")
    succeed("git", "add", ".", cwd=project)


def check(pre_commit: list[str], project: Path) -> subprocess.CompletedProcess[str]:
    """Run the hook over all files of the project."""
    succeed("git", "add", ".", cwd=project)
    return run(*pre_commit, "run", "--all-files", "--color", "never", cwd=project)


def test_hook(pre_commit: list[str], project: Path) -> None:
    (project / "clean.py").write_text(CLEAN)
    (project / "carried.py").write_text(CARRIED)
    (project / "notes.txt").write_text("def f(:\n")
    done = check(pre_commit, project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout

    configure(project, "--fail-on, refused")
    done = check(pre_commit, project)
    assert done.returncode != 0
    assert "exit code: 1" in done.stdout
    assert "carried.py:6: loop-carried-write" in done.stdout

    configure(project, "")
    (project / "broken.py").write_text("def f(:\n    pass\n")
    done = check(pre_commit, project)
    assert done.returncode != 0
    assert "exit code: 2" in done.stdout
    assert "broken.py:1" in done.stdout
    assert sorted(path.name for path in project.iterdir()) == [
        ".git",
        ".pre-commit-config.yaml",
        "broken.py",
        "carried.py",
        "clean.py",
        "notes.txt",
    ]
