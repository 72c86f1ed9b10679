"""Messages between a process and its child: a length in eight bytes, a letter that says what it is, and the content."""

from __future__ import annotations

import os
import select
import struct
import time
from collections.abc import Iterable

import pyarrow as pa

__all__ = ["Closed", "TooLate", "packed", "receive", "send", "unpacked"]

BUILD, READ, IDENTIFY = b"b", b"r", b"i"
"""What is asked: to build an extractor, for records, for ids and content hashes."""

DONE, REFUSED = b"d", b"x"
"""What is answered: what was asked for, or an exception."""

HEAD = struct.Struct("<Qc")
CHUNK = 1 << 20


class Closed(Exception):
    """The other side has gone."""


class TooLate(Exception):
    """The other side did not answer in time."""


def send(pipe: int, kind: bytes, content: bytes) -> None:
    """Writes a message.

    Raises:
        Closed: nobody will read it.
    """
    try:
        for part in (HEAD.pack(len(content), kind), content):
            rest = memoryview(part)
            while rest:
                rest = rest[os.write(pipe, rest[:CHUNK]) :]
    except BrokenPipeError as gone:
        raise Closed from gone


def receive(pipe: int, seconds: float | None = None) -> tuple[bytes, bytes]:
    """Reads a message: what it is, and its content.

    Args:
        pipe: what is read from.
        seconds: how long to wait for all of it; without it, for ever.

    Raises:
        Closed: there is none, or only a part of one.
        TooLate: it was not there in time.
    """
    until = None if seconds is None else time.monotonic() + seconds
    length, kind = HEAD.unpack(_read(pipe, HEAD.size, until))
    return kind, _read(pipe, length, until)


def _read(pipe: int, length: int, until: float | None) -> bytes:
    read = bytearray()
    while len(read) < length:
        if until is not None and not select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TooLate
        part = os.read(pipe, min(CHUNK, length - len(read)))
        if not part:
            raise Closed
        read += part
    return bytes(read)


def packed(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> bytes:
    """Record batches as a stream of Arrow's IPC."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as stream:
        for batch in batches:
            stream.write_batch(batch)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def unpacked(content: bytes) -> list[pa.RecordBatch]:
    """The batches of such a stream."""
    with pa.ipc.open_stream(content) as stream:
        return list(stream)
