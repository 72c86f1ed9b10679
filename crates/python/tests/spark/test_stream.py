"""Folders that fill."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rostra.spark
from pyspark.sql import SparkSession
from pyspark.sql.streaming.query import StreamingQuery
from rostra.spark.job.batch import read_all
from rostra.spark.job.options import Refused, parse
from rostra.spark.job.stream import follow
from rostra.spark.job.summary import Summary

RUIZ = "Speeches were delivered by Ana Ruiz, Minister of Health of Peru."


def come(folder: Path, name: str, *ids: str) -> None:
    """A file comes into the folder, whole at once."""
    folder.mkdir(exist_ok=True)
    written = folder / f".{name}"
    written.write_text("".join(json.dumps({"id": id, "text": RUIZ}) + "\n" for id in ids))
    written.rename(folder / name)


def test_each_document_is_read_once_over_a_restart(spark: SparkSession, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", str(tmp_path / "out")
    come(folder, "1.jsonl", "a", "b")

    def start() -> StreamingQuery:
        records = rostra.spark.extract(spark.readStream.text(str(folder)), json="value")
        assert records.isStreaming
        writer = records.writeStream.format("parquet").option("checkpointLocation", str(tmp_path / "checkpoint"))
        return writer.start(out)

    query = start()
    query.processAllAvailable()
    come(folder, "2.jsonl", "c")
    query.processAllAvailable()
    query.stop()
    come(folder, "3.jsonl", "d", "e")
    query = start()
    query.processAllAvailable()
    query.stop()
    rows = spark.read.parquet(out).select("id", "people.name").collect()
    assert sorted((row.id, row.name) for row in rows) == [(id, ["Ana Ruiz"]) for id in "abcde"]


def test_the_job_follows_a_folder(spark: SparkSession, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", str(tmp_path / "out")

    def run() -> Summary:
        options = parse(
            [
                *("--input", str(folder), "--output", out, "--input-format", "jsonl", "--partition-by", "lang,year"),
                *("--stream", "--available-now", "--checkpoint", str(tmp_path / "checkpoint")),
            ]
        )
        summary = Summary(options)
        follow(spark, options, summary)
        return summary

    come(folder, "1.jsonl", "a", "b")
    (folder / "broken.jsonl").write_text("{\n\n")
    first = run()
    assert (first.documents, first.people, first.failed) == (3, 2, 1)
    come(folder, "2.jsonl", "c")
    second = run()
    assert (second.documents, second.people, second.failed) == (1, 1, 0)
    rows = spark.read.parquet(out).select("id", "lang", "source", "content_hash").collect()
    assert sorted((row.id, row.lang) for row in rows) == [("", "und"), ("a", "en"), ("b", "en"), ("c", "en")]
    assert all(row.content_hash for row in rows)
    assert {row.source for row in rows if row.id == "a"} == {str(folder / "1.jsonl")}
    batch = parse(["--input", str(folder), "--output", out])
    with pytest.raises(Refused, match="is the output of a stream"):
        read_all(spark, batch, Summary(batch))
