"""Records: what Rostra writes of a release, as typed objects.

The classes are the JSON of the command line, field by field; ``docs/output.md`` says what each holds. ``start`` and ``end`` are
half-open ranges of code points of the document's text, so ``text[start:end]`` is what stands there. Objects are frozen and may be
keys of a ``dict``; ``to_dict`` gives the JSON back as it was, and two objects are equal where their JSON is.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeVar

from .jsonl import written

__all__ = [
    "Diagnostic",
    "Document",
    "Event",
    "Extractor",
    "Location",
    "Mention",
    "NameParts",
    "Person",
    "Provenance",
    "Title",
]

Status = Literal["current", "then", "former", "acting", "elect"]
Role = Literal["keynote", "speaker", "chair", "participant", "mentioned"]
Mode = Literal["video", "written"]
Evidence = Literal["stated", "inferred"]
Severity = Literal["note", "warning", "error"]

T = TypeVar("T", bound="_Object")
_Makers = list[tuple[str, Callable[[Any], Any]]]


class _Object:
    """An object of the JSON, whose fields are those of a dataclass."""

    __slots__ = ()

    @classmethod
    def from_dict(cls: type[T], values: Mapping[str, Any]) -> T:
        """The object of this JSON; fields that this version does not know are passed over.

        Raises:
            KeyError: a field is missing.
        """
        return cls(*[make(values[name]) for name, make in _makers(cls)])

    def to_dict(self) -> dict[str, Any]:
        """The JSON of this object, as the command line writes it; the caller's own, to change at will."""
        return {name: _plain(getattr(self, name)) for name, _ in _makers(type(self))}


def _plain(value: Any) -> Any:
    if isinstance(value, _Object):
        return value.to_dict()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _same(value: Any) -> Any:
    return value


def _maybe(kind: type[T]) -> Callable[[Any], T | None]:
    return lambda value: None if value is None else kind.from_dict(value)


def _each(kind: type[T]) -> Callable[[Any], tuple[T, ...]]:
    return lambda values: tuple([kind.from_dict(value) for value in values])


def _steps(values: Any) -> tuple[Mapping[str, str | int], ...]:
    return tuple([dict(step) for step in values])


def _makers(kind: type[_Object]) -> _Makers:
    """How the value of each field is made of its JSON."""
    known = _KNOWN.get(kind)
    if known is None:
        made = _MAKERS.get(kind, {})
        known = [(field.name, made.get(field.name, _same)) for field in fields(kind)]  # type: ignore[arg-type]
        _KNOWN[kind] = known
    return known


