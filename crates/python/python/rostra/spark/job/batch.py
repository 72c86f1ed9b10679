"""The job over what is there: a group of files after the other, each committed before the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..frames import check
from ..schema import schema
from .fresh import ReadFresh
from .held import held, identity, refuse_mixed, wanted
from .inputs import Group, groups, opened, task_for
from .options import Options
from .summary import Summary

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["counted", "laid_out", "read_all"]


def read_all(session: SparkSession, options: Options, summary: Summary) -> None:
    """Reads what the output does not hold yet.

    Raises:
        ConfigError: a setting does not hold.
        TableError: a column is missing, or of another kind.
        Refused: nothing is found, or the output is that of a stream.
    """
    refuse_mixed(session, options)
    todo = groups(session, options)
    for kind in sorted({group.kind for group in todo}):
        first = next(group for group in todo if group.kind == kind)
        check(opened(session.read, kind, first.files[:1]), task_for(kind, options))
    summary.extractor = identity(session, task_for(todo[0].kind, options).chain)
    known = held(session, options, summary.extractor)
    for group in todo:
        _read(session, options, summary, group, known)
        summary.committed(group.size)


def _read(session: SparkSession, options: Options, summary: Summary, group: Group, known: DataFrame | None) -> None:
    rows, task = opened(session.read, group.kind, group.files), task_for(group.kind, options)
    chosen: Any = None
    if known is not None:
        keys, kept = wanted(rows, task, known)
        summary.kept += kept
        if not keys:
            return
        chosen = session.sparkContext.broadcast(frozenset(keys)) if kept else None
    records = rows.mapInArrow(ReadFresh(task, chosen), schema())
    _write(records, options, summary)
    if chosen is not None:
        chosen.destroy()


def _write(records: DataFrame, options: Options, summary: Summary) -> None:
    from pyspark.sql import Observation

    seen = Observation("read")
    records = records.observe(seen, *counted())
    records = laid_out(records, options)
    if options.partition_by:
        # Each task holds rows of all partitions: brought together, a partition gets few large files and no task's every splinter.
        records = records.hint("rebalance", *options.partition_by)
    records.write.mode("append").partitionBy(*options.partition_by).parquet(options.output)
    summary.add(seen.get)


def counted() -> list[Any]:
    """What is counted of records while they are written."""
    from pyspark.sql import functions as f

    failed = f.exists("diagnostics", lambda one: one["severity"] == "error")
    return [
        f.count(f.lit(1)).alias("documents"),
        f.coalesce(f.sum(f.size("people")), f.lit(0)).alias("people"),
        f.count_if(failed).alias("failed"),
    ]


def laid_out(records: DataFrame, options: Options) -> DataFrame:
    """The records with the columns that the output is parted by."""
    from pyspark.sql import functions as f

    if "year" not in options.partition_by:
        return records
    return records.withColumn("year", f.nullif(f.regexp_extract("date", r"^\d{4}", 0), f.lit("")))
