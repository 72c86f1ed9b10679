"""Values that mean one thing wherever they are read. Spark takes any bytes for a string and passes them on as they are, and tells
times by the clock of the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa

__all__ = ["unbroken"]


def unbroken(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same rows, with U+FFFD for what is no UTF-8 in texts, and times in UTC. Nothing is copied where all is well."""
    try:
        batch.validate(full=True)
    except pa.ArrowInvalid:
        batch = pa.RecordBatch.from_arrays([_mended(column) for column in batch.columns], schema=batch.schema)
    schema = pa.schema([field.with_type(_in_utc(field.type)) for field in batch.schema])
    return batch if schema.equals(batch.schema) else batch.cast(schema)


def _mended(column: Any) -> pa.Array[Any]:
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        values: list[Any] = column.cast(_as_bytes(column.type)).to_pylist()
        mended: pa.Array[Any] = pa.array([_decoded(value, column.type) for value in values], column.type)
        return mended
    whole: pa.Array[Any] = column
    return whole


def _in_utc(kind: Any) -> pa.DataType:
    """The type of the same points in time, told by UTC."""
    return pa.timestamp(kind.unit, "UTC") if pa.types.is_timestamp(kind) and kind.tz is not None else _each(kind, _in_utc)


def _as_bytes(kind: Any) -> pa.DataType:
    """The type of the same values before they are taken for texts."""
    if pa.types.is_string(kind):
        return pa.binary()
    return pa.large_binary() if pa.types.is_large_string(kind) else _each(kind, _as_bytes)


def _each(kind: Any, changed: Callable[[Any], pa.DataType]) -> pa.DataType:
    """The type with the types in it changed."""
    same: pa.DataType = kind
    if pa.types.is_list(kind):
        return pa.list_(kind.value_field.with_type(changed(kind.value_type)))
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(changed(field.type)) for field in kind])
    if pa.types.is_map(kind):
        return pa.map_(changed(kind.key_type), changed(kind.item_type))
    return same


def _decoded(value: Any, kind: Any) -> Any:
    if value is None:
        return None
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return value.decode("utf-8", "replace")
    if pa.types.is_list(kind):
        return [_decoded(item, kind.value_type) for item in value]
    if pa.types.is_struct(kind):
        return {field.name: _decoded(value[field.name], field.type) for field in kind}
    if pa.types.is_map(kind):
        return [(_decoded(key, kind.key_type), _decoded(item, kind.item_type)) for key, item in value]
    return value
