"""What an executor does with the rows of a partition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from .chain import Chain, Table
from .files import Files
from .isolation import Apart
from .reader import Reader, Within, fits
from .unbroken import unbroken

__all__ = ["Task"]

ROWS = 256
"""Rows that are read at once for each four threads: enough that none of these waits long for the last document, few enough that
records flow and memory stays bounded."""

BYTES = 32 << 20
"""Bytes of rows that are read at once, unless one is larger."""

_kept: dict[Task, Apart] = {}
"""Child processes that stay from task to task, since all that this process is given is read in them."""


@dataclass(frozen=True)
class Task:
    """How the rows of a partition are read; called by ``mapInArrow``.

    Args:
        chain: what the extractor is made of.
        table: which columns hold what, of the table or of what ``files`` makes of it.
        files: where the rows are files, how they are called in the table.
        work: records, or only ids and content hashes.
        jobs: threads; without it, as many as the task has processors.
        seconds: how long a document may take.
        apart: whether to read in a child process from the first.
    """

    chain: Chain
    table: Table
    files: Files | None = None
    work: Literal["read", "identify"] = "read"
    jobs: int | None = None
    seconds: float | None = None
    apart: bool = False

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        with closing(self.reader()) as reader:
            work = reader.read if self.work == "read" else reader.identify
            for part in self.parts(batches):
                yield from work(part)

    def parts(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The rows as the extractor is given them: in parts of bounded size, which share the memory of what they are part of."""
        rows = max(ROWS, 64 * self.threads)
        for batch in batches:
            whole = unbroken(batch)
            yield from _split(whole if self.files is None else self.files.rows(whole), rows)

    @property
    def threads(self) -> int:
        """Threads that read."""
        from pyspark import TaskContext

        context = TaskContext.get()
        return self.jobs or (context.cpus() if context is not None else 1)

    def reader(self) -> Reader:
        """What reads for this attempt at the task."""
        if self.seconds is not None or self.apart:
            return _Kept(self)
        if _attempts() > 0 or not fits(self.chain):
            return Apart(self.chain, self.table, self.threads)
        return Within(self.chain, self.table, self.threads)


class _Kept:
    """A child process that is not ended with the task."""

    def __init__(self, task: Task) -> None:
        if task not in _kept:
            _kept[task] = Apart(task.chain, task.table, task.threads, task.seconds)
        self.read, self.identify = _kept[task].read, _kept[task].identify

    def close(self) -> None:
        """Keeps the process for the next task."""


def _attempts() -> int:
    """How often the task has been tried before: it failed, or its executor was lost."""
    from pyspark import TaskContext

    context = TaskContext.get()
    return 0 if context is None else context.attemptNumber()


def _split(batch: pa.RecordBatch, rows: int) -> Iterator[pa.RecordBatch]:
    count = batch.num_rows
    if count > 1 and (count > rows or batch.nbytes > BYTES):
        half = min(rows, count // 2)
        yield from _split(batch.slice(0, half), rows)
        yield from _split(batch.slice(half), rows)
    elif count > 0:
        yield batch
