"""Python, Arrow and the command line give the same records of the same texts."""

from __future__ import annotations

import json
import lzma
import os
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from as_json import but_for_the_place, documents
from calls import Cli

import rostra

RAW = 5_000
"""Real texts that are compared, if they lie beside the repository."""


def test_files_give_the_lines_of_the_command_line(cli: Cli, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    written = cli("extract", "fixtures")
    for jobs in (1, 2, 5):
        read = rostra.Extractor(jobs=jobs).extract_files("fixtures")
        assert [document.to_json() for document in read] == written


def test_bytes_give_the_lines_of_the_command_line(cli: Cli, root: Path, extractor: rostra.Extractor) -> None:
    for name in ("fixtures/formats/mail/ar-call.eml", "fixtures/formats/html/zh-gov.html", "fixtures/formats/zip/press.zip"):
        read = extractor.extract_bytes((root / name).read_bytes(), name)
        assert [document.to_json() for document in read] == cli("extract", name)


def test_rows_of_the_fixtures(cli: Cli, fixture_lines: list[str], tmp_path: Path) -> None:
    whole = [json.loads(line) for line in fixture_lines]
    rows = [{"id": f"{n}-{document['id']}", "text": document["text"], "n": n} for n, document in enumerate(whole)]
    compare(cli, rows, tmp_path)


def test_rows_of_real_texts(cli: Cli, root: Path, tmp_path: Path) -> None:
    folder = Path(os.environ.get("ROSTRA_RAW", root.parent / "shared/data/raw"))
    if not folder.is_dir():
        pytest.skip("no real texts lie beside the repository (../shared/data/raw, or what ROSTRA_RAW names)")
    with ExitStack() as files:
        opened = [files.enter_context(lzma.open(path, "rt", encoding="utf-8")) for path in sorted(folder.glob("*.jsonl.xz"))]
        lines = list(islice(in_turn([iter(file) for file in opened]), RAW))
    assert len(lines) == RAW
    rows = [json.loads(line) for line in lines]
    assert len({row["lang"] for row in rows}) > 10
    compare(cli, rows, tmp_path)


def in_turn(sources: list[Iterator[str]]) -> Iterator[str]:
    """One of each source after the other, until all are at their end."""
    while sources:
        for source in list(sources):
            line = next(source, None)
            if line is None:
                sources.remove(source)
            else:
                yield line


def compare(cli: Cli, rows: list[dict[str, Any]], folder: Path) -> None:
    """Holds rows, tables of them, and tables of their JSON to the command line's lines of the same rows."""
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    written = [but_for_the_place(json.loads(line)) for line in cli("extract", path)]
    assert len(written) == len(rows)
    extractor = rostra.Extractor(jobs=2)

    read = extractor.extract_batch(iter(rows))
    same([but_for_the_place(document.to_dict()) for document in read], written)

    table = extractor.extract_arrow(pa.Table.from_pylist(rows)).to_pyarrow()
    same([but_for_the_place(document) for document in documents(table)], written)

    few = pa.table({"line": [json.dumps(row) for row in rows[:200]]})
    table = rostra.Extractor(jobs=1).extract_arrow(few, json="line").to_pyarrow()
    same([but_for_the_place(document) for document in documents(table)], written[:200])


def same(read: list[dict[str, Any]], written: list[dict[str, Any]]) -> None:
    """Says which fields of which documents differ: two whole lists would be too much to look at."""
    different = [
        (left["id"], [name for name in {**left, **right} if left.get(name) != right.get(name)])
        for left, right in zip(read, written, strict=True)
        if left != right
    ]
    assert different == []
