"""Tables of files: a column of bytes, each row a file of any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from .. import TableError
from .chain import Table

__all__ = ["Files"]


@dataclass(frozen=True)
class Files:
    """Which columns of a table of files hold what.

    An extractor knows one set of names, for the table that it is given and for tables that lie in its files. These are two things
    here, so the columns of the former get the names by which the latter are read.

    Args:
        content: the column of bytes.
        id: the column of ids; without it, ids are made of the names.
        source: the column of the files' names; without it, ``path`` where there is one.
        inside: what columns of tables in the files are called, ``text`` and ``id`` among them.
    """

    content: str
    id: str | None = None
    source: str | None = None
    inside: tuple[tuple[str, str], ...] = ()

    @property
    def table(self) -> Table:
        """How the extractor is given what :meth:`rows` makes."""
        others = tuple((what, name) for what, name in self.inside if what not in ("text", "id"))
        return Table(self._names.get("text"), self._names.get("id"), others, source=SOURCE, carry=False)

    def rows(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The same files in columns that the extractor knows.

        Raises:
            TableError: a column is missing.
        """
        count = batch.num_rows
        columns: dict[str, pa.Array[Any]] = {name: pa.nulls(count, pa.string()) for _, name in self.inside}
        columns[self._names.get("text", "content")] = _column(batch, self.content)
        if self.id is not None:
            columns[self._names.get("id", "id")] = _column(batch, self.id).cast(pa.string())
        source = self.source or ("path" if "path" in batch.schema.names else None)
        columns[SOURCE] = pa.nulls(count, pa.string()) if source is None else _column(batch, source)
        return pa.RecordBatch.from_pydict(columns)

    @property
    def _names(self) -> Mapping[str, str]:
        return dict(self.inside)


SOURCE = "path of the file"
"""The column of files' names; no table in them has one that is called so."""


def _column(batch: pa.RecordBatch, name: str) -> pa.Array[Any]:
    there = batch.schema.names
    if name not in there:
        raise TableError(f"there is no column `{name}`; there are {', '.join(f'`{one}`' for one in there)}")
    return batch.column(name)
