"""Records are the JSON of the command line, as typed objects."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from calls import Cli
from releases import ALL, ENGLISH

import rostra
from rostra import Document, Location, Mention, NameParts, Person, Title


@pytest.fixture
def document(extractor: rostra.Extractor) -> Document:
    row = {"id": "a", "text": ENGLISH, "date": "2024-05-14", "topic": {"tags": ["health"], "weight": 0.00001}}
    (document,) = extractor.extract_batch([row])
    return document


def test_each_line_of_the_command_line_comes_back(fixture_lines: list[str]) -> None:
    assert len(fixture_lines) > 100
    for line in fixture_lines:
        document = Document.from_json(line)
        assert document.to_json() == line
        assert document.to_dict() == json.loads(line)
        assert Document.from_dict(document.to_dict()) == document == Document.from_json(line.encode())


NUMBERS = (
    "[1e-5,-2.5e-5,9.99999e-5,0.0001,1.5e-6,1e-9,1.25e-10,5e-324,1e15,1e16,1.5e16,1e23,-1e300,0.1,-0.0,7,"
    "18446744073709551615,18446744073709551616,9007199254740993.0]"
)


def test_numbers_and_characters_that_are_carried_come_back(cli: Cli, tmp_path: Path) -> None:
    odd = r'"s":"\u007f\u0001\b\u2028\ud83d\ude00/\\\"","deep":{"list":[[1e-7],{}]}'
    row = f'{{"text":"They met.","n":{NUMBERS},{odd}}}'
    rows = tmp_path / "rows.jsonl"
    rows.write_text(row + "\n", encoding="utf-8")
    (line,) = cli("extract", rows)
    document = Document.from_json(line)
    assert document.carried is not None
    assert document.carried["n"][:3] == [1e-5, -2.5e-5, 9.99999e-5]
    assert document.to_json() == line


def test_equal_records_are_equal_and_have_one_hash(document: Document, extractor: rostra.Extractor) -> None:
    again = Document.from_json(document.to_json())
    assert again == document and again is not document
    assert hash(again) == hash(document)
    assert {document: "seen"}[again] == "seen"
    assert len({*document.people, *again.people}) == len(document.people) == 2
    assert len({document.provenance, again.provenance, document.extractor, again.extractor}) == 2
    other = extractor.extract(ENGLISH + " They met.", id="a")
    assert other != document
    assert dataclasses.replace(document, carried=None) != document
    values: object = document.to_dict()
    assert document != values


def test_records_are_frozen(document: Document) -> None:
    for record in (document, document.people[0], document.people[0].titles[0], document.provenance):
        name = dataclasses.fields(record)[0].name
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, name, "other")
        with pytest.raises((AttributeError, TypeError)):
            record.of_mine = 1  # type: ignore[union-attr]


def test_what_is_given_away_is_not_shared(document: Document) -> None:
    values = document.to_dict()
    before = document.to_json()
    values["provenance"]["metadata"]["date"] = "other"
    values["carried"]["topic"]["tags"].append("mine")
    values["people"].clear()
    assert document.to_json() == before
    taken = document.to_dict()
    kept = Document.from_dict(taken)
    taken["provenance"]["metadata"]["date"] = "other"
    taken["carried"]["topic"]["tags"].append("mine")
    assert kept == document


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_records_are_pickled_and_copied(document: Document, protocol: int) -> None:
    assert pickle.loads(pickle.dumps(document, protocol)) == document
    assert copy.copy(document) == document
    assert copy.deepcopy(document) == document


def test_the_repr_makes_the_same(document: Document) -> None:
    names: dict[str, Any] = {name: getattr(rostra, name) for name in rostra.__all__}
    names["Extractor"] = type(document.extractor)
    assert eval(repr(document), names) == document


def test_records_are_matched(document: Document) -> None:
    match document.people[0]:
        case Person(
            name=name, name_parts=NameParts(family=family), titles=[Title(status="current", office=office)], country="PER"
        ):
            assert (name, family, office) == ("Ana Ruiz", "Ruiz", "minister.health")
        case other:
            pytest.fail(f"is not matched: {other}")


def test_unknown_fields_are_passed_over(document: Document) -> None:
    values = document.to_dict()
    values["new"] = 1
    values["people"][0]["new"] = {"a": 1}
    assert Document.from_dict(values) == document


def test_a_missing_field_is_named(document: Document) -> None:
    values = document.to_dict()
    del values["people"][0]["role"]
    with pytest.raises(KeyError, match="role"):
        Document.from_dict(values)
    with pytest.raises(KeyError, match="id"):
        Document.from_dict({})
    with pytest.raises(ValueError, match="Expecting"):
        Document.from_json("[")


@pytest.mark.parametrize(
    "place",
    [{"byte_start": 0, "byte_end": 4}, {"page": 2, "line": 14}, {"element": "/html/body/p[3]"}, {"paragraph": 12}],
)
def test_a_place_has_the_fields_of_its_way(place: dict[str, Any]) -> None:
    at = Location.from_dict(place)
    assert at.to_dict() == place
    assert sum(value is not None for value in dataclasses.asdict(at).values()) == len(place)


def test_what_may_be_left_out_is(extractor: rostra.Extractor) -> None:
    values = extractor.extract("They met.").to_dict()
    assert "text" not in values and "carried" not in values
    assert Mention.from_dict({"start": 1, "end": 2, "at": None}).to_dict() == {"start": 1, "end": 2, "at": None}


def test_failed_says_whether_a_document_could_be_read(extractor: rostra.Extractor) -> None:
    read, unread = extractor.extract_batch([ENGLISH, ""], errors="keep")
    assert (read.failed, unread.failed) == (False, True)
    assert unread.people == ()
    assert [diagnostic.code for diagnostic in unread.diagnostics] == ["document.rejected"]
    assert Document.from_json(unread.to_json()) == unread


def test_all_languages_have_somebody(extractor: rostra.Extractor) -> None:
    for document in extractor.extract_batch(ALL):
        assert document.people, document.lang
