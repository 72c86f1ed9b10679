"""How the package is used, as a type checker sees it: mypy says whether each thing is what it is told to be here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from typing_extensions import assert_type

import rostra
from rostra import (
    ArrowBatch,
    ArrowSchema,
    ArrowStream,
    Document,
    DocumentError,
    Extractor,
    FailureKind,
    Location,
    Mention,
    Person,
    Title,
)


class Stream:
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return requested_schema


class Batch:
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        return requested_schema, requested_schema


def documents(extractor: Extractor) -> None:
    assert_type(rostra.extract("They met.", lang="en"), Document)
    assert_type(extractor.extract("They met.", id="a"), Document)
    assert_type(extractor.extract_batch(["They met.", {"id": 7, "text": "They met."}]), Iterator[Document])
    assert_type(extractor.extract_batch((text for text in ["a"]), errors="keep"), Iterator[Document])
    assert_type(extractor.extract_files("press", Path("more")), Iterator[Document])
    assert_type(extractor.extract_bytes(b"They met.", "a.txt"), list[Document])


def tables(extractor: Extractor) -> None:
    assert_type(extractor.extract_arrow(Stream(), text="body"), ArrowStream)
    assert_type(extractor.extract_arrow(Batch(), columns={"date": "day"}), ArrowBatch)
    assert_type(extractor.identify_arrow(Stream()), ArrowStream)
    assert_type(extractor.identify_arrow(Batch()), ArrowBatch)
    assert_type([batch.num_rows for batch in extractor.extract_arrow(Stream())], list[int])
    assert_type(rostra.schema(), ArrowSchema)
    extractor.extract_arrow(extractor.extract_arrow(Stream()))
    extractor.extract_arrow([{"text": "They met."}])  # type: ignore[call-overload]


def records(document: Document) -> None:
    assert_type(document.people, tuple[Person, ...])
    assert_type(document.date, str | None)
    assert_type(document.failed, bool)
    assert_type(document.to_dict(), dict[str, Any])
    assert_type(document.to_json(), str)
    assert_type(Document.from_json("{}"), Document)
    assert_type(Person.from_dict({}), Person)
    for person in document.people:
        assert_type(person.role, Literal["keynote", "speaker", "chair", "participant", "mentioned"])
        assert_type(person.country, str | None)
        assert_type(person.titles, tuple[Title, ...])
        assert_type(person.mentions, tuple[Mention, ...])
        assert_type([title.at for title in person.titles], list[Location | None])
    document.id = "other"  # type: ignore[misc]


def settings() -> None:
    assert_type(Extractor("mine.toml", jobs=2, model=False, limits={"pages": 100}, id_from="path"), Extractor)
    assert_type(Extractor(Path("mine.toml"), model=Path("weights")).jobs, int)
    assert_type(Extractor().identity.model, str | None)
    Extractor(model=True)  # type: ignore[arg-type]
    Extractor(id_from="name")  # type: ignore[arg-type]
    Extractor(None, 2)  # type: ignore[call-arg]


def failures(error: DocumentError) -> None:
    assert_type(error.kind, FailureKind)
    assert_type((error.id, error.source, error.reason), tuple[str, str, str])
