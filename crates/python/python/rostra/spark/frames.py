"""DataFrames of texts to DataFrames of records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from inspect import signature
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from .chain import Chain, Settings, Table
from .files import Files
from .isolation import Child
from .schema import identity_schema, schema
from .task import Task

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType
    from typing_extensions import Unpack

__all__ = ["check", "extract", "identify"]


def extract(
    df: DataFrame,
    text: str | None = "text",
    id: str | None = "id",
    *,
    columns: Mapping[str, str] | None = None,
    source: str | None = None,
    json: str | None = None,
    carry: bool = True,
    jobs: int | None = None,
    seconds: float | None = None,
    apart: bool = False,
    **settings: Unpack[Settings],
) -> DataFrame:
    """The records of a DataFrame's documents: a row each, of the columns of :func:`rostra.spark.schema`. Streams are read alike.

    A document that cannot be read is a row without people and with a diagnostic of severity ``error``. One that ends its process,
    as by the memory that it takes, is such a row too (``document.crashed``): Spark tries the task again, and then it is read in a
    child process.

    Args:
        df: the documents. Columns that are not read are carried along, as JSON.
        text: the column of texts, or of bytes: then each row is a file of any format that Rostra reads, as Spark's source
            ``binaryFile`` gives them, of which each document gives a row.
        id: the column of ids; ``None`` makes them of the content, those of files of ``path``.
        columns: the columns of ``title``, ``date``, ``publisher``, ``lang``, ``url``, where they are not called so:
            ``{"lang": "language"}``. (The setting ``lang`` is the language of documents that name none.) Of files, the columns of
            tables that lie in them, ``text`` and ``id`` as well.
        source: the column that says where a row comes from; without it, of files, ``path``.
        json: the column of rows that are JSON objects, as the lines of a file of JSON Lines; ``text``, ``id`` and ``columns`` are
            names in there, and as they stand by default they stand for all usual names.
        carry: whether other columns are carried along.
        jobs: documents read at once in a task; without it, as many as the task has processors (``spark.task.cpus``).
        seconds: how long a document may take; one that takes longer is a row with ``document.timed_out``. All is read in child
            processes then, one beside each of Spark's.
        apart: whether to read in child processes from the first, and not only what Spark tries again: for ``local[...]``, where
            it tries nothing twice.
        settings: of :class:`rostra.Extractor`: ``pipeline``, ``packs``, ``model``, ``home_country``, ``limits``, ``lang``,
            ``id_from``, ``strict``, ``with_text``. Relative paths are looked for among what Spark has shipped, then from the
            working directory.

    Raises:
        ConfigError: a setting does not hold, as far as the driver has the files that it names; what only executors have fails the
            job, with the same message.
        TableError: a column is missing, or of another kind.
        TypeError: there is no such setting.
    """
    table, files = _columns(df, text, id, columns, json, source, carry)
    task = Task(Chain.of(settings), table, files, "read", jobs, seconds, apart)
    check(df, task)
    return df.mapInArrow(task, schema())


def identify(
    df: DataFrame,
    text: str | None = "text",
    id: str | None = "id",
    *,
    columns: Mapping[str, str] | None = None,
    source: str | None = None,
    json: str | None = None,
    carry: bool = True,
    **settings: Unpack[Settings],
) -> DataFrame:
    """The ``id`` and ``content_hash`` that :func:`extract` would write for each document, without reading any.

    Where both are those of an earlier run, by the same version, pipeline and model, so are the records. Arguments and errors are
    those of ``extract``. The hash of a row that is no document is empty.
    """
    table, files = _columns(df, text, id, columns, json, source, carry)
    task = Task(Chain.of(settings), table, files, "identify", 1)
    check(df, task)
    return df.mapInArrow(task, identity_schema())


def check(df: DataFrame, task: Task) -> None:
    """Says whether ``task`` can be done, as far as the driver knows.

    Raises:
        ConfigError: a setting does not hold.
        TableError: a column is missing, or of another kind.
    """
    if task.jobs is not None and not 1 <= task.jobs <= 1024:
        raise ValueError(f"jobs is 1 to 1024, not {task.jobs}")
    if task.seconds is not None and not task.seconds > 0:
        raise ValueError(f"seconds is more than 0, not {task.seconds}")
    chain = task.chain.here() if task.chain.is_here else replace(task.chain, pipeline=None, packs=None, model=False)
    _try(chain, task, df.schema.json())


def _columns(
    df: DataFrame,
    text: str | None,
    id: str | None,
    columns: Mapping[str, str] | None,
    json: str | None,
    source: str | None,
    carry: bool,
) -> tuple[Table, Files | None]:
    """How the extractor is given the rows, and what is made of them before, if they are files."""
    from pyspark.sql.types import BinaryType

    others = tuple(sorted((columns or {}).items()))
    if json is not None:
        text, id = (None if text == "text" else text), (None if id == "id" else id)
    elif text is not None and text in df.columns and isinstance(df.schema[text].dataType, BinaryType):
        files = Files(text, id, source, others)
        return files.table, files
    return Table(text, id, others, json, source, carry), None


@lru_cache(maxsize=64)
def _try(chain: Chain, task: Task, columns: str) -> None:
    """Reads a row of nothing. In a child process, since the packs that a process has taken stay in it."""
    row = _row_of_nothing(columns)
    with Child(chain, task.table, 1) as child:
        child.read(row if task.files is None else task.files.rows(row))


def _row_of_nothing(columns: str) -> pa.RecordBatch:
    import json

    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    kinds: StructType = StructType.fromJson(json.loads(columns))
    # Spark 4.0 tells times by UTC here, later versions want to know by what.
    wants: dict[str, Any] = {"timezone": "UTC"} if "timezone" in signature(to_arrow_schema).parameters else {}
    fields = [pa.field(field.name, field.type) for field in to_arrow_schema(kinds, **wants)]
    return pa.RecordBatch.from_arrays([pa.nulls(1, field.type) for field in fields], schema=pa.schema(fields))
