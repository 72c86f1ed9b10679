"""Rostra on Apache Spark: a DataFrame of texts or files in, a DataFrame of records out.

>>> import rostra.spark                                                                        # doctest: +SKIP
>>> records = rostra.spark.extract(spark.read.parquet("press/"), text="body", id="url")        # doctest: +SKIP
>>> records.select("id", "lang", "people.name").show()                                         # doctest: +SKIP

The columns are those of the Parquet output (:func:`schema`). A document that cannot be read is a row with a diagnostic of
severity ``error``; one that kills its process is such a row too, and never ends the job. ``docs/spark.md`` has the rest: shipping
to a cluster, the ready job, streams.
"""

from __future__ import annotations

from .chain import Settings
from .frames import extract, identify
from .schema import identity_schema, schema

__all__ = ["Settings", "extract", "identify", "identity_schema", "schema"]
