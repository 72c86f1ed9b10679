"""The extractor: built once, then given texts, files and tables."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, overload

from . import _rostra
from .errors import ConfigError, DocumentError
from .records import Document
from .records import Extractor as Identity

__all__ = ["Errors", "Extractor"]

Path = str | os.PathLike[str]
Errors = Literal["raise", "keep"]
"""What becomes of a document that cannot be read: ``raise`` raises :class:`~rostra.DocumentError` in its place, after which the
iteration can go on; ``keep`` gives a :class:`~rostra.Document` without people whose diagnostics say why
(:attr:`~rostra.Document.failed`)."""


class Extractor:
    """A pipeline: lexica and weights are read when it is built, and shared by all that it reads.

    It may be used by several threads at once, and a process that has one may fork: threads of its own live only while a call
    does, and the interpreter's lock is released meanwhile. The same input gives the same records, whatever ``jobs`` is.

    Args:
        pipeline: a pipeline file; without one, the built-in chain. Folders of models that it names are looked for from the
            current folder, then beside the file.
        jobs: documents read at once; without it, as many as there are processors.
        packs: a folder of language packs (``<tag>.toml``) in place of the built-in ones, for all of this process.
        model: a folder of weights in place of the built-in trained model; ``False`` runs grammars and lexica alone.
        home_country: state whose officials the texts may name without naming it, ISO 3166-1 alpha-3.
        limits: how much one input may take, as in the pipeline file's ``[limits]``: ``{"pages": 100}``; sizes in bytes, times in
            seconds.
        lang: BCP 47 tag of the language of documents that do not name their own; without it, it is identified.
        id_from: what ids of files are made from: the ``stem`` of the name, the whole ``path``, or the ``content``. Rows have an
            id of their own, or one that is made from their content.
        strict: a document whose text could not be read whole counts as one that could not be read.
        with_text: documents carry the text that offsets count in.

    Raises:
        ConfigError: the pipeline file, the model or a setting does not hold.
    """

    __slots__ = ("_native", "_settings")

    def __init__(
        self,
        pipeline: Path | None = None,
        *,
        jobs: int | None = None,
        packs: Path | None = None,
        model: Path | Literal[False] | None = None,
        home_country: str | None = None,
        limits: Mapping[str, int] | None = None,
        lang: str | None = None,
        id_from: Literal["stem", "path", "content"] = "stem",
        strict: bool = False,
        with_text: bool = False,
    ) -> None:
        if jobs is not None and not 1 <= jobs <= 1024:
            raise ValueError(f"jobs is 1 to 1024, not {jobs}")
        self._settings: dict[str, Any] = {
            "pipeline": _name(pipeline),
            "jobs": jobs,
            "packs": _name(packs),
            "model": False if model is False else _name(model),
            "home_country": home_country,
            "limits": dict(limits or {}),
            "lang": lang,
            "id_from": id_from,
            "strict": strict,
            "with_text": with_text,
        }
        self._native = _built(**self._settings)

    def __repr__(self) -> str:
        """The call that makes the same, without what is as it would be anyway."""
        plain: dict[str, Any] = {"model": None, "limits": {}, "id_from": "stem", "strict": False, "with_text": False}
        given = {name: value for name, value in self._settings.items() if value != plain.get(name)}
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in given.items())})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled by its settings: whoever unpickles it builds it anew, from the same paths."""
        return _rebuild, (type(self), self._settings)

    @property
    def jobs(self) -> int:
        """Documents read at once."""
        return self._native.jobs

    @property
    def identity(self) -> Identity:
        """What its documents name as their maker: version, digest of the pipeline, model."""
        import json

        return Identity.from_dict(json.loads(self._native.identity()))

    def extract(
        self,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        date: str | None = None,
        publisher: str | None = None,
        lang: str | None = None,
        url: str | None = None,
        source: str = "-",
    ) -> Document:
        """Reads one release.

        Args:
            text: the release, plain or as HTML.
            id: its name; without one, the first digits of its content's digest.
            title: headline.
            date: day of publication, in any usual form.
            publisher: who published it; may tell the state whose officials are named without it.
            lang: BCP 47 tag; without it, the language is identified.
            url: its address.
            source: what is told of where it came from.

        Raises:
            DocumentError: the text is empty, or a stage gave up.
            TypeError: the text is no ``str``; bytes are for :meth:`extract_bytes`.
        """
        if not isinstance(text, str):
            raise TypeError(f"text is a str, not {type(text).__name__}; extract_bytes reads files that are held in memory")
        row = {"text": text, "id": id, "title": title, "date": date, "publisher": publisher, "lang": lang, "url": url}
        row = {name: value for name, value in row.items() if value is not None}
        (document,) = self.extract_batch([row], source=source)
        return document

    def extract_batch(
        self,
        rows: Iterable[str | Mapping[str, Any]],
        *,
        source: str = "-",
        errors: Errors = "raise",
    ) -> Iterator[Document]:
        """Reads many releases, in parallel; gives them in their order, one for each, while it takes more from ``rows``.

        A row is a text, or a mapping as a line of JSON Lines would be: ``text`` with ``id``, ``title``, ``date``, ``publisher``,
        ``lang``, ``url``, as far as they are known, under these or other usual names; other fields are ``carried`` along. An
        ``id`` stays as it is, whichever other row has it; without one, it is the first digits of the content's digest.

        At most ``32 * jobs`` rows are taken ahead of what was given, fewer where their texts are long. An exception that ``rows``
        raises comes after the documents of the rows before it. The iterator is for one thread at a time; other threads ask for
        their own.

        Args:
            rows: texts and mappings.
            source: what is told of where they came from.
            errors: what becomes of a row that cannot be read.

        Raises:
            DocumentError: while iterating, in the place of a row that cannot be read.
            TypeError: ``rows`` is one text or mapping itself; while iterating, a row is no text or mapping.
        """
        if isinstance(rows, str | bytes | Mapping):
            raise TypeError(f"rows is an iterable of texts and mappings, not {type(rows).__name__}; for one there is extract")
        return _Documents(self._native.rows(rows, source), errors)

    def extract_files(self, *inputs: Path, errors: Errors = "raise") -> Iterator[Document]:
        """Reads files, folders (with all below them, in sorted order) and glob patterns, in every format that Rostra reads.

        Raises:
            DocumentError: while iterating, in the place of a document that cannot be read.
        """
        return _Documents(self._native.files([os.fspath(path) for path in inputs]), errors)

    def extract_bytes(self, data: bytes, name: str, *, id: str | None = None, errors: Errors = "raise") -> list[Document]:
        """Reads a file that is held in memory: the documents in it, of which there may be several or none.

        Args:
            data: all of it, in any format that Rostra reads.
            name: its name, whose ending tells of the format where the bytes do not.
            id: its document's id; without one, it is made from the name.
            errors: what becomes of a document in it that cannot be read.

        Raises:
            DocumentError: a document in it cannot be read.
        """
        return list(_Documents(iter(self._native.bytes(data, name, id)), errors))

    @overload
    def extract_arrow(
        self,
        data: _rostra._ArrowArrayExportable,
        *,
        text: str | None = None,
        id: str | None = None,
        columns: Mapping[str, str] | None = None,
        json: str | None = None,
        source: str | None = None,
        carry: bool = True,
    ) -> _rostra.ArrowBatch: ...

    @overload
    def extract_arrow(
        self,
        data: _rostra._ArrowStreamExportable,
        *,
        text: str | None = None,
        id: str | None = None,
        columns: Mapping[str, str] | None = None,
        json: str | None = None,
        source: str | None = None,
        carry: bool = True,
    ) -> _rostra.ArrowStream: ...

    def extract_arrow(
        self,
        data: _rostra._ArrowArrayExportable | _rostra._ArrowStreamExportable,
        *,
        text: str | None = None,
        id: str | None = None,
        columns: Mapping[str, str] | None = None,
        json: str | None = None,
        source: str | None = None,
        carry: bool = True,
    ) -> _rostra.ArrowBatch | _rostra.ArrowStream:
        """Reads the rows of a table, in parallel, without copying it in or out.

        Anything that speaks the Arrow C data interface is a table: of pyarrow, pandas, Polars, DuckDB. A record batch
        (``__arrow_c_array__``) gives a record batch; a table or reader (``__arrow_c_stream__``) gives a stream, which reads while
        it is read and holds one batch of the table at a time. Both are taken by the same libraries (``pyarrow.table``,
        ``polars.DataFrame``, ``pandas.DataFrame.from_arrow``) and have ``to_pyarrow``. The columns are those of the Parquet
        output (:func:`rostra.schema`).

        There is a row for each document, in the order of the table; one that could not be read has no people, and a diagnostic of
        severity ``error``. A column of texts has a document a row. A column of bytes has a file a row, in any format that Rostra
        reads, of which each document gives a row.

        Args:
            data: the table.
            text: the column of texts or files; without it, the usual names (``text``, ``body``, ``content``, ...).
            id: the column of ids; without it, ``id`` where there is one. A row without an id gets one of its content.
            columns: the columns of ``title``, ``date``, ``publisher``, ``lang``, ``url``, where they are called otherwise.
            json: a column whose texts are rows of their own, each a JSON object as a line of JSON Lines is; ``text``, ``id`` and
                ``columns`` are names in there then.
            source: the column that says where a row comes from; of files, their names (without it, ``path`` where there is one).
            carry: whether other columns are carried along, as JSON; those of bytes never are.

        Raises:
            TableError: a column is missing, or of another kind.
            TypeError: the data is no table.
        """
        chosen = _columns(text, id, columns)
        _check(data)
        return self._native.arrow(data, chosen, json, source, carry)

    @overload
    def identify_arrow(
        self,
        data: _rostra._ArrowArrayExportable,
        *,
        text: str | None = None,
        id: str | None = None,
        columns: Mapping[str, str] | None = None,
        json: str | None = None,
        source: str | None = None,
        carry: bool = True,
    ) -> _rostra.ArrowBatch: ...

    @overload
    def identify_arrow(
        self,
        data: _rostra._ArrowStreamExportable,
        *,
        text: str | None = None,
        id: str | None = None,
        columns: Mapping[str, str] | None = None,
        json: str | None = None,
        source: str | None = None,
        carry: bool = True,
    ) -> _rostra.ArrowStream: ...

    def identify_arrow(
        self,
        data: _rostra._ArrowArrayExportable | _rostra._ArrowStreamExportable,
        *,
        text: str | None = None,
        id: str | None = None,
        columns: Mapping[str, str] | None = None,
        json: str | None = None,
        source: str | None = None,
        carry: bool = True,
    ) -> _rostra.ArrowBatch | _rostra.ArrowStream:
        """The ``id`` and ``content_hash`` that :meth:`extract_arrow` would write for each document, without reading any.

        Where both, and :attr:`identity`, are those of an earlier run, so are the records. Arguments are those of
        ``extract_arrow``. The hash of a row that is no document is empty.

        Raises:
            TableError: a column is missing, or of another kind.
            TypeError: the data is no table.
        """
        chosen = _columns(text, id, columns)
        _check(data)
        return self._native.identify_arrow(data, chosen, json, source, carry)


