"""Reading in a child process, so that a document that kills its process costs itself and no other.

An extractor does not die of a document: whatever it cannot read is a row that says so. What is left is the system's: memory that
runs out, a fault in a library of the user's model. Spark gives such a task to another process, which would die of it in turn,
four times; so a task that comes a second time is read here.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from types import TracebackType

import pyarrow as pa

from ..records import Extractor as Identity
from .chain import Chain, Table
from .failures import Lost, failed_rows, nameless
from .wire import BUILD, IDENTIFY, READ, REFUSED, Closed, TooLate, packed, receive, send, unpacked

__all__ = ["Apart", "Child"]

CHILD = "rostra.spark.child"
"""The module that the process runs."""

ROWS = 32
"""Rows that a child is given at once. If it dies of them, each is read by itself: two processes are lost for one such document,
where halving would lose six."""


class Child:
    """A process with an extractor of its own.

    Args:
        chain: what the extractor is made of; paths are looked for on this machine.
        table: which columns it is given.
        jobs: its threads.

    Raises:
        ConfigError: a setting does not hold.
        RuntimeError: the process ended before its extractor was built.
    """

    identity: Identity
    """What its documents name as their maker."""

    def __init__(self, chain: Chain, table: Table, jobs: int) -> None:
        search = os.pathsep.join(path or os.getcwd() for path in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env={**os.environ, "PYTHONPATH": search},
        )
        try:
            self.identity = pickle.loads(self._ask(BUILD, pickle.dumps((chain.here(), table, jobs)), None))
        except Lost as lost:
            raise RuntimeError(f"the extractor could not be built: {lost.reason}") from lost
        except BaseException:
            self.close()
            raise

    def read(self, batch: pa.RecordBatch, seconds: float | None = None) -> list[pa.RecordBatch]:
        """The records of ``batch``.

        Raises:
            Lost: the process ended, or took longer than ``seconds`` and was ended.
            TableError: a column is missing, or of another kind.
        """
        return unpacked(self._ask(READ, packed([batch], batch.schema), seconds))

    def identify(self, batch: pa.RecordBatch, seconds: float | None = None) -> list[pa.RecordBatch]:
        """The ids and content hashes of ``batch``; raises what :meth:`read` does."""
        return unpacked(self._ask(IDENTIFY, packed([batch], batch.schema), seconds))

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._end()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _ask(self, kind: bytes, content: bytes, seconds: float | None) -> bytes:
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            send(self._process.stdin.fileno(), kind, content)
            said, answer = receive(self._process.stdout.fileno(), seconds)
        except Closed:
            raise Lost("document.crashed", f"the process that read it {_how(self._end())}") from None
        except TooLate:
            self.close()
            raise Lost("document.timed_out", f"was not read in {seconds:g} seconds") from None
        if said == REFUSED:
            raise pickle.loads(answer)
        return answer

    def _end(self) -> int:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        return self._process.wait()


def _how(status: int) -> str:
    if status >= 0:
        return f"ended with status {status}"
    try:
        return f"was ended by {signal.Signals(-status).name}"
    except ValueError:
        return f"was ended by signal {-status}"


class Apart:
    """Reads in a child process, and goes on in a new one where that is lost.

    Args:
        chain: what the extractor is made of.
        table: which columns it is given.
        jobs: its threads.
        seconds: how long a document may take; those read with it are given as long together, and read one by one if that is not
            enough.
    """

    def __init__(self, chain: Chain, table: Table, jobs: int, seconds: float | None = None) -> None:
        self._chain, self._table, self._jobs, self._seconds = chain, table, jobs, seconds
        self._child: Child | None = None

    def read(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        return self._each(batch, Child.read, self._failed)

    def identify(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        return self._each(batch, Child.identify, lambda row, _: nameless(row, self._table))

    def close(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None

    def _each(self, batch: pa.RecordBatch, ask: Ask, failed: Failed) -> Iterator[pa.RecordBatch]:
        for start in range(0, batch.num_rows, ROWS):
            rows = batch.slice(start, ROWS)
            try:
                yield from self._answer(ask, rows)
            except Lost as lost:
                if rows.num_rows == 1:
                    yield failed(rows, lost)
                else:
                    yield from self._one_by_one(rows, ask, failed)

    def _one_by_one(self, rows: pa.RecordBatch, ask: Ask, failed: Failed) -> Iterator[pa.RecordBatch]:
        for at in range(rows.num_rows):
            row = rows.slice(at, 1)
            try:
                yield from self._answer(ask, row)
            except Lost as lost:
                yield failed(row, lost)

    def _answer(self, ask: Ask, rows: pa.RecordBatch) -> list[pa.RecordBatch]:
        child = self._running()
        try:
            return ask(child, rows, self._seconds)
        except Lost:
            self._child = None
            raise

    def _running(self) -> Child:
        if self._child is None:
            self._child = Child(self._chain, self._table, self._jobs)
        return self._child

    def _failed(self, row: pa.RecordBatch, lost: Lost) -> pa.RecordBatch:
        """The rows that say so, one for each document of ``row``: a file may hold several, and which of them it was is not
        known."""
        try:
            (identities,) = self._answer(Child.identify, row)
        except Lost:
            identities = nameless(row, self._table)
        return failed_rows(row, self._table, identities, lost, self._running().identity)


Ask = Callable[[Child, pa.RecordBatch, float | None], list[pa.RecordBatch]]
Failed = Callable[[pa.RecordBatch, Lost], pa.RecordBatch]
