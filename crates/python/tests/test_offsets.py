"""Offsets count code points, so Python's slices find what stands there."""

from __future__ import annotations

import pytest
from releases import ARABIC, CHINESE, EMOJI, ENGLISH, FRENCH, RUSSIAN

import rostra


@pytest.fixture(scope="module")
def with_text() -> rostra.Extractor:
    return rostra.Extractor(jobs=2, with_text=True)


@pytest.mark.parametrize(
    ("text", "name", "title", "country"),
    [
        (ENGLISH, "Ana Ruiz", "Minister of Health", "PER"),
        (FRENCH, "Jean Delmas", "ministre de la Santé", "SEN"),
        (RUSSIAN, "Ерлан Сеитов", "министр иностранных дел", "KAZ"),
        (ARABIC, "خالد المومني", "وزير الصحة", "JOR"),
        (CHINESE, "李文博", "外交部长", "CHN"),
        (EMOJI, "Ana Ruiz", "Minister of Health", "PER"),
    ],
    ids=["English", "French", "Russian", "Arabic", "Chinese", "emoji and CRLF"],
)
def test_slices_are_what_records_say(with_text: rostra.Extractor, text: str, name: str, title: str, country: str) -> None:
    document = with_text.extract(text)
    person = document.people[0]
    read = document.text
    assert read is not None
    assert read == text.replace("\r\n", "\n")
    assert (person.name, person.titles[0].text, person.country) == (name, title, country)
    first = person.mentions[0]
    assert read[first.start : first.end] == name
    assert read[person.titles[0].start : person.titles[0].end] == title


def test_offsets_of_all_fixtures_hold(fixture_lines: list[str]) -> None:
    titles = 0
    for document in map(rostra.Document.from_json, fixture_lines):
        assert document.text is not None
        for person in document.people:
            assert person.name in [_at(document.text, mention) for mention in person.mentions]
            for title in person.titles:
                if " ... " not in title.text:  # words were cut from the midst of it
                    assert _at(document.text, title) == title.text
                    titles += 1
    assert titles > 1000


def _at(text: str, place: rostra.Mention | rostra.Title) -> str:
    return " ".join(text[place.start : place.end].split())


def test_a_row_has_no_way_back_and_a_file_has(with_text: rostra.Extractor) -> None:
    (of_file,) = with_text.extract_bytes(RUSSIAN.encode("cp1251"), "a.txt")
    person = of_file.people[0]
    at = person.mentions[0].at
    assert at is not None and at.byte_start is not None and at.byte_end is not None
    assert RUSSIAN.encode("cp1251")[at.byte_start : at.byte_end].decode("cp1251") == person.name
    of_row = with_text.extract(RUSSIAN)
    assert of_row.people[0].mentions[0].at is None
