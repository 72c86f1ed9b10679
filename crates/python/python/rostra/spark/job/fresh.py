"""Reading only what has not been read before."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from ..files import SOURCE
from ..reader import Reader
from ..task import Task

__all__ = ["Known", "ReadFresh", "key"]


def key(id: str, content_hash: str) -> bytes:
    """A document's identity in sixteen bytes; :func:`.held.keys` makes the same in SQL."""
    return hashlib.md5(f"{id}\0{content_hash}".encode(), usedforsecurity=False).digest()


@dataclass(frozen=True)
class Known:
    """The ids and content hashes of rows, by ``mapInArrow``; none is without a hash."""

    task: Task

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        with closing(self.task.reader()) as reader:
            for part in self.task.parts(batches):
                for row in range(part.num_rows) if self.task.files else [None]:
                    rows = part if row is None else part.slice(row, 1)
                    found = pa.Table.from_batches(list(reader.identify(rows)))
                    yield from _hashed(self.task, rows, found).to_batches()


@dataclass(frozen=True)
class ReadFresh:
    """The records of rows, by ``mapInArrow``; none is without a content hash.

    Args:
        task: how they are read.
        wanted: a broadcast set of keys of the documents to read; ``None`` reads all.
    """

    task: Task
    wanted: Any = None

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        with closing(self.task.reader()) as reader:
            for part in self.task.parts(batches):
                yield from self._read(reader, part)

    def _read(self, reader: Reader, part: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        if self.wanted is not None:
            part = part.filter(pa.array(self._any_wanted(reader, part), pa.bool_()))
        if part.num_rows == 0:
            return
        table = _hashed(self.task, part, pa.Table.from_batches(list(reader.read(part))))
        if self.wanted is not None and self.task.files is not None:
            table = table.filter(pa.array(self._are_wanted(table), pa.bool_()))
        yield from table.to_batches()

    def _any_wanted(self, reader: Reader, part: pa.RecordBatch) -> list[bool]:
        """Of each row, whether it has a document that is wanted; a file may have several, or none."""
        if self.task.files is None:
            found = pa.Table.from_batches(list(reader.identify(part)))
            return self._are_wanted(_hashed(self.task, part, found))
        wanted = []
        for at in range(part.num_rows):
            row = part.slice(at, 1)
            found = pa.Table.from_batches(list(reader.identify(row)))
            wanted.append(any(self._are_wanted(_hashed(self.task, row, found))))
        return wanted

    def _are_wanted(self, table: pa.Table) -> list[bool]:
        ids, hashes = _texts(table, "id"), _texts(table, "content_hash")
        return [key(id, content_hash) in self.wanted.value for id, content_hash in zip(ids, hashes, strict=True)]


def _texts(table: pa.Table, column: str) -> list[str]:
    texts: list[Any] = table.column(column).to_pylist()
    return texts


def _hashed(task: Task, rows: pa.RecordBatch, table: pa.Table) -> pa.Table:
    """The same with a hash for what has none: a row or file that is no document. Else it would be read again by each run."""
    hashes = _texts(table, "content_hash")
    if all(hashes):
        return table
    hashes = _of_rows(rows, hashes, task) if task.files is None else _of_files(rows, table, hashes, task)
    at = table.schema.get_field_index("content_hash")
    return table.set_column(at, table.schema.field(at), pa.array(hashes, pa.string()))


def _of_rows(rows: pa.RecordBatch, hashes: list[str], task: Task) -> list[str]:
    """Of what the row holds. Each row has one document."""
    column = task.table.json
    texts = rows.select([column]) if column is not None else rows
    return [
        one or _digest(repr(texts.slice(at, 1).to_pylist()).encode("utf-8", "surrogatepass")) for at, one in enumerate(hashes)
    ]


def _of_files(rows: pa.RecordBatch, table: pa.Table, hashes: list[str], task: Task) -> list[str]:
    """Of the file, and of how many before it in the file have none either. Records say which file they are of; identities do not,
    and are asked for by one file at a time."""
    contents = rows.column(task.table.text or "content")
    files = dict(zip(rows.column(SOURCE).to_pylist(), range(rows.num_rows), strict=True))
    ways: list[Any] = table.column("provenance").to_pylist() if "provenance" in table.column_names else []
    seen: Counter[int] = Counter()
    filled = []
    for at, one in enumerate(hashes):
        if not one:
            row = files[ways[at]["path"]] if ways else 0
            seen[row] += 1
            one = _digest(b"%d\0" % seen[row], contents[row].as_py() or b"")
        filled.append(one)
    return filled


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
