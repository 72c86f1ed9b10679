"""Tables of any layout and library give the same records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from as_json import documents
from calls import Cli
from releases import ALL, ARABIC, ENGLISH, RUSSIAN

import rostra
from rostra import ArrowBatch, ArrowStream, TableError

IDS = [f"release {n}" for n in range(len(ALL))]
TABLE = pa.table({"id": IDS, "text": list(ALL), "day": [20240514 + n for n in range(len(ALL))]})


@pytest.fixture(scope="module")
def expected(extractor: rostra.Extractor) -> pa.Table:
    records = extractor.extract_arrow(TABLE).to_pyarrow()
    assert records.column("id").to_pylist() == IDS
    return records


def sliced(table: pa.Table) -> pa.Table:
    """The same rows, which begin in the midst of their buffers."""
    return pa.concat_tables([table.slice(2), table, table]).combine_chunks().slice(table.num_rows - 2, table.num_rows)


def cast(kind: pa.DataType) -> Callable[[pa.Table], pa.Table]:
    return lambda table: table.set_column(1, "text", table["text"].cast(kind))


def encoded(table: pa.Table) -> pa.Table:
    return table.set_column(1, "text", table["text"].dictionary_encode())


LAYOUTS: dict[str, Callable[[pa.Table], Any]] = {
    "table": lambda table: table,
    "chunks": lambda table: pa.concat_tables([table.slice(0, 1), table.slice(1, 0), table.slice(1, 3), table.slice(4)]),
    "slice": sliced,
    "reader": lambda table: table.to_reader(max_chunksize=2),
    "large_string": cast(pa.large_string()),
    "string_view": cast(pa.string_view()),
    "dictionary": encoded,
    "sliced dictionary": lambda table: encoded(sliced(table)),
    "dictionary of large_string": lambda table: encoded(cast(pa.large_string())(table)),
    "view of a slice": lambda table: cast(pa.string_view())(sliced(table)),
    "pandas": lambda table: table.to_pandas(),
    "pandas, index": lambda table: table.to_pandas().iloc[::-1].iloc[::-1],
    "pandas, arrow types": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": lambda table: pl.from_arrow(table),
    "polars, categories": lambda table: pl.DataFrame(table).with_columns(pl.col("text").cast(pl.Categorical)),
    "DuckDB": lambda table: duckdb.from_arrow(table),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_layouts(extractor: rostra.Extractor, expected: pa.Table, layout: Callable[[pa.Table], Any]) -> None:
    stream = extractor.extract_arrow(layout(TABLE))
    assert isinstance(stream, ArrowStream)
    assert stream.to_pyarrow().combine_chunks().equals(expected.combine_chunks())


@pytest.mark.parametrize(
    "kind", [pa.binary(), pa.large_binary(), pa.binary_view(), pa.dictionary(pa.int32(), pa.binary())], ids=str
)
def test_bytes_are_files(extractor: rostra.Extractor, kind: pa.DataType) -> None:
    files = {
        "a.txt": RUSSIAN.encode("cp1251"),
        "b.html": f"<html><body><p>{ENGLISH}</p></body></html>".encode(),
        "c.bin": b"\0\1",
    }
    content = pa.array(list(files.values()), pa.binary())
    content = content.dictionary_encode() if pa.types.is_dictionary(kind) else content.cast(kind)
    table = pa.table({"path": list(files), "content": content, "length": [len(file) for file in files.values()]})
    read = documents(extractor.extract_arrow(table).to_pyarrow())
    of_bytes = [document for name, data in files.items() for document in extractor.extract_bytes(data, name, errors="keep")]
    assert read == [document.to_dict() for document in of_bytes]
    assert [document["source"] for document in read] == list(files)
    assert [bool(document["people"]) for document in read] == [True, True, False]


def test_a_file_may_hold_several_documents(extractor: rostra.Extractor, root: Path) -> None:
    data = (root / "fixtures/formats/jsonl/ru.jsonl").read_bytes()
    table = pa.table({"id": ["x", "y"], "path": ["ru.jsonl", "none.txt"], "content": [data, b""]})
    read = documents(extractor.extract_arrow(table).to_pyarrow())
    lines = [document.to_dict() for document in extractor.extract_bytes(data, "ru.jsonl", id="x")]
    assert len(lines) > 1
    assert read[: len(lines)] == lines


def test_a_batch_gives_a_batch(extractor: rostra.Extractor, expected: pa.Table) -> None:
    (batch,) = TABLE.to_batches()
    records = extractor.extract_arrow(batch)
    assert isinstance(records, ArrowBatch)
    assert len(records) == records.num_rows == len(ALL)
    for _ in range(2):  # as often as it is wanted
        assert pa.table(records.to_pyarrow()).equals(expected)
    part = extractor.extract_arrow(batch.slice(2, 3))
    assert pa.table(part.to_pyarrow()).equals(expected.slice(2, 3))


def test_the_schema_is_the_one_of_parquet(extractor: rostra.Extractor, expected: pa.Table) -> None:
    schema = rostra.schema().to_pyarrow()
    assert expected.schema.equals(schema, check_metadata=True)
    assert rostra.schema().names == schema.names == expected.column_names
    assert pa.schema(extractor.extract_arrow(TABLE)).equals(schema)
    described = schema.field("people").metadata[b"description"].decode()
    assert described == "in the order of first mention"


def test_parquet_of_the_command_line_holds_the_same(
    cli: Cli, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    path = tmp_path / "records.parquet"
    cli("extract", "fixtures/en", "fixtures/ar", "fixtures/formats/pdf", "-o", path)
    assert parquet.read_metadata(path).metadata[b"rostra.schema"].decode() == rostra.SCHEMA_VERSION
    written = parquet.read_table(path)
    assert written.column_names == rostra.schema().names
    read = rostra.Extractor(jobs=2).extract_files("fixtures/en", "fixtures/ar", "fixtures/formats/pdf")
    assert documents(written) == [document.to_dict() for document in read]


def test_records_are_those_of_rows(extractor: rostra.Extractor, expected: pa.Table) -> None:
    rows = extractor.extract_batch(TABLE.to_pylist())
    assert documents(expected) == [document.to_dict() for document in rows]


def test_nulls_are_rows_that_say_so(extractor: rostra.Extractor) -> None:
    table = pa.table({"id": ["a", None, "c"], "text": [ENGLISH, ARABIC, None], "day": [None, 1, None]})
    first, second, third = documents(extractor.extract_arrow(table).to_pyarrow())
    assert first["id"] == "a" and first["people"]
    assert second["id"] == second["content_hash"][:16] and second["carried"] == {"day": 1}
    assert third["id"] == "c" and third["people"] == []
    assert [(d["severity"], d["code"]) for d in third["diagnostics"]] == [("error", "document.rejected")]
    nothing = extractor.extract_arrow(pa.table({"id": ["a"], "text": pa.array([None], pa.null())})).to_pyarrow()
    assert nothing.column("people").to_pylist() == [[]]


def test_tables_without_rows(extractor: rostra.Extractor) -> None:
    empty = TABLE.slice(0, 0)
    for table in (empty, TABLE.schema.empty_table(), empty.to_reader()):
        records = extractor.extract_arrow(table).to_pyarrow()
        assert records.num_rows == 0
        assert records.schema.equals(rostra.schema().to_pyarrow())
    batch = extractor.extract_arrow(pa.RecordBatch.from_pylist([], schema=TABLE.schema))
    assert len(batch) == 0 and batch.to_pyarrow().num_rows == 0


def test_columns_of_other_names(extractor: rostra.Extractor, expected: pa.Table) -> None:
    day = [date(2024, 5, 14)] * len(ALL)
    plain = TABLE.drop_columns("day").append_column("date", pa.array(day))
    named = plain.rename_columns(["Key", "Story", "Day"])
    dated = extractor.extract_arrow(plain).to_pyarrow()
    assert dated.column("date").to_pylist() == ["2024-05-14"] * len(ALL)
    assert dated.column("people").equals(expected.column("people"))
    assert extractor.extract_arrow(named, text="Story", id="Key", columns={"date": "Day"}).to_pyarrow().equals(dated)


def test_other_columns_are_carried_unless_not(extractor: rostra.Extractor) -> None:
    table = TABLE.append_column("blob", pa.array([b"x"] * len(ALL))).append_column(
        "when", pa.array([date(2024, 1, 2)] * len(ALL))
    )
    carried = [json.loads(row) for row in extractor.extract_arrow(table).to_pyarrow().column("carried").to_pylist()]
    assert carried == [{"day": 20240514 + n, "when": "2024-01-02"} for n in range(len(ALL))]
    left = extractor.extract_arrow(table, carry=False).to_pyarrow()
    assert left.column("carried").null_count == len(ALL)


def test_rows_say_where_they_come_from(extractor: rostra.Extractor) -> None:
    table = TABLE.append_column("from", pa.array([f"feed {n}" for n in range(len(ALL))]))
    records = extractor.extract_arrow(table, source="from").to_pyarrow()
    assert records.column("source").to_pylist() == table.column("from").to_pylist()
    assert extractor.extract_arrow(TABLE).to_pyarrow().column("source").to_pylist() == ["-"] * len(ALL)


def test_rows_of_json(extractor: rostra.Extractor) -> None:
    rows = [{"key": "a", "story": ENGLISH, "n": 1}, {"key": "b", "story": ""}]
    lines = pa.table({"value": [*map(json.dumps, rows), "[1", None], "at": ["f:1", "f:2", "f:3", "f:4"]})
    read = documents(extractor.extract_arrow(lines, json="value", text="story", id="key", source="at").to_pyarrow())
    assert [document["source"] for document in read] == ["f:1", "f:2", "f:3", "f:4"]
    assert [document["id"] for document in read][:2] == ["a", "b"]
    assert read[0]["people"] and read[0]["carried"] == {"n": 1}
    assert [[d["code"] for d in document["diagnostics"]] for document in read[1:]] == [["document.rejected"]] * 3


def test_identities_are_those_of_records(extractor: rostra.Extractor, expected: pa.Table) -> None:
    identities = extractor.identify_arrow(TABLE).to_pyarrow()
    assert identities.equals(expected.select(["id", "content_hash"]).cast(identities.schema))
    (batch,) = TABLE.to_batches()
    assert extractor.identify_arrow(batch).to_pyarrow().num_rows == len(ALL)
    unread = extractor.identify_arrow(pa.table({"id": ["a"], "text": [None]}, schema=TABLE.schema.remove(2))).to_pyarrow()
    assert unread.to_pylist() == [{"id": "a", "content_hash": ""}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": "body"}, "there is no column `body`; there are `id`, `text`, `day`"),
        ({"id": "key"}, "`key`"),
        ({"columns": {"date": "Day"}}, "`Day`"),
        ({"text": "day"}, "column `day` holds Int64"),
        ({"source": "nowhere"}, "`nowhere`"),
        ({"json": "line"}, "`line`"),
    ],
)
@pytest.mark.parametrize("data", [TABLE, TABLE.to_batches()[0]], ids=["stream", "batch"])
def test_a_table_that_cannot_be_read(extractor: rostra.Extractor, data: Any, arguments: dict[str, Any], message: str) -> None:
    for method in (extractor.extract_arrow, extractor.identify_arrow):
        with pytest.raises(TableError, match=message):
            method(data, **arguments)


def test_what_is_no_table(extractor: rostra.Extractor) -> None:
    wrong: list[Any] = [[{"text": ENGLISH}], ENGLISH, None, {"text": [ENGLISH]}]
    for data in wrong:
        with pytest.raises(TypeError, match="data is a table"):
            extractor.extract_arrow(data)
    with pytest.raises(rostra.ConfigError, match="columns: a column holds one of"):
        extractor.extract_arrow(TABLE, columns={"author": "id"})


def batches(pulled: list[int], of: int) -> Iterator[pa.RecordBatch]:
    for n in range(of):
        pulled.append(n)
        yield pa.RecordBatch.from_pydict({"id": [str(n)], "text": [ENGLISH]})


def reader(pulled: list[int], of: int = 20) -> pa.RecordBatchReader:
    return pa.RecordBatchReader.from_batches(pa.schema({"id": pa.string(), "text": pa.string()}), batches(pulled, of))


def test_a_stream_holds_one_batch_at_a_time(extractor: rostra.Extractor) -> None:
    pulled: list[int] = []
    stream = extractor.extract_arrow(reader(pulled))
    assert pulled == []
    for n, batch in enumerate(stream):
        assert len(batch) == 1
        assert pulled == list(range(n + 1))
    assert len(pulled) == 20


def test_a_stream_is_read_once(extractor: rostra.Extractor) -> None:
    pulled: list[int] = []
    stream = extractor.extract_arrow(reader(pulled))
    first = next(stream).to_pyarrow().column("id").to_pylist()
    rest = pa.RecordBatchReader.from_stream(stream).read_all().column("id").to_pylist()
    assert first + rest == [str(n) for n in range(20)]
    for again in (pa.table, lambda stream: stream.to_pyarrow()):
        with pytest.raises(ValueError, match="was read before"):
            again(stream)
    assert list(stream) == []


def test_polars_takes_streams_and_batches(extractor: rostra.Extractor) -> None:
    frame = pl.DataFrame({"id": IDS, "text": ALL})
    records = pl.DataFrame(extractor.extract_arrow(frame))
    assert records["id"].to_list() == IDS
    people = records.select("id", "people").explode("people").unnest("people")
    assert people["name"].to_list()[0] == "Ana Ruiz"
    (batch,) = TABLE.to_batches()
    assert pl.DataFrame(extractor.extract_arrow(batch)).equals(pl.DataFrame(extractor.extract_arrow(TABLE)))


def test_pandas_takes_them_by_way_of_pyarrow(extractor: rostra.Extractor) -> None:
    frame = pd.DataFrame({"id": IDS, "text": ALL})
    records = extractor.extract_arrow(frame).to_pyarrow().to_pandas()
    assert list(records["id"]) == IDS
    people = records[["id", "people"]].explode("people").dropna()
    assert people["people"].iloc[0]["name"] == "Ana Ruiz"


def test_duckdb_reads_a_variable_and_no_further_than_it_needs(extractor: rostra.Extractor) -> None:
    pulled: list[int] = []
    stream = extractor.extract_arrow(reader(pulled, 10_000))
    con = duckdb.connect()
    query = con.sql("SELECT id, people[1].name AS name FROM stream LIMIT 1")
    assert pulled == []
    assert query.fetchall() == [("0", "Ana Ruiz")]
    assert len(pulled) < 10_000
    with pytest.raises(duckdb.Error, match="was read before"):
        con.execute("FROM stream").fetchall()


@pytest.mark.skipif(duckdb.__version__.startswith("1."), reason="DuckDB 1 takes streams alone")
def test_duckdb_reads_a_batch_as_often_as_it_likes(extractor: rostra.Extractor) -> None:
    (batch,) = TABLE.to_batches()
    records = extractor.extract_arrow(batch)
    for _ in range(2):
        assert duckdb.execute("SELECT count(*) FROM records").fetchall() == [(len(ALL),)]


def test_an_error_of_the_source_comes_through(extractor: rostra.Extractor) -> None:
    def broken() -> Iterator[pa.RecordBatch]:
        yield from batches([], 1)
        raise ZeroDivisionError("the source is at an end")

    def stream() -> Any:
        columns = pa.schema({"id": pa.string(), "text": pa.string()})
        source: Any = pa.RecordBatchReader.from_batches(columns, broken())
        return extractor.extract_arrow(source)

    half = stream()
    assert len(next(half)) == 1
    for read in (lambda: next(half), lambda: stream().to_pyarrow(), lambda: pa.table(stream()), lambda: pl.DataFrame(stream())):
        with pytest.raises(Exception, match="the source is at an end"):
            read()
