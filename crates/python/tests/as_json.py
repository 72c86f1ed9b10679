"""Rows of Arrow as the JSON that they tell of: what docs/parquet.md says is the difference, taken back."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa


def documents(table: pa.Table | pa.RecordBatch) -> list[dict[str, Any]]:
    return [_document(row) for row in table.to_pylist(maps_as_pydicts="strict")]


def _document(row: dict[str, Any]) -> dict[str, Any]:
    for place in (place for person in row["people"] for place in (*person["titles"], *person["mentions"])):
        place["at"] = place["at"] and _given(place["at"])
    row["provenance"]["steps"] = [_given(step) for step in row["provenance"]["steps"]]
    row["carried"] = row["carried"] and json.loads(row["carried"])
    return {name: value for name, value in row.items() if value is not None or name not in ("text", "carried")}


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def but_for_the_place(document: dict[str, Any]) -> dict[str, Any]:
    """The document without what says where it came from, which a row in memory does not know."""
    provenance = {name: value for name, value in document["provenance"].items() if name not in ("path", "steps")}
    return {**document, "source": None, "provenance": provenance}
