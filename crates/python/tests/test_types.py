"""Types are those that type checkers are told of."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import pytest
from calls import Python

import rostra

TESTS = Path(__file__).parent
STRICT = ("-m", "mypy", "--strict", "--config-file=", "--cache-dir")


def test_the_package_and_its_use_are_typed(python: Python, tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    names = ["rostra", *(f"rostra.{module.name}" for module in pkgutil.iter_modules(rostra.__path__) if not module.ispkg)]
    assert "rostra._rostra" in names and "rostra.records" in names
    own = [argument for name in names for argument in ("-m", name)]
    for what in (own, [TESTS / "typed/usage.py"]):
        ran = python(*STRICT, tmp_path, *what, cwd=tmp_path)
        assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
        assert ran.stdout.startswith("Success: no issues found")


def test_the_tests_are_typed(python: Python, tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    files = [*TESTS.glob("*.py"), *TESTS.glob("programs/*.py"), *TESTS.parent.glob("examples/*.py")]
    ran = python("-m", "mypy", "--config-file", TESTS / "mypy.ini", "--cache-dir", tmp_path, *files, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout


def test_a_wrong_type_is_seen(python: Python, tmp_path: Path) -> None:
    """That the test before would see one."""
    pytest.importorskip("mypy")
    program = tmp_path / "wrong.py"
    program.write_text("import rostra\nid: int = rostra.extract('They met.').id\n")
    ran = python(*STRICT, tmp_path, program, cwd=tmp_path)
    assert ran.returncode == 1
    assert 'expression has type "str", variable has type "int"' in ran.stdout


def test_the_stubs_are_those_of_the_native_module(python: Python, tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    ran = python("-m", "mypy.stubtest", "rostra._rostra", cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
