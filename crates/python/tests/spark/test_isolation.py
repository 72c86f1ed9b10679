"""Documents that cannot be read, down to those that end the process that reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
import rostra.spark
from cluster import PACKAGE, POISON
from poison.sitecustomize import DEADLY, ENDLESS, UNSPEAKABLE
from pyspark.sql import Row, SparkSession
from rostra import ConfigError, Extractor, TableError
from rostra.spark.chain import Chain, Table
from rostra.spark.files import Files
from rostra.spark.isolation import Apart, Child

RUIZ = "Speeches were delivered by Ana Ruiz, Minister of Health of Peru."
TABLE = Table("text", "id")


def said(row: Row) -> tuple[str, str, str]:
    (diagnostic,) = [one for one in row.diagnostics if one.severity == "error"]
    return row.id, diagnostic.code, diagnostic.message


def failed(rows: list[Row]) -> list[tuple[str, str, str]]:
    return sorted(said(row) for row in rows if any(one.severity == "error" for one in row.diagnostics))


def test_documents_that_are_none_are_rows(spark: SparkSession) -> None:
    lines = [
        json.dumps({"id": "a", "text": RUIZ}),
        '{"id": "b", "text": ""}',
        '{"id": "c"}',
        "{",
        "[1]",
        "",
        None,
    ]
    df = spark.createDataFrame([(line,) for line in lines], "value string")
    broken = spark.sql("SELECT CAST(X'7B226964223A2264222C2274657874223A22436166E920AE227D' AS STRING) AS value")  # Latin-1
    rows = rostra.spark.extract(df.union(broken), json="value").collect()
    assert sorted(row.id for row in rows if row.people) == ["a"]
    assert [(id, code) for id, code, _ in failed(rows)] == [("", "document.rejected")] * 4 + [
        ("b", "document.rejected"),
        ("c", "document.rejected"),
    ]
    assert len(rows) == 8
    (mended,) = rostra.spark.extract(broken, json="value", with_text=True).collect()
    assert mended.id == "d" and mended.text.startswith("Caf")


def test_files_that_are_none_are_rows(spark: SparkSession) -> None:
    files = [
        ("a/a.txt", RUIZ.encode()),
        ("b/b.pdf", b"%PDF-1.4 broken"),
        ("c/c.bin", b"\0\1\2\3"),
        ("d/d.zip", b"PK\3\4.."),
        ("e/e.txt", None),
    ]
    df = spark.createDataFrame(files, "path string, content binary")
    rows = rostra.spark.extract(df, "content", None).collect()
    with pytest.raises(TableError, match="no column `nr`; there are `path`, `content`"):
        rostra.spark.extract(df, "content", "nr")
    assert sorted(row.source for row in rows) == [path for path, _ in files]
    assert [row.id for row in rows if row.people] == ["a"]
    assert len(failed(rows)) == 4


def test_a_document_that_ends_its_process_costs_no_other(spark: SparkSession) -> None:
    texts = [(str(n), RUIZ) for n in range(200)]
    texts[17] = ("17", f"They met. {DEADLY}")
    texts[150] = ("150", f"They met. {DEADLY}")
    texts[151] = ("151", f"They met. {UNSPEAKABLE}")
    df = spark.createDataFrame(texts, "id string, text string").repartition(3)
    rows = rostra.spark.extract(df).collect()
    assert sorted(int(row.id) for row in rows) == list(range(200)), "each document has a row"
    assert [(id, code) for id, code, _ in failed(rows)] == [(id, "document.crashed") for id in ("150", "151", "17")]
    assert failed(rows)[0][2] == "the process that read it was ended by SIGABRT"
    assert sum(len(row.people) for row in rows) == 197
    hashes = {row.id: row.content_hash for row in rostra.spark.identify(df.filter("id != '151'")).collect()}
    assert all(row.content_hash == hashes[row.id] for row in rows if row.id != "151")
    assert {row.extractor.version for row in rows} == {rostra.__version__}


def test_a_document_that_takes_too_long_is_given_up(spark: SparkSession) -> None:
    df = spark.createDataFrame([("a", RUIZ), ("b", f"They met. {ENDLESS}"), ("c", RUIZ)], "id string, text string").coalesce(1)
    rows = rostra.spark.extract(df, seconds=2.0).collect()
    assert [row.id for row in rows] == ["a", "b", "c"]
    assert failed(rows) == [("b", "document.timed_out", "was not read in 2 seconds")]


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[Apart]:
    monkeypatch.syspath_prepend(str(PACKAGE))
    monkeypatch.syspath_prepend(str(POISON))
    reader = Apart(Chain(), TABLE, 2)
    yield reader
    reader.close()


def rows_of(batches: Iterator[pa.RecordBatch]) -> list[dict[str, object]]:
    return [row for batch in batches for row in batch.to_pylist()]


def test_a_child_reads_what_the_process_itself_would(apart: Apart) -> None:
    batch = pa.record_batch(
        {
            "id": [str(n) for n in range(70)],
            "text": [RUIZ, None, "外交部长王毅出席会议并致辞。", "", "They met."] * 14,
            "n": range(70),
        }
    )
    extractor = Extractor(jobs=1)
    assert rows_of(apart.read(batch)) == extractor.extract_arrow(batch).to_pyarrow().to_pylist()
    assert rows_of(apart.identify(batch)) == extractor.identify_arrow(batch).to_pyarrow().to_pylist()


def test_all_documents_of_a_deadly_file_are_told_of(apart: Apart) -> None:
    files = Files("bytes", inside=(("text", "body"),))
    apart._table = files.table
    rows = "".join(json.dumps({"id": id, "body": body}, ensure_ascii=False) + "\n" for id, body in (("a", RUIZ), ("b", DEADLY)))
    batch = pa.record_batch({"path": ["x/rows.jsonl", "x/y.txt"], "bytes": [rows.encode(), RUIZ.encode()]})
    told = [(row["id"], row["source"], len(row["diagnostics"])) for row in rows_of(apart.read(files.rows(batch)))]  # type: ignore[arg-type]
    assert told == [("a", "x/rows.jsonl", 1), ("b", "x/rows.jsonl", 1), ("y", "x/y.txt", 0)]


def test_a_child_says_what_does_not_hold() -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml"):
        Child(Chain(pipeline="nowhere.toml"), TABLE, 1)
    with Child(Chain(), TABLE, 1) as child, pytest.raises(TableError, match="no column `text`"):
        child.read(pa.record_batch({"id": ["a"]}))


def test_a_child_ends_with_its_parent(tmp_path: Path) -> None:
    import os
    import signal
    import subprocess
    import sys
    import time

    program = (
        "from rostra.spark.chain import Chain, Table\nfrom rostra.spark.isolation import Child\nimport pyarrow as pa\n"
        "child = Child(Chain(), Table('text', 'id'), 1)\nprint(child._process.pid, flush=True)\n"
        f"child.read(pa.record_batch({{'id': ['a'], 'text': ['{ENDLESS}']}}))"
    )
    search = os.pathsep.join([str(POISON), str(PACKAGE)])
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": search}
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        parent.send_signal(signal.SIGKILL)
    for _ in range(50):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        if "(defunct)" in state(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the child goes on")


def state(process: int) -> str:
    """``(defunct)`` of a process that has ended and whose status nobody has asked for, as in containers without an init."""
    with open(f"/proc/{process}/stat") as file:
        return "(defunct)" if file.read().rpartition(") ")[2].startswith("Z") else ""
