"""Rows for documents of which no extractor could say why it did not read them."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from .. import _rostra
from ..records import Extractor as Identity
from .chain import Table

__all__ = ["Lost", "failed_rows", "nameless"]


class Lost(Exception):
    """The process that read a document is gone.

    Attributes:
        code: code of the diagnostic.
        reason: what happened, as a part of a sentence.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.code, self.reason = code, reason


def failed_rows(row: pa.RecordBatch, table: Table, identities: pa.RecordBatch, lost: Lost, maker: Identity) -> pa.RecordBatch:
    """A row of records for each of ``identities``, the documents of the one row of ``row``: nobody in it, and a diagnostic."""
    said = {"severity": "error", "code": lost.code, "message": lost.reason, "start": None, "end": None}
    source = _source(row, table)
    rows = [
        {
            "id": identity["id"],
            "source": source,
            "sha256": "",
            "content_hash": identity["content_hash"],
            "lang": "und",
            "provenance": {"path": source, "steps": [], "format": "", "metadata": []},
            "people": [],
            "extractor": maker.to_dict(),
            "diagnostics": [said],
        }
        for identity in identities.to_pylist()
    ]
    return pa.RecordBatch.from_pylist(rows, _rostra.schema().to_pyarrow())


def nameless(row: pa.RecordBatch, table: Table) -> pa.RecordBatch:
    """The identity of one row that not even its id can be read of safely: what its column holds, and no hash."""
    column = None if table.json is not None else table.id or "id"
    id = _cell(row, column)
    return pa.RecordBatch.from_pylist(
        [{"id": "" if id is None else str(id), "content_hash": ""}], _rostra.identity_schema().to_pyarrow()
    )


def _source(row: pa.RecordBatch, table: Table) -> str:
    source = _cell(row, table.source)
    return source if isinstance(source, str) else "-"


def _cell(row: pa.RecordBatch, column: str | None) -> Any:
    if column is None or column not in row.schema.names:
        return None
    return row.column(column)[0].as_py()
