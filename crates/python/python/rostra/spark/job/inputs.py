"""The files that there are to read, and how Spark opens them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..chain import Chain, Table
from ..files import Files
from ..task import Task
from .options import Kind, Options, Refused

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

__all__ = ["Group", "groups", "opened", "task_for"]

SOURCE = "where the row is from"
"""The column that says so, beside those of the input; no input has one that is called so."""

KINDS: tuple[Kind, ...] = ("parquet", "jsonl", "files")

FILES_OF_A_GROUP = 100_000
"""Files that are written at once, at most: the driver names each of them to Spark."""


@dataclass(frozen=True)
class Group:
    """Files of one kind that are written at once."""

    kind: Kind
    files: tuple[str, ...]
    size: int
    """Bytes of all of them."""


def groups(session: SparkSession, options: Options) -> list[Group]:
    """All files of the inputs, in sorted order, in groups of about ``--commit-bytes``.

    Raises:
        Refused: there is no file.
    """
    listed = session.read.format("binaryFile").option("recursiveFileLookup", True).load(list(options.inputs))
    found = sorted((row.path, row.length) for row in listed.select("path", "length").collect())
    if not found:
        raise Refused(f"nothing was found in {', '.join(options.inputs)}")
    return [group for kind in KINDS for group in _of(kind, found, options)]


def _of(kind: Kind, found: Iterable[tuple[str, int]], options: Options) -> Iterator[Group]:
    files: list[str] = []
    size = 0
    for path, length in found:
        if (options.kind or _kind(path)) != kind:
            continue
        if files and (size + length > options.commit_bytes or len(files) == FILES_OF_A_GROUP):
            yield Group(kind, tuple(files), size)
            files, size = [], 0
        files.append(path)
        size += length
    if files:
        yield Group(kind, tuple(files), size)


def _kind(path: str) -> Kind:
    """What a file's ending tells. Lines are compressed only as Hadoop unpacks by itself; all else Rostra unpacks."""
    if re.search(r"\.parquet$", path):
        return "parquet"
    return "jsonl" if re.search(r"\.(jsonl|ndjson)(\.gz|\.bz2)?$", path) else "files"


def opened(reader: Any, kind: Kind, paths: Iterable[str]) -> DataFrame:
    """The rows of files of this kind, with :data:`SOURCE`, by ``spark.read`` or ``spark.readStream``."""
    from pyspark.sql import functions as f

    stream = not hasattr(reader, "jdbc")
    where: Any = next(iter(paths)) if stream else list(paths)
    if kind == "parquet":
        rows: DataFrame = reader.format("parquet").load(where)
    elif kind == "jsonl":
        # Lines end as JSON Lines has it; Spark would take a carriage return for an end of its own. Blank ones are no rows.
        rows = reader.format("text").option("lineSep", "\n").load(where).filter(r"value RLIKE '[^ \\t\\r]'")
    else:
        rows = reader.format("binaryFile").load(where)
        return rows.select(_plain(f.col("path")).alias(SOURCE), "content")
    # Of text files the address has its odd characters written as %XX.
    address = f.expr("url_decode(replace(_metadata.file_path, '+', '%2B'))")
    return rows.withColumn(SOURCE, _plain(address))


def _plain(path: Column) -> Column:
    """Files of this machine are named as the command line names them."""
    from pyspark.sql import functions as f

    return f.regexp_replace(path, "^file:/+", "/")


def task_for(kind: Kind, options: Options) -> Task:
    """What executors do with these rows."""
    columns = dict(options.columns)
    files = None
    if kind == "files":
        files = Files("content", source=SOURCE, inside=tuple(sorted(columns.items())))
        table = files.table
    else:
        text, id = columns.pop("text", None), columns.pop("id", None)
        others = tuple(sorted(columns.items()))
        table = Table(text, id, others, "value" if kind == "jsonl" else None, SOURCE)
    return Task(Chain.of(options.settings), table, files, "read", options.jobs, options.seconds, options.apart)
