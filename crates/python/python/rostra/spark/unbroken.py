"""Texts that are none: Spark takes any bytes for a string, and passes them on as they are."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

__all__ = ["unbroken"]


def unbroken(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same rows, with U+FFFD for what is no UTF-8 in texts. Nothing is copied where all is well."""
    try:
        batch.validate(full=True)
    except pa.ArrowInvalid:
        return pa.RecordBatch.from_arrays([_mended(column) for column in batch.columns], schema=batch.schema)
    return batch


def _mended(column: pa.Array[Any]) -> pa.Array[Any]:
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        values = column.cast(_as_bytes(column.type)).to_pylist()
        return pa.array([_decoded(value, column.type) for value in values], column.type)
    return column


def _as_bytes(kind: pa.DataType) -> pa.DataType:
    """The type of the same values before they are taken for texts."""
    if pa.types.is_string(kind):
        return pa.binary()
    if pa.types.is_large_string(kind):
        return pa.large_binary()
    if pa.types.is_list(kind):
        return pa.list_(kind.value_field.with_type(_as_bytes(kind.value_type)))
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_as_bytes(field.type)) for field in kind])
    if pa.types.is_map(kind):
        return pa.map_(kind.key_field.with_type(_as_bytes(kind.key_type)), kind.item_field.with_type(_as_bytes(kind.item_type)))
    return kind


def _decoded(value: Any, kind: pa.DataType) -> Any:
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
