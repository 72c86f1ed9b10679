"""The job over what comes: Structured Streaming, whose checkpoint and list of files make each document one row."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from ..frames import check
from ..schema import schema
from .batch import counted, laid_out
from .fresh import ReadFresh
from .held import identity, refuse_mixed
from .inputs import opened, task_for
from .options import Kind, Options
from .summary import Summary

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.streaming.query import StreamingQuery

__all__ = ["follow"]

OBSERVED = "rostra"


def follow(session: SparkSession, options: Options, summary: Summary) -> None:
    """Reads what is in the folders and what comes into them, until Ctrl-C, or with ``--available-now`` what is there.

    Raises:
        ConfigError: a setting does not hold.
        TableError: a column is missing, or of another kind.
        Refused: the output is that of a job without ``--stream``.
    """
    assert options.kind is not None and options.checkpoint is not None, "a stream is not started without"
    refuse_mixed(session, options)
    task = task_for(options.kind, options)
    rows = reduce(lambda one, other: one.unionByName(other), [_coming(session, options.kind, path) for path in options.inputs])
    check(rows, task)
    summary.extractor = identity(session, task.chain)
    records = laid_out(rows.mapInArrow(ReadFresh(task), schema()).observe(OBSERVED, *counted()), options)
    writer = records.writeStream.format("parquet").partitionBy(*options.partition_by).outputMode("append")
    writer = writer.option("path", options.output).option("checkpointLocation", options.checkpoint)
    query = (writer.trigger(availableNow=True) if options.available_now else writer).start()
    _wait(query, options, summary)


def _coming(session: SparkSession, kind: Kind, path: str) -> DataFrame:
    reader: Any = session.readStream
    if kind == "parquet":
        # A stream of tables wants to know its columns before the first has come.
        reader = reader.schema(session.read.parquet(path).schema)
    elif kind == "files":
        reader = reader.option("recursiveFileLookup", True)
    return opened(reader, kind, [path])


def _wait(query: StreamingQuery, options: Options, summary: Summary) -> None:
    """Waits for the end, adding up what each batch came to."""
    told: set[int] = set()
    try:
        while not query.awaitTermination(1):
            _add(query, told, summary)
    except KeyboardInterrupt:
        query.stop()
        if options.available_now:
            raise
    finally:
        _add(query, told, summary)


def _add(query: StreamingQuery, told: set[int], summary: Summary) -> None:
    for progress in query.recentProgress:
        seen = progress["observedMetrics"].get(OBSERVED)
        if seen is not None and progress["batchId"] not in told:
            told.add(progress["batchId"])
            summary.add(seen.asDict() if hasattr(seen, "asDict") else seen)
