"""What may go wrong, as exceptions."""

from __future__ import annotations

from typing import Literal

__all__ = ["ConfigError", "DocumentError", "FailureKind", "RostraError", "TableError"]

FailureKind = Literal["unreadable", "rejected", "unrecognized", "defect", "incomplete", "taken"]
"""Why a document has no records.

``unreadable``: the system could not give its bytes. ``rejected``: damaged, locked, empty, beyond a limit, or nothing that is
read. ``unrecognized``: a recogniser gave up. ``defect``: a stage panicked, a fault of Rostra. ``incomplete``: its text could be
read in part only, and that was not wanted (``strict``). ``taken``: another document has its id.
"""


class RostraError(Exception):
    """The base of all exceptions of this package."""


class ConfigError(RostraError, ValueError):
    """A pipeline file, a model or a setting does not hold. The message names file, line and key where there are such."""


class TableError(RostraError, ValueError):
    """A table cannot be read, whatever its rows hold: a column is missing or of another kind."""


class DocumentError(RostraError):
    """One document could not be read; others can be read after it.

    Attributes:
        id: the document's id; empty where it has none.
        source: where it came from, as ``press.zip!a.html``; ``-`` for a text from nowhere.
        kind: what kind of failure it is.
        reason: what is wrong, as one sentence.
    """

    id: str
    source: str
    kind: FailureKind
    reason: str

    def __init__(self, id: str, source: str, kind: FailureKind, reason: str) -> None:
        super().__init__(id, source, kind, reason)
        self.id, self.source, self.kind, self.reason = id, source, kind, reason

    def __str__(self) -> str:
        return f"{self.id or self.source}: {self.reason}"
