"""Documents a second on one machine: the command line, the Python package and Spark over the same rows, and what Spark costs beside.

    python scripts/bench/scaling.py ROWS.jsonl --rostra target/release/rostra [--executors 1 2] [--parts ...] [--json FILE]

Needs rostra, pyarrow and pyspark in the interpreter, and Java 17. Each run is a process of its own; its seconds are those of the clock, its
CPU seconds those of all processes below it. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

FILES = 32
"""Files that the rows are split into for Spark: as many tasks."""

EMPTY_TASKS = 2000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("rows", type=Path, help="JSON Lines: id, text and what else a row has")
    arguments.add_argument("--rostra", type=Path, required=True, help="the program, a release build")
    arguments.add_argument("--executors", type=int, nargs="*", default=[1, 2])
    arguments.add_argument("--parts", nargs="*", default=["program", "package", "spark", "each"], help="what to measure")
    arguments.add_argument("--json", type=Path, help="write the figures here, too")
    arguments.add_argument("--part", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.part:
        print(json.dumps(PARTS[given.part](given.rows, *given.executors)))
        return
    figures = measure(given)
    print(json.dumps(figures, indent=2))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2))


def measure(given: argparse.Namespace) -> dict[str, object]:
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        documents = split(given.rows, work / "parquet")
        figures["documents"] = documents
        figures["megabytes of text"] = round(given.rows.stat().st_size / 1e6, 1)
        for jobs in given.executors if "program" in given.parts else []:
            command = [str(given.rostra), "extract", str(given.rows), "-o", str(work / f"{jobs}.parquet"), "--jobs", str(jobs), "-q"]
            figures[f"command line, {jobs} jobs"] = timed(command, documents)
        for jobs in given.executors if "package" in given.parts else []:
            figures[f"package, {jobs} jobs"] = timed(part("package", work / "parquet", jobs), documents)
        for executors in given.executors if "spark" in given.parts else []:
            figures[f"Spark, {executors} executors"] = timed(part("spark", work / "parquet", executors), documents)
        if "each" in given.parts:
            said = subprocess.check_output(part("each", work / "parquet", 1))
            figures["one document after the other"] = json.loads(said)
    return figures


def part(name: str, rows: Path, count: int) -> list[str]:
    return [sys.executable, __file__, str(rows), "--rostra", "-", "--part", name, "--executors", str(count)]


def split(rows: Path, folder: Path) -> int:
    """Writes the rows as Parquet files of as many rows each; returns how many there are."""
    import pyarrow
    import pyarrow.parquet

    folder.mkdir()
    # Not by `splitlines`, which breaks lines at characters that JSON holds as they are.
    lines = rows.read_text(encoding="utf-8").rstrip("\n").split("\n")
    size = -(-len(lines) // FILES)
    for number, first in enumerate(range(0, len(lines), size)):
        table = pyarrow.Table.from_pylist([json.loads(line) for line in lines[first : first + size]])
        pyarrow.parquet.write_table(table, folder / f"{number:03}.parquet", compression="zstd")
    return len(lines)


def timed(command: list[str], documents: int) -> dict[str, object]:
    """What a run took, with what it says of itself."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL).stdout
    seconds = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figures = {"seconds": round(seconds, 1), "documents a second": round(documents / seconds, 1), "CPU seconds": round(cpu, 1)}
    return figures | (json.loads(said) if said.strip() else {})


def package(rows: Path, jobs: int) -> dict[str, object]:
    """Parquet to Parquet through `extract_arrow`."""
    import pyarrow
    import pyarrow.dataset
    import pyarrow.parquet
    import rostra

    begun = time.monotonic()
    extractor = rostra.Extractor(jobs=jobs)
    built = time.monotonic() - begun
    reader = pyarrow.dataset.dataset(rows).scanner(batch_size=1000).to_reader()
    with tempfile.TemporaryDirectory() as folder:
        writer = pyarrow.parquet.ParquetWriter(Path(folder) / "out.parquet", rostra.schema().to_pyarrow(), compression="zstd")
        for batch in extractor.extract_arrow(reader):
            writer.write_batch(batch.to_pyarrow())
        writer.close()
    return {"extractor built in": round(built, 3), "peak MB": peak()}


