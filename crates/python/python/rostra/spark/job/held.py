"""What the output holds of earlier runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...records import Extractor as Identity
from ..chain import Chain, Table
from ..isolation import Child
from .fresh import Known
from .options import Options, Refused

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

    from ..task import Task

__all__ = ["held", "identity", "refuse_mixed", "wanted"]


def identity(session: SparkSession, chain: Chain) -> Identity:
    """What documents of this chain name as their maker: asked here, or of an executor, where only these have what it is made of.

    Raises:
        ConfigError: a setting does not hold.
    """
    if chain.is_here:
        with Child(chain, Table(), 1) as child:
            return child.identity

    def ask(batches: Any) -> Any:
        import pyarrow as pa

        for _ in batches:
            yield pa.RecordBatch.from_pylist([chain.here().build(1).identity.to_dict()])

    fields = "name string, version string, pipeline string, model string"
    (row,) = session.range(0, 1, 1, 1).mapInArrow(ask, fields).collect()
    return Identity(row.name, row.version, row.pipeline, row.model)


def keys() -> Column:
    """A document's identity in sixteen bytes, as :func:`.fresh.key` makes it."""
    from pyspark.sql import functions as f

    return f.unhex(f.md5(f.concat(f.col("id"), f.lit("\0"), f.col("content_hash")).cast("binary")))


def held(session: SparkSession, options: Options, maker: Identity) -> DataFrame | None:
    """Keys of the documents that the output holds as ``maker`` makes them; none where there are none. Kept in memory or on disk,
    laid out for the joins of each group."""
    from pyspark import StorageLevel
    from pyspark.sql import functions as f

    if not _exists(session, options.output) or _is_empty(session, options.output):
        return None
    rows = session.read.option("mergeSchema", False).parquet(options.output)
    for name, value in maker.to_dict().items():
        rows = rows.filter(f.col("extractor")[name].eqNullSafe(f.lit(value)))
    if options.retry_failed:
        rows = rows.filter(~f.exists("diagnostics", lambda one: one["severity"] == "error"))
    parts = max(session.sparkContext.defaultParallelism, 4)
    kept = rows.select(keys().alias("key")).repartition(parts, "key").distinct()
    # Not `persist`: Spark would read the output anew after each group that is added to it. Two executors have each part, as a
    # part that is lost cannot be made again.
    kept = kept.localCheckpoint(True, StorageLevel.MEMORY_AND_DISK_2)
    return None if kept.isEmpty() else kept


def wanted(rows: DataFrame, task: Task, held: DataFrame) -> tuple[set[bytes], int]:
    """Keys of the documents of ``rows`` that are not held yet, and how many there are that are."""
    from pyspark.sql import Observation
    from pyspark.sql import functions as f

    from ..schema import identity_schema

    seen = Observation("seen")
    found = rows.mapInArrow(Known(task), identity_schema()).observe(seen, f.count(f.lit(1)).alias("documents"))
    new = found.select(keys().alias("key")).join(held, "key", "left_anti").collect()
    return {bytes(row.key) for row in new}, int(seen.get["documents"]) - len(new)


def refuse_mixed(session: SparkSession, options: Options) -> None:
    """Streams list their files in the output, and readers go by that list alone: files of a job that is none would not be seen.

    Raises:
        Refused: the output is of the other kind.
    """
    listed = _exists(session, f"{options.output.rstrip('/')}/_spark_metadata")
    if listed and not options.stream:
        raise Refused(f"{options.output} is the output of a stream: go on with --stream, or write to another folder")
    if options.stream and not listed and _exists(session, options.output) and not _is_empty(session, options.output):
        raise Refused(f"{options.output} is the output of a job without --stream: go on without it, or write to another folder")


def _path(session: SparkSession, name: str) -> Any:
    jvm: Any = session.sparkContext._jvm
    return jvm.org.apache.hadoop.fs.Path(name)


def _system(session: SparkSession, name: str) -> Any:
    context: Any = session.sparkContext._jsc
    return _path(session, name).getFileSystem(context.hadoopConfiguration())


def _exists(session: SparkSession, name: str) -> bool:
    return bool(_system(session, name).exists(_path(session, name)))


def _is_empty(session: SparkSession, name: str) -> bool:
    return not any(_is_output(str(one.getPath().getName())) for one in _system(session, name).listStatus(_path(session, name)))


def _is_output(name: str) -> bool:
    return not name.startswith(("_", "."))
