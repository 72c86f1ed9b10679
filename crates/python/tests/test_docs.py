"""What the documentation shows is what happens: its blocks of Python are run, in their order."""

from __future__ import annotations

import doctest
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from releases import ALL

import rostra

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "docs/python.md", ROOT / "crates/python/README.md"]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the pages speak of."""
    for name in ("press/a.txt", "june.mbox", "crawl/1.warc.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(ALL[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_blocks_of_a_page(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = page.read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    shown = 0
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start()) + 1
        if ">>> " in block[1]:
            shown += examined(block[1], names, page, line)
        else:
            exec(compile(block[1], f"{page.name}:{line}", "exec"), names)
            assert "press/a.txt" in capsys.readouterr().out
    assert shown > 5


def examined(block: str, names: dict[str, Any], page: Path, line: int) -> int:
    """Runs the examples of a block, whose names later blocks know; how many there are."""
    examples = doctest.DocTestParser().get_doctest(block, names, page.name, str(page), line)
    said: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=FLAGS)
    results = runner.run(examples, out=said.append, clear_globs=False)
    names.update(examples.globs)
    assert results.failed == 0, "".join(said)
    return results.attempted


def test_what_the_package_says_of_itself() -> None:
    results = doctest.testmod(rostra, optionflags=FLAGS)
    assert results.failed == 0
    assert results.attempted > 2


def test_settings_have_a_row_each() -> None:
    page = PAGES[0].read_text(encoding="utf-8")
    table = re.findall(r"^\| `(\w+)` \|", page.split("## Settings")[1].split("\n## ")[0], re.MULTILINE)
    assert table == list(inspect.signature(rostra.Extractor).parameters)


def test_all_public_names_have_words() -> None:
    for name in rostra.__all__:
        value = getattr(rostra, name)
        if isinstance(value, type) or inspect.isroutine(value):
            assert value.__doc__, name
    for name, method in vars(rostra.Extractor).items():
        if not name.startswith("_"):
            assert method.__doc__, name
