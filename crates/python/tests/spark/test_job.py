"""The ready job."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
import rostra.spark
from cluster import ROOT, environment
from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as f
from rostra import TableError
from rostra.spark.job.batch import read_all
from rostra.spark.job.options import Refused, parse
from rostra.spark.job.stream import follow
from rostra.spark.job.summary import Summary

RUIZ = "Speeches were delivered by Ana Ruiz, Minister of Health of Peru."
NURTLEU = "Выступил министр иностранных дел Казахстана Мурат Нуртлеу."


def run(spark: SparkSession, *arguments: str | Path) -> Summary:
    options = parse([str(one) for one in arguments])
    summary = Summary(options)
    read_all(spark, options, summary)
    return summary


def lines(path: Path, *rows: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def submitted(*arguments: str | Path) -> subprocess.Popen[str]:
    given = environment()
    submit = [f"{given['SPARK_HOME']}/bin/spark-submit", "--master", "local[2]", "--conf", "spark.ui.enabled=false"]
    command = [*submit, str(ROOT / "crates/python/rostra_job.py"), *map(str, arguments)]
    pipes: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env=given, text=True, start_new_session=True, **pipes)


def committed(out: Path) -> list[Path]:
    """Files of the output that a reader would see."""
    return [
        path for path in out.rglob("*.parquet") if not any(part.startswith(("_", ".")) for part in path.relative_to(out).parts)
    ]


def test_a_job_that_was_broken_off_goes_on(spark: SparkSession, tmp_path: Path) -> None:
    folder, out, report = tmp_path / "in", tmp_path / "out", tmp_path / "report.json"
    text = (ROOT / "fixtures/en/en-101.txt").read_text()
    for file in range(4):
        lines(folder / f"{file}.jsonl", *({"id": f"{file}-{n}", "text": f"{text}\n{n}"} for n in range(40)))
    (folder / "9.jsonl").write_text("{")
    arguments = ("--input", folder, "--output", out)
    in_groups = (*arguments, "--commit-bytes", "100K", "--report", report)
    with submitted(*in_groups) as job:
        while not committed(out) and job.poll() is None:
            time.sleep(0.05)
        assert job.poll() is None, "it ended before it could be broken off"
        os.killpg(job.pid, signal.SIGKILL)
    assert not report.exists()

    with submitted(*in_groups) as job:
        told, _ = job.communicate(timeout=180)
    assert job.returncode == 1, told
    counts = json.loads(report.read_text())
    documents = counts["documents"]
    assert documents["failed"] == 1 and counts["exit_status"] == 1
    assert 0 < documents["kept"] < 160 and documents["kept"] + documents["read"] == 160
    assert f"{documents['kept']} were there already" in told
    rows = spark.read.parquet(str(out)).select("id", "lang").collect()
    assert Counter(row.id for row in rows) == Counter([""] + [f"{file}-{n}" for file in range(4) for n in range(40)])
    assert (out / "lang=en").is_dir()

    again = run(spark, *arguments)
    assert (again.documents, again.kept) == (0, 161), "what could not be read is not tried again unless one asks"
    lines(folder / "3.jsonl", {"id": "3-0", "text": RUIZ}, {"id": "new", "text": NURTLEU}, {"id": "3-1", "text": f"{text}\n1"})
    changed = run(spark, *arguments, "--retry-failed")
    assert (changed.documents, changed.people, changed.failed, changed.kept) == (3, 2, 1, 120 + 1)
    table = spark.read.parquet(str(out))
    newest = Window.partitionBy("id").orderBy(f.col("_metadata.file_modification_time").desc())
    (row,) = table.withColumn("n", f.row_number().over(newest)).filter("n = 1 AND id = '3-0'").collect()
    assert len(row.people) == 1 and table.filter("id = '3-0'").count() == 2, "the newest row of a document can be told"
    other = run(spark, *arguments, "--no-model")
    assert (other.documents, other.kept) == (124, 0), "another chain is another record"


def test_inputs_of_all_kinds_lie_in_one_folder(spark: SparkSession, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    lines(folder / "a b+ü%20.jsonl", {"nr": "j", "body": RUIZ, "day": "2024-05-14", "more": 1})
    (folder / "deep/er").mkdir(parents=True)
    (folder / "deep/er/rows.csv").write_text(f"nr,body,day\nf,{RUIZ!r},2023-05-14\n".replace("'", '"'))
    (folder / "page.html").write_text(f"<html><body><p>{NURTLEU}</p></body></html>")
    (folder / "blob.bin").write_bytes(b"\0\1\2")
    pyarrow.parquet.write_table(pa.table({"nr": ["p"], "body": [RUIZ], "day": ["2024-01-02"]}), folder / "t.parquet")
    columns = ("--column", "text=body", "--column", "id=nr", "--column", "date=day")
    arguments = ("--input", folder, "--output", out, *columns, "--partition-by", "lang,year", "--home-country", "PER")
    first = run(spark, *arguments)
    assert (first.documents, first.failed, first.people, first.groups) == (5, 1, 4, 3)
    rows = spark.read.parquet(str(out)).collect()
    assert sorted((row.id, row.lang, row.year) for row in rows) == [
        ("blob.bin", "und", None),
        ("f", "en", 2023),
        ("j", "en", 2024),
        ("p", "en", 2024),
        ("page", "ru", None),
    ]
    by_id = {row.id: row for row in rows}
    assert by_id["j"].source == str(folder / "a b+ü%20.jsonl") and by_id["j"].carried == '{"more":1}'
    assert by_id["f"].source == str(folder / "deep/er/rows.csv:1")
    assert by_id["p"].source == str(folder / "t.parquet") and by_id["p"].date == "2024-01-02"
    assert set(rostra.schema().names) | {"year"} == set(rows[0].asDict())
    with (folder / "deep/er/rows.csv").open("a") as table:
        table.write("g,They met.,2023-05-14\n")
    second = run(spark, *arguments)
    assert (second.documents, second.kept) == (1, 5), "of a file that has changed, what has not is not read again"
    stream = parse([*map(str, arguments), "--stream", "--input-format", "files", "--checkpoint", str(tmp_path / "c")])
    with pytest.raises(Refused, match="is the output of a job without --stream"):
        follow(spark, stream, Summary(stream))


def test_what_cannot_be_done_is_told_before_any_work(spark: SparkSession, tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pa.table({"nr": ["p"], "body": [1]}), tmp_path / "t.parquet")
    with pytest.raises(TableError, match="column `body` holds Int64"):
        run(spark, "--input", tmp_path, "--output", tmp_path / "out")
    with pytest.raises(rostra.ConfigError, match="XXY"):
        run(spark, "--input", tmp_path, "--output", tmp_path / "out", "--column", "text=nr", "--home-country", "XXY")
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refused, match="nothing was found"):
        run(spark, "--input", tmp_path / "empty", "--output", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output", "o"], "--input"),
        (["--input", "i", "--output", "o", "--stream"], "--stream wants --checkpoint"),
        (["--input", "i", "--output", "o", "--stream", "--checkpoint", "c"], "--stream wants --input-format"),
        (["--input", "i", "--output", "o", "--available-now"], "go with --stream"),
        (["--input", "i", "--output", "o", "--partition-by", "lang,lang"], "lang, year, lang,year or none"),
        (["--input", "i", "--output", "o", "--column", "words=body"], "WHAT is one of text"),
        (["--input", "i", "--output", "o", "--commit-bytes", "0"], "a number of bytes"),
        (["--input", "i", "--output", "o", "--limit", "pages"], "a number of bytes"),
        (["--input", "i", "--output", "o", "--model", "m", "--no-model"], "exclude each other"),
        (["--input", "i", "--output", "o", "--seconds", "nan"], "a number of seconds"),
    ],
)
def test_bad_usage_is_status_two(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
