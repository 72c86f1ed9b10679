"""What several tests share: the repository, the command line, an extractor, releases of our own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from calls import Cli, Python

import rostra

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def extractor() -> rostra.Extractor:
    """The built-in chain on two threads."""
    return rostra.Extractor(jobs=2)


@pytest.fixture(scope="session")
def cli() -> Cli:
    """The command line, run in the repository; gives the lines that it writes."""
    program = os.environ.get("ROSTRA_BIN")
    if program is None:
        if "ROSTRA_REQUIRE_BIN" in os.environ:
            pytest.fail("ROSTRA_BIN names no command line to compare with")
        pytest.skip("ROSTRA_BIN names no command line to compare with")

    def run(*arguments: object, status: int = 0) -> list[str]:
        command = [program, *map(str, arguments), "--quiet"]
        ran = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        assert ran.returncode == status, ran.stderr.decode()
        # Not `splitlines`, which breaks lines at characters that JSON holds as they are.
        return ran.stdout.decode().split("\n")[:-1]

    return run


@pytest.fixture(scope="session")
def fixture_lines(cli: Cli) -> list[str]:
    """What the command line writes of the repository's fixtures, with their texts."""
    return cli("extract", "fixtures", "--with-text")


@pytest.fixture(scope="session")
def python() -> Python:
    """A process of its own, which finds the package as this one does."""

    def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run
