"""The ready job: folders of files in, a folder of Parquet out, gone on with where it was broken off.

``spark-submit rostra_job.py --input press/ --output records/``, or ``python -m rostra.spark.job`` with the same arguments.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ... import RostraError
from .options import Options, Refused, parse
from .summary import Summary

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the job; returns its exit status.

    0: all was read. 1: all but some documents was read, which are rows with a diagnostic of severity ``error``. 2: bad usage or
    configuration, nothing found, or Spark gave up; what was committed until then stays. 130: Ctrl-C, likewise.
    """
    options = parse(arguments)
    summary = Summary(options)
    try:
        _run(options, summary)
    except KeyboardInterrupt:
        summary.ended(130, "interrupted")
    except (RostraError, Refused) as error:
        summary.ended(2, str(error))
    except Exception as error:
        if not _of_spark(error):
            raise
        summary.ended(2, str(error))
    else:
        summary.ended(1 if summary.failed else 0)
    return summary.tell(sys.stdout, sys.stderr)


def _run(options: Options, summary: Summary) -> None:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("rostra").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        if options.stream:
            from .stream import follow

            follow(session, options, summary)
        else:
            from .batch import read_all

            read_all(session, options, summary)
    finally:
        session.stop()


def _of_spark(error: Exception) -> bool:
    from py4j.protocol import Py4JError  # type: ignore[import-untyped]
    from pyspark.errors import PySparkException

    return isinstance(error, (PySparkException, Py4JError))