@dataclass(frozen=True, slots=True)
class Location(_Object):
    """A place in the source, by one of four ways; the other fields are ``None``."""

    byte_start: int | None = None
    """Of a file of text: first byte."""
    byte_end: int | None = None
    """Of a file of text: one past the last byte."""
    page: int | None = None
    """Of a PDF: page, from 1."""
    line: int | None = None
    """Of a PDF: line on the page, from 1."""
    element: str | None = None
    """Of a web page: XPath of the element."""
    paragraph: int | None = None
    """Of DOCX, ODT and RTF: number of the paragraph, from 1."""

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Location:
        """The place of this JSON, which has the fields of one way."""
        return cls(**{name: values.get(name) for name, _ in _makers(cls)})

    def to_dict(self) -> dict[str, Any]:
        """Its JSON, with the fields that are set."""
        return {name: value for name, value in _Object.to_dict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Mention(_Object):
    """A place where a person is named."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    at: Location | None
    """The same place in the source; none where there is no way back, as from a row."""


@dataclass(frozen=True, slots=True)
class Title(_Object):
    """A position."""

    text: str
    """As written, without status word and country."""
    status: Status
    """Held now, at the time told of, formerly, for a time, or not yet."""
    office: str | None
    """Canonical code, the same in all languages."""
    organization: str | None
    """The body of this title."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    at: Location | None
    """The same place in the source."""
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class NameParts(_Object):
    """The parts of a name, each as written."""

    given: str | None
    middle: str | None
    family: str | None
    suffix: str | None


@dataclass(frozen=True, slots=True)
class Person(_Object):
    """A person with what the text says of them."""

    name: str
    """The fullest form in the text, without honorifics."""
    name_latin: str
    """The same in Latin letters."""
    name_parts: NameParts
    """Its parts."""
    honorifics: tuple[str, ...]
    """Styles, courtesy words, ranks, degrees, as written."""
    titles: tuple[Title, ...]
    """Positions, in the order of the text."""
    country: str | None
    """ISO 3166-1 alpha-3 of the state that the person acts for."""
    country_evidence: Evidence | None
    """Whether words beside the person say so; none exactly where ``country`` is."""
    organization: str | None
    """The body that is no state organ."""
    role: Role
    """What the person did."""
    mode: Mode | None
    """How, if not in person."""
    confidence: float
    """0 to 1, of the record as a whole."""
    mentions: tuple[Mention, ...]
    """Every place where the person is named."""


@dataclass(frozen=True, slots=True)
class Event(_Object):
    """The gathering that the text is about."""

    name: str
    """As written."""
    place: str | None
    """City as written."""
    country: str | None
    """ISO 3166-1 alpha-3 of the place."""
    start: str | None
    """First day, ISO 8601."""
    end: str | None
    """Last day, where it lasts more than one."""


@dataclass(frozen=True, slots=True)
class Provenance(_Object):
    """The way to a document."""

    path: str
    """The file as it was named; ``-`` for a text from nowhere."""
    steps: tuple[Mapping[str, str | int], ...]
    """From the file inwards, each ``{"member": …}``, ``{"row": …}``, ``{"message": …}``, ``{"part": …}``, ``{"entry": …}`` or
    ``{"record": …}``."""
    format: str
    """What the document itself is written in."""
    metadata: Mapping[str, str]
    """Where ``title``, ``date``, ``publisher``, ``place`` and ``url`` came from."""

    def __hash__(self) -> int:
        """Of what can be hashed, which tells ways apart well enough."""
        return hash((self.path, self.format, len(self.steps)))


@dataclass(frozen=True, slots=True)
class Extractor(_Object):
    """What made a document's records."""

    name: str
    """``rostra``."""
    version: str
    """Of the program."""
    pipeline: str
    """``sha256:`` and the digest of the pipeline in force."""
    model: str | None
    """Name of the trained model and a digest of its weights."""


@dataclass(frozen=True, slots=True)
class Diagnostic(_Object):
    """What could not be read as written."""

    severity: Severity
    """How much it matters: an ``error`` says that the document could not be read at all."""
    code: str
    """Stable name."""
    message: str
    """One sentence."""
    start: int | None
    """First code point, where it has a place."""
    end: int | None
    """One past the last code point."""


@dataclass(frozen=True, slots=True)
class Document(_Object):
    """A release: who is in it, and what is known of it."""

    id: str
    """Its name."""
    source: str
    """Where it came from, in short; ``-`` for a text from nowhere."""
    sha256: str
    """Digest of the source's bytes; of a row, of its text."""
    content_hash: str
    """Digest of all that was read and of how: where id, this and ``extractor`` are the same, so is all else."""
    lang: str
    """BCP 47 primary tag; ``und`` where it is not known."""
    title: str | None
    """Headline."""
    date: str | None
    """Day of publication, ISO 8601; a month or a year where that is all."""
    publisher: str | None
    """Who published it."""
    place: str | None
    """Where it was published, as written."""
    url: str | None
    """Its address."""
    provenance: Provenance
    """The way to it."""
    event: Event | None
    """The gathering that the text is about."""
    people: tuple[Person, ...]
    """In the order of first mention."""
    extractor: Extractor
    """What made this."""
    diagnostics: tuple[Diagnostic, ...]
    """What could not be read as written."""
    text: str | None = None
    """The text that offsets count in, where it was asked for (``with_text``)."""
    carried: Mapping[str, Any] | None = None
    """Fields of the row that Rostra does not read; none where there are none."""

    def __hash__(self) -> int:
        """Of the digest, which all else follows from; ``carried`` cannot be hashed."""
        return hash((self.id, self.source, self.content_hash))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Document:
        """The document of this JSON: a line that ``rostra extract`` wrote.

        Raises:
            KeyError: a field is missing.
        """
        return cls(*[make(values.get(name) if name in _OPTIONAL else values[name]) for name, make in _makers(cls)])

    @classmethod
    def from_json(cls, line: str | bytes) -> Document:
        """The document of a line that ``rostra extract`` wrote.

        Raises:
            ValueError: the line is no JSON.
            KeyError: a field is missing.
        """
        return cls.from_dict(json.loads(line))

    def to_dict(self) -> dict[str, Any]:
        """The document as ``rostra extract`` writes it, field by field."""
        values = _Object.to_dict(self)
        return {name: value for name, value in values.items() if name not in _OPTIONAL or value is not None}

    def to_json(self) -> str:
        """The line that ``rostra extract`` writes, byte by byte, without its end."""
        values = self.to_dict()
        carried = values.pop("carried", None)
        line = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        return line if carried is None else f'{line[:-1]},"carried":{written(carried)}}}'

    @property
    def failed(self) -> bool:
        """Whether the document could not be read: nobody is in it, and ``diagnostics`` say why."""
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


_KNOWN: dict[type[_Object], _Makers] = {}

_OPTIONAL = frozenset({"text", "carried"})

_MAKERS: dict[type[_Object], dict[str, Callable[[Any], Any]]] = {
    Mention: {"at": _maybe(Location)},
    Title: {"at": _maybe(Location)},
    Person: {
        "name_parts": NameParts.from_dict,
        "honorifics": tuple,
        "titles": _each(Title),
        "mentions": _each(Mention),
    },
    Provenance: {"steps": _steps, "metadata": dict},
    Document: {
        "provenance": Provenance.from_dict,
        "event": _maybe(Event),
        "people": _each(Person),
        "extractor": Extractor.from_dict,
        "diagnostics": _each(Diagnostic),
        "carried": copy.deepcopy,
    },
}
