"""What goes wrong is said in its place, and what can go on goes on."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from releases import ENGLISH, RUSSIAN

import rostra
from rostra import ConfigError, DocumentError, RostraError, TableError


def test_a_document_that_cannot_be_read_holds_up_no_other(extractor: rostra.Extractor) -> None:
    rows: list[Any] = [ENGLISH, {"id": "empty", "text": " \n"}, {"id": "none"}, RUSSIAN]
    read = extractor.extract_batch(rows, source="feed")
    assert next(read).people
    with pytest.raises(DocumentError) as empty:
        next(read)
    error = empty.value
    assert (error.id, error.source, error.kind, error.reason) == ("empty", "feed", "rejected", "`text` is empty")
    assert str(error) == "empty: `text` is empty"
    with pytest.raises(DocumentError, match="none: has no field `text`"):
        next(read)
    assert next(read).people
    for _ in range(2):
        with pytest.raises(StopIteration):
            next(read)


def test_they_can_be_kept_as_documents(extractor: rostra.Extractor) -> None:
    rows: list[Any] = [ENGLISH, {"id": "empty", "text": ""}, RUSSIAN]
    read = list(extractor.extract_batch(rows, source="feed", errors="keep"))
    assert [document.failed for document in read] == [False, True, False]
    assert (read[1].id, read[1].source) == ("empty", "feed")
    (diagnostic,) = read[1].diagnostics
    assert (diagnostic.severity, diagnostic.code, diagnostic.message) == ("error", "document.rejected", "`text` is empty")


def test_files_that_cannot_be_read(extractor: rostra.Extractor, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7\nno more")
    (tmp_path / "c.txt").write_text(RUSSIAN)
    read = extractor.extract_files(tmp_path)
    assert next(read).id == "a"
    with pytest.raises(DocumentError) as error:
        next(read)
    assert (error.value.kind, error.value.source) == ("rejected", str(tmp_path / "b.pdf"))
    assert next(read).id == "c"
    kept = extractor.extract_files(tmp_path / "*.txt", tmp_path / "b.pdf", errors="keep")
    assert [document.failed for document in kept] == [False, False, True]
    with pytest.raises(DocumentError, match="no such file or folder") as gone:
        next(extractor.extract_files(tmp_path / "nowhere"))
    assert gone.value.kind == "unreadable"
    assert list(extractor.extract_files()) == []


def test_bytes_that_cannot_be_read(extractor: rostra.Extractor) -> None:
    with pytest.raises(DocumentError, match="binary"):
        extractor.extract_bytes(b"\0\1\2", "a.bin")
    (kept,) = extractor.extract_bytes(b"\0\1\2", "a.bin", errors="keep")
    assert kept.failed


def test_one_text_that_cannot_be_read(extractor: rostra.Extractor) -> None:
    for extract in (extractor.extract, rostra.extract):
        with pytest.raises(DocumentError, match=r"^a: `text` is empty$"):
            extract("", id="a")
        with pytest.raises(TypeError, match="text is a str, not bytes; extract_bytes"):
            extract(b"They met.")  # type: ignore[arg-type]
    with pytest.raises(DocumentError, match=r"^-: `text` is empty$"):
        extractor.extract("")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (b"They met.", "a document is a str or a mapping of fields, not bytes"),
        (None, "not NoneType"),
        (("a", "b"), "not tuple"),
        ({"text": b"They met."}, "a field cannot hold bytes"),
        ({"text": "They met.", "of": {1: 2}}, "names of fields are str, not int"),
        ({"text": "They met.", "of": object()}, "a field cannot hold object"),
    ],
)
def test_rows_of_the_wrong_kind(extractor: rostra.Extractor, row: Any, message: str) -> None:
    read = extractor.extract_batch([ENGLISH, RUSSIAN, row, ENGLISH])
    assert len([next(read), next(read)]) == 2
    with pytest.raises(TypeError, match=message):
        next(read)
    with pytest.raises(StopIteration):
        next(read)


def test_a_value_that_holds_itself(extractor: rostra.Extractor) -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(TypeError, match="values lie in more than"):
        next(extractor.extract_batch([{"text": ENGLISH, "of": endless}]))


@pytest.mark.parametrize("rows", [ENGLISH, b"They met.", {"text": ENGLISH}], ids=["text", "bytes", "mapping"])
def test_one_row_is_no_rows(extractor: rostra.Extractor, rows: Any) -> None:
    with pytest.raises(TypeError, match="for one there is extract"):
        extractor.extract_batch(rows)


def test_rows_of_no_kind(extractor: rostra.Extractor) -> None:
    with pytest.raises(TypeError, match="not iterable"):
        extractor.extract_batch(3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="errors is 'raise' or 'keep', not 'ignore'"):
        extractor.extract_batch([ENGLISH], errors="ignore")  # type: ignore[arg-type]


def test_an_exception_of_the_caller_comes_after_what_was_read(extractor: rostra.Extractor) -> None:
    def rows() -> Iterator[str]:
        for n in range(50):
            yield f"{ENGLISH} {n}"
        raise ConnectionResetError("the feed broke off")

    read = extractor.extract_batch(rows())
    got = [next(read) for _ in range(50)]
    assert all(document.people for document in got)
    with pytest.raises(ConnectionResetError, match="the feed broke off"):
        next(read)
    with pytest.raises(StopIteration):
        next(read)


def test_what_fields_may_hold(extractor: rostra.Extractor) -> None:
    row = {
        "text": ENGLISH,
        "id": 7,
        "date": date(2024, 5, 14),
        "read": datetime(2024, 5, 14, 9, 30),
        "flag": True,
        "share": 0.5,
        "no share": float("nan"),
        "tags": ("a", ["b"]),
        "half": "\ud83d!",
    }
    (document,) = extractor.extract_batch([row])
    assert (document.id, document.date) == ("7", "2024-05-14")
    assert document.carried == {
        "read": "2024-05-14T09:30:00",
        "flag": True,
        "share": 0.5,
        "tags": ["a", ["b"]],
        "half": "\ufffd!",
    }


def test_a_pipeline_file_with_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    for content, *said in [
        ('[relate]\ntype = "apposition.v1"\nhome = "FRA"\n', "mine.toml:3:", "`home`"),
        ('[limits]\npages = "many"\n', "mine.toml:2:", '"many"'),
        ('recognizers = [{ type = "grammar.v9" }]\n', "mine.toml:1:", "no recogniser", "grammar.v9"),
        ("[limits\n", "mine.toml:1:"),
    ]:
        path.write_text(content)
        with pytest.raises(ConfigError) as error:
            rostra.Extractor(path)
        for words in said:
            assert words in str(error.value)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"pipeline": "nowhere.toml"}, "nowhere.toml: cannot be read"),
        ({"packs": "nowhere"}, "nowhere: cannot be read"),
        ({"model": "nowhere"}, "nowhere.*: cannot be read"),
        ({"limits": {"pagez": 1}}, "there is no limit `pagez`; there are .*pages"),
        ({"limits": {"pages": 0}}, "`pages` must be at least 1"),
        ({"limits": {"pages": -1}}, "`pages` must be at least 1"),
        ({"home_country": "Peru"}, "Peru.*alpha-3"),
        ({"lang": "xx"}, "lang: unknown language"),
        ({"id_from": "name"}, "id_from: .*stem, path or content"),
    ],
)
def test_settings_that_do_not_hold(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        rostra.Extractor(**settings)


@pytest.mark.parametrize("jobs", [0, -1, 1025])
def test_jobs_are_some(jobs: int) -> None:
    with pytest.raises(ValueError, match=f"jobs is 1 to 1024, not {jobs}"):
        rostra.Extractor(jobs=jobs)


ERRORS = [
    DocumentError("a", "press.zip!a.html", "rejected", "is damaged"),
    ConfigError("mine.toml:3:1: unknown field `home`"),
    TableError("there is no column `text`"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_are_pickled_and_copied(error: RostraError) -> None:
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(other) is type(error)
        assert str(other) == str(error) and other.args == error.args
        assert vars(other) == vars(error)


def test_errors_are_of_one_kind() -> None:
    assert all(isinstance(error, RostraError) for error in ERRORS)
    assert issubclass(ConfigError, ValueError) and issubclass(TableError, ValueError)