def _rebuild(kind: type[Extractor], settings: dict[str, Any]) -> Extractor:
    return kind(**settings)


def _built(*, model: str | Literal[False] | None, limits: dict[str, int], **others: Any) -> _rostra.Extractor:
    for name, value in limits.items():
        if value < 1:
            raise ConfigError(f"the limit `{name}` must be at least 1, not {value}")
    named = None if model is False else model
    return _rostra.Extractor(model=named, no_model=model is False, limits=list(limits.items()), **others)


def _name(path: Path | None) -> str | None:
    return None if path is None else os.fspath(path)


def _columns(text: str | None, id: str | None, others: Mapping[str, str] | None) -> list[tuple[str, str]]:
    named = [("text", text), ("id", id)]
    return [(what, name) for what, name in named if name is not None] + list((others or {}).items())


def _check(data: object) -> None:
    if not hasattr(data, "__arrow_c_array__") and not hasattr(data, "__arrow_c_stream__"):
        kind = type(data).__name__
        raise TypeError(f"data is a table that can be had by Arrow (__arrow_c_stream__ or __arrow_c_array__), not {kind}")


class _Documents(Iterator[Document]):
    """Documents of what was told of them. No generator, which an exception would end: the iteration goes on after one."""

    __slots__ = ("_errors", "_outcomes")

    def __init__(self, outcomes: Iterator[tuple[str, tuple[str, str] | None]], errors: Errors) -> None:
        if errors not in ("raise", "keep"):
            raise ValueError(f"errors is 'raise' or 'keep', not {errors!r}")
        self._outcomes, self._errors = outcomes, errors

    def __next__(self) -> Document:
        row, failure = next(self._outcomes)
        document = Document.from_json(row)
        if failure is not None and self._errors == "raise":
            kind, reason = failure
            raise DocumentError(document.id, document.source, kind, reason)  # type: ignore[arg-type]
        return document
