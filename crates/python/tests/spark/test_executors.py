"""Executors that are lost."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import rostra.spark
from cluster import ROOT
from pyspark.sql import SparkSession
from pyspark.sql import functions as f


def executors(session: SparkSession) -> list[int]:
    """Processes of the session's executors."""
    app = session.sparkContext.applicationId
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdecimal():
            try:
                words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue
            if "org.apache.spark.executor.CoarseGrainedExecutorBackend" in words and app in words:
                found.append(int(process.name))
    return found


def test_what_an_executor_had_is_read_by_another(spark: SparkSession) -> None:
    text = (ROOT / "fixtures/en/en-101.txt").read_text()
    # Made where they are read: nothing else of the executor is lost but what it was reading.
    df = spark.range(0, 2_000, 1, 16).select("id", f.concat(f.lit(f"{text}\n"), f.col("id")).alias("text"))
    records = rostra.spark.extract(df).select("id", "sha256", "people.name")
    tracker = spark.sparkContext.statusTracker()
    with ThreadPoolExecutor(1) as aside:
        rows = aside.submit(records.collect)
        stage = None
        while stage is None and not rows.done():
            time.sleep(0.02)
            stages = [tracker.getStageInfo(number) for number in tracker.getActiveStageIds()]
            stage = next((one for one in stages if one is not None and one.numTasks == 16 and one.numCompletedTasks > 1), None)
        assert stage is not None, "all was read before anything could be lost"
        victim = executors(spark)[0]
        os.kill(victim, signal.SIGKILL)
        read = rows.result(timeout=120)
    after = tracker.getStageInfo(stage.stageId)
    assert after is not None and after.numFailedTasks > 0, "the executor was at work"
    assert sorted(int(row.id) for row in read) == list(range(2_000))
    assert len({row.sha256 for row in read}) == 2_000 and all(len(row.name) >= 5 for row in read)
    assert victim not in executors(spark)
