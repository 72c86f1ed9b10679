"""What Spark writes is what the command line writes."""

from __future__ import annotations

import itertools
import json
import lzma
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import rostra.spark
from cluster import ROOT
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

RAW = ROOT / "../shared/data/raw"
DOCUMENTS = 5_000


def documents(program: str, *arguments: str | Path) -> list[dict[str, Any]]:
    """What the command line writes; status 1 says that it could not read some."""
    ran = subprocess.run(
        [program, "extract", "-q", "--format", "jsonl", *arguments], cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL
    )
    assert ran.returncode in (0, 1), ran.stderr.decode()
    return [json.loads(line) for line in ran.stdout.splitlines()]


def as_json(records: DataFrame) -> Iterator[dict[str, Any]]:
    """Rows as the JSON of the command line, whose three differences docs/parquet.md tells."""
    for row in _plain(records.toArrow()):
        for name in ("text", "carried"):
            if row[name] is None:
                del row[name]
        if "carried" in row:
            row["carried"] = json.loads(row["carried"])
        provenance = row["provenance"]
        provenance["metadata"] = dict(provenance["metadata"])
        provenance["steps"] = [_set(step) for step in provenance["steps"]]
        for person in row["people"]:
            for place in person["titles"] + person["mentions"]:
                place["at"] = place["at"] and _set(place["at"])
        yield row


def _plain(table: pa.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def _set(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def differences(ours: Iterable[dict[str, Any]], theirs: Iterable[dict[str, Any]], by: str) -> list[str]:
    """Names of documents and fields that are not the same."""
    one, other = ({row[by]: row for row in rows} for rows in (ours, theirs))
    missing = [f"{name}: only one has it" for name in one.keys() ^ other.keys()]
    both = one.keys() & other.keys()
    fields = [(row, name) for row in sorted(both) for name in sorted(one[row].keys() | other[row].keys())]
    return missing + [f"{row}.{name}" for row, name in fields if one[row].get(name) != other[row].get(name)]


def test_differences_are_found() -> None:
    one: list[dict[str, Any]] = [{"id": "a", "n": 1}, {"id": "b", "n": 1}]
    other: list[dict[str, Any]] = [{"id": "a", "n": 1}, {"id": "b", "n": 2, "m": 1}, {"id": "c"}]
    assert differences(one, other, "id") == ["c: only one has it", "b.m", "b.n"]


def test_fixtures_of_all_formats(spark: SparkSession, rostra_bin: str) -> None:
    texts = [path.relative_to(ROOT) for path in sorted(ROOT.glob("fixtures/*/*.txt"))]
    formats = [path.relative_to(ROOT) for path in sorted(ROOT.glob("fixtures/formats/*/*"))]
    assert len(texts) > 50 and len(formats) > 70
    options = ("--id", "content", "--with-text")
    # Rows of two files may have one id, which the command line would make two of: each file by itself.
    with ThreadPoolExecutor(2) as threads:
        alone = list(threads.map(lambda path: documents(rostra_bin, *options, path), formats))
    theirs = documents(rostra_bin, *options, *texts) + list(itertools.chain(*alone))

    files = spark.read.format("binaryFile").load([f"file://{ROOT / path}" for path in texts + formats])
    files = files.withColumn("name", f.regexp_replace("path", f"^file:/+{str(ROOT).lstrip('/')}/", ""))
    records = rostra.spark.extract(files.coalesce(4), "content", None, source="name", id_from="content", with_text=True)
    ours = list(as_json(records))
    failed = [row["source"] for row in ours if any(one["severity"] == "error" for one in row["diagnostics"])]
    assert failed == []
    assert len(ours) == len(theirs) == len({row["source"] for row in ours})
    assert differences(ours, theirs, "source") == []


def test_texts_of_many_languages(spark: SparkSession, rostra_bin: str, tmp_path: Path) -> None:
    if not RAW.is_dir():
        pytest.skip(f"there are no texts in {RAW}")
    rows = tmp_path / "rows.jsonl"
    rows.write_bytes(b"".join(some(DOCUMENTS)))
    theirs = documents(rostra_bin, rows)
    lines = spark.read.text(str(rows)).repartition(8)
    ours = list(as_json(rostra.spark.extract(lines, json="value")))
    assert len(ours) == len(theirs) == DOCUMENTS == len({row["id"] for row in ours})
    assert len({row["lang"] for row in ours}) > 10 and sum(len(row["people"]) for row in ours) > DOCUMENTS
    for row in itertools.chain(ours, theirs):
        # A row does not know which of its file it is.
        del row["source"], row["provenance"]["path"], row["provenance"]["steps"]
    assert differences(ours, theirs, "id") == []


def some(count: int) -> Iterator[bytes]:
    """The first documents of each language in turn."""
    with ExitStack() as opened:
        files = [opened.enter_context(lzma.open(path)) for path in sorted(RAW.glob("*.jsonl.xz"))]
        turns = itertools.chain.from_iterable(itertools.zip_longest(*files))
        yield from itertools.islice((line for line in turns if line), count)
