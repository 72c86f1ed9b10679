"""What a run came to."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, TextIO

from ...records import Extractor as Identity
from .options import Options

__all__ = ["Summary"]


class Summary:
    """Counts of a run, added up while it goes on. Names are those of the command line's ``--report``, as far as there are
    such."""

    def __init__(self, options: Options) -> None:
        self._options, self._started = options, datetime.now(timezone.utc)
        self.extractor: Identity | None = None
        self.documents = self.people = self.failed = self.kept = self.groups = self.bytes = 0
        """Documents written, people in them, those of them that could not be read; documents that the output held; groups of
        files that were gone through, and their bytes."""
        self._status, self._why = 0, ""

    def add(self, seen: Mapping[str, Any]) -> None:
        """Adds what was written at once."""
        self.documents += int(seen["documents"])
        self.people += int(seen["people"])
        self.failed += int(seen["failed"])

    def committed(self, size: int) -> None:
        """Counts a group of files of ``size`` bytes."""
        self.groups += 1
        self.bytes += size

    def ended(self, status: int, why: str = "") -> None:
        """Sets the exit status, and why the run was broken off."""
        self._status, self._why = status, why

    def tell(self, out: TextIO, errors: TextIO) -> int:
        """Writes a line for people and the report; returns the exit status."""
        finished = datetime.now(timezone.utc)
        seconds = (finished - self._started).total_seconds()
        if self._why:
            print(f"rostra: {self._why}", file=errors)
        read = self.documents - self.failed
        counts = f"{read:,} read, {self.failed:,} could not be read, {self.kept:,} were there already; {self.people:,} people"
        print(f"{counts}; {seconds:,.1f} s", file=out)
        if self._options.report is not None:
            try:
                _replace(self._options.report, self._report(finished, seconds))
            except OSError as error:
                print(f"rostra: the report could not be written: {error}", file=errors)
                return 2
        return self._status

    def _report(self, finished: datetime, seconds: float) -> dict[str, Any]:
        return {
            "command": "spark",
            "inputs": list(self._options.inputs),
            "output": self._options.output,
            "extractor": None if self.extractor is None else self.extractor.to_dict(),
            "started": _written(self._started),
            "finished": _written(finished),
            "seconds": round(seconds, 3),
            "exit_status": self._status,
            "errors": [self._why] if self._why else [],
            "documents": {"read": self.documents - self.failed, "kept": self.kept, "failed": self.failed},
            "people": self.people,
            "groups": self.groups,
            "file_bytes": self.bytes,
        }


def _written(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _replace(name: str, report: dict[str, Any]) -> None:
    """Writes the file whole or not at all."""
    folder = os.path.dirname(os.path.abspath(name))
    with tempfile.NamedTemporaryFile("w", dir=folder, prefix=".report-", delete=False, encoding="utf-8") as file:
        json.dump(report, file, ensure_ascii=False, indent=2)
        file.write("\n")
    os.replace(file.name, name)
