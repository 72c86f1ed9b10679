"""The native part of the package. What users call of it is named in `rostra` too; the rest is wrapped there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, final

import pyarrow  # type: ignore[import-untyped,unused-ignore]

__all__ = [
    "SCHEMA_VERSION",
    "ArrowBatch",
    "ArrowSchema",
    "ArrowStream",
    "Extractor",
    "Outcomes",
    "__version__",
    "identity_schema",
    "schema",
]

__version__: str
SCHEMA_VERSION: str

class _ArrowStreamExportable(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class _ArrowArrayExportable(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

_Told = tuple[str, tuple[str, str] | None]

@final
class Extractor:
    def __new__(
        cls,
        *,
        pipeline: str | None,
        packs: str | None,
        model: str | None,
        home_country: str | None,
        limits: list[tuple[str, int]],
        no_model: bool,
        jobs: int | None,
        lang: str | None,
        id_from: str,
        strict: bool,
        with_text: bool,
    ) -> Extractor: ...
    @property
    def jobs(self) -> int: ...
    def identity(self) -> str: ...
    def rows(self, rows: Iterable[str | Mapping[str, Any]], source: str) -> Outcomes: ...
    def files(self, inputs: list[str]) -> Outcomes: ...
    def bytes(self, bytes: bytes, name: str, id: str | None) -> list[_Told]: ...
    def arrow(
        self,
        data: _ArrowStreamExportable | _ArrowArrayExportable,
        columns: list[tuple[str, str]],
        json: str | None,
        source: str | None,
        carry: bool,
    ) -> ArrowBatch | ArrowStream: ...
    def identify_arrow(
        self,
        data: _ArrowStreamExportable | _ArrowArrayExportable,
        columns: list[tuple[str, str]],
        json: str | None,
        source: str | None,
        carry: bool,
    ) -> ArrowBatch | ArrowStream: ...

@final
class Outcomes:
    def __iter__(self) -> Iterator[_Told]: ...
    def __next__(self) -> _Told: ...

@final
class ArrowBatch:
    """A record batch, for whatever takes ``__arrow_c_array__``, as often as it is wanted."""

    @property
    def num_rows(self) -> int:
        """Rows."""
    def __len__(self) -> int: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...
    def __arrow_c_schema__(self) -> object: ...
    def to_pyarrow(self) -> pyarrow.RecordBatch:
        """The same as a ``pyarrow.RecordBatch``."""

@final
class ArrowStream:
    """A stream of record batches, for whatever takes ``__arrow_c_stream__``, made while it is read; it can be read once."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def __iter__(self) -> Iterator[ArrowBatch]: ...
    def __next__(self) -> ArrowBatch: ...
    def to_pyarrow(self) -> pyarrow.Table:
        """All of it as a ``pyarrow.Table``. Ctrl-C ends it with ``KeyboardInterrupt``."""

@final
class ArrowSchema:
    """A schema, for whatever takes ``__arrow_c_schema__``."""

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
    def __arrow_c_schema__(self) -> object: ...
    def to_pyarrow(self) -> pyarrow.Schema:
        """The same as a ``pyarrow.Schema``."""

def schema() -> ArrowSchema:
    """The columns of records."""

def identity_schema() -> ArrowSchema:
    """The columns of ids and content hashes."""
