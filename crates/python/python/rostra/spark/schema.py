"""The columns of records, as Spark knows them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from .. import _rostra

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql.types import DataType, StructType

__all__ = ["identity_schema", "schema"]


@cache
def schema() -> StructType:
    """The columns of :func:`rostra.spark.extract`: those of :func:`rostra.schema`, whose descriptions are the fields'
    comments."""
    return _struct(_rostra.schema().to_pyarrow())


@cache
def identity_schema() -> StructType:
    """The columns of :func:`rostra.spark.identify`: ``id`` and ``content_hash``."""
    return _struct(_rostra.identity_schema().to_pyarrow())


def _struct(fields: Any, missing: bool = False) -> StructType:
    """The fields as a struct. One that may be ``missing`` has no fields that may not: where it is, Spark writes nulls for them,
    at which its own ``toArrow`` would stop."""
    from pyspark.sql.types import StructField, StructType

    return StructType(
        [
            StructField(field.name, _type(field.type, field.nullable), field.nullable or missing, _comment(field))
            for field in fields
        ]
    )


def _type(kind: pyarrow.DataType, missing: bool) -> DataType:
    """Spark's own conversion leaves out what Arrow's metadata say of a field, so that structs and lists are gone into here."""
    import pyarrow.types as arrow
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import ArrayType

    if arrow.is_struct(kind):
        return _struct(kind, missing)
    if arrow.is_list(kind):
        return ArrayType(_type(kind.value_type, kind.value_field.nullable), kind.value_field.nullable)
    plain: DataType = from_arrow_type(kind)
    return plain


def _comment(field: pyarrow.Field[Any]) -> dict[str, str] | None:
    description = (field.metadata or {}).get(b"description")
    return None if description is None else {"comment": description.decode()}