def each(rows: Path, _: int) -> dict[str, object]:
    """How unlike documents are: the milliseconds that each of 5,000 takes, and what becomes of tasks made of such."""
    import pyarrow.dataset
    import rostra

    extractor = rostra.Extractor(jobs=1)
    texts = pyarrow.dataset.dataset(rows).to_table(columns=["text"])["text"].to_pylist()
    chosen = Random(1).sample(texts, min(5000, len(texts)))
    extractor.extract(chosen[0])
    took = []
    for text in chosen:
        begun = time.perf_counter()
        list(extractor.extract_batch([text], errors="keep"))
        took.append(1000 * (time.perf_counter() - begun))
    took.sort()
    return {
        "ms, mean": round(statistics.fmean(took), 2),
        "ms, median": round(took[len(took) // 2], 2),
        "ms, 99 in 100": round(took[len(took) * 99 // 100], 1),
        "ms, longest": round(took[-1], 1),
        "busy share of slots": {
            f"{slots} slots, {size} documents a task, 10,000,000 documents": round(share(took, slots, size, 10_000_000), 4)
            for slots in (10, 100, 400)
            for size in (1_000, 10_000)
        },
    }


def share(took: list[float], slots: int, size: int, documents: int) -> float:
    """The share of the time for which the slots are busy, if tasks of `size` documents drawn from `took` go to whichever slot is free."""
    import heapq

    random = Random(2)
    mean, spread = statistics.fmean(took), statistics.pstdev(took)
    tasks = [max(0.0, random.gauss(size * mean, spread * size**0.5)) for _ in range(documents // size)]
    free = [0.0] * slots
    for task in tasks:
        heapq.heapreplace(free, free[0] + task)
    return sum(tasks) / (slots * max(free))


def spark(rows: Path, executors: int) -> dict[str, object]:
    """Parquet to Parquet on Spark, and what parts of that take alone."""
    from pyspark.sql import SparkSession

    import rostra.spark

    begun = time.monotonic()
    session = (
        SparkSession.builder.master(f"local-cluster[{executors},1,2048]")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "1g")
        .config("spark.sql.files.maxPartitionBytes", "16m")
        .config("spark.sql.files.openCostInBytes", "16m")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    figures: dict[str, object] = {"session": since(begun)}
    frame = session.read.parquet(str(rows))

    begun = time.monotonic()
    rostra.spark.extract(frame.limit(64).repartition(2 * executors)).write.format("noop").mode("overwrite").save()
    figures["first small job"] = since(begun)

    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        rostra.spark.extract(frame).write.mode("append").parquet(f"{folder}/out")
        figures["extract and write"] = since(begun)
        figures["tasks"] = frame.rdd.getNumPartitions()
        begun = time.monotonic()
        frame.mapInArrow(passed, frame.schema).write.format("noop").mode("overwrite").save()
        figures["texts to Python and back"] = since(begun)
        written = session.read.parquet(f"{folder}/out")
        begun = time.monotonic()
        written.mapInArrow(passed, written.schema).write.format("noop").mode("overwrite").save()
        figures["records to Python and back"] = since(begun)
        begun = time.monotonic()
        written.write.mode("append").parquet(f"{folder}/again")
        figures["records read and written"] = since(begun)
    begun = time.monotonic()
    session.range(EMPTY_TASKS, numPartitions=EMPTY_TASKS).mapInArrow(passed, "id long").write.format("noop").mode("overwrite").save()
    figures["ms an empty task"] = round(1000 * since(begun) / EMPTY_TASKS * executors, 2)
    begun = time.monotonic()
    session.range(EMPTY_TASKS, numPartitions=EMPTY_TASKS).write.format("noop").mode("overwrite").save()
    figures["ms an empty task without Python"] = round(1000 * since(begun) / EMPTY_TASKS * executors, 2)
    figures["MB of processes"] = memory()
    session.stop()
    return figures


def passed(batches: Iterator[object]) -> Iterator[object]:
    yield from batches


def since(begun: float) -> float:
    return round(time.monotonic() - begun, 2)


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def memory() -> dict[str, int]:
    """The peak of resident memory of each kind of process of this session, in MB."""
    peaks: dict[str, int] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = (status.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except (OSError, ValueError):
            continue
        kinds = {
            "CoarseGrainedExecutorBackend": "executor (Java)",
            "SparkSubmit": "driver (Java)",
            "pyspark.daemon": "worker (Python)",
        }
        for sign, kind in kinds.items():
            if sign in command and "VmHWM" in fields:
                peaks[kind] = max(peaks.get(kind, 0), int(fields["VmHWM"].split()[0]) // 1024)
    return peaks


PARTS = {"package": package, "spark": spark, "each": each}

if __name__ == "__main__":
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    main()
