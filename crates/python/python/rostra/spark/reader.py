"""What reads record batches on an executor: in the process itself, where each extractor is built once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pyarrow as pa

from .. import Extractor, _rostra
from .chain import Chain, Table

__all__ = ["Reader", "Within", "fits", "rows_of"]

_built: dict[tuple[Chain, int], Extractor] = {}
"""The extractors of this process: Spark gives one task after the other to the same process, and building one takes time and
memory."""


class Reader(Protocol):
    """Record batches of texts in, record batches of records out."""

    def read(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        """The records of all documents of ``batch``, in their order."""

    def identify(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        """Their ids and content hashes, in the same order."""

    def close(self) -> None:
        """Lets go of what the reader holds for one task alone."""


class Within:
    """Reads in this process."""

    def __init__(self, chain: Chain, table: Table, jobs: int) -> None:
        key = (chain.here(), jobs)
        if key not in _built:
            _built[key] = key[0].build(jobs)
        self._extractor, self._table = _built[key], table

    def read(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        return rows_of(self._extractor.extract_arrow(pa.Table.from_batches([batch]), **self._table.arguments))

    def identify(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        return rows_of(self._extractor.identify_arrow(pa.Table.from_batches([batch]), **self._table.arguments))

    def close(self) -> None:
        """Holds nothing for one task alone."""


def fits(chain: Chain) -> bool:
    """Whether this process can build the extractor of ``chain``: it takes language packs once, for good."""
    packs = chain.here().packs
    return all(built.packs == packs for built, _ in _built)


def rows_of(stream: _rostra.ArrowBatch | _rostra.ArrowStream) -> Iterator[pa.RecordBatch]:
    """The batches of a stream, as they are made."""
    assert isinstance(stream, _rostra.ArrowStream), "tables give streams"
    for batch in stream:
        yield batch.to_pyarrow()
