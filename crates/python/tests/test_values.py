"""Values of rows and tables that are none of Python's plain ones, and what is said of those that cannot be read."""

from __future__ import annotations

import uuid
from collections import OrderedDict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from releases import ENGLISH

import rostra


@pytest.mark.parametrize(
    ("value", "carried"),
    [
        (np.int64(7), 7),
        (np.float32(0.5), 0.5),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (np.bool_(True), True),
        (Decimal("12345678901234567891234.5"), "12345678901234567891234.5"),
        (uuid.UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        (2**64 - 1, 2**64 - 1),
        (2**70, str(2**70)),
        (MappingProxyType({"a": OrderedDict(b=1)}), {"a": {"b": 1}}),
        (pd.Timestamp("2024-05-14"), "2024-05-14T00:00:00"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_are_carried(extractor: rostra.Extractor, value: Any, carried: Any) -> None:
    (document,) = extractor.extract_batch([{"text": ENGLISH, "value": value}])
    assert document.carried == {"value": carried}


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, pd.NaT], ids=repr)
def test_what_is_not_there_is_not_carried(extractor: rostra.Extractor, nothing: Any) -> None:
    (document,) = extractor.extract_batch([{"text": ENGLISH, "value": nothing}])
    assert document.carried is None


def test_other_values_are_refused_without_showing_them(extractor: rostra.Extractor) -> None:
    with pytest.raises(TypeError, match="a field cannot hold set") as error:
        next(extractor.extract_batch([{"text": ENGLISH, "value": {"secret"}}]))
    assert "secret" not in str(error.value)


def test_ids_of_a_table_are_kept_whole(extractor: rostra.Extractor) -> None:
    number = Decimal("12345678901234567891234")
    table = pa.table({"id": pa.array([number], pa.decimal128(30)), "text": [ENGLISH]})
    assert extractor.extract_arrow(table).to_pyarrow()["id"].to_pylist() == [str(number)]


def test_chosen_columns_of_other_kinds_are_refused(extractor: rostra.Extractor) -> None:
    table = pa.table({"id": pa.array([b"1"], pa.binary()), "days": [[1]], "text": [ENGLISH]})
    for arguments in ({"id": "id"}, {"columns": {"date": "days"}}, {"source": "id"}):
        with pytest.raises(rostra.TableError, match="column `(id|days)` holds"):
            extractor.extract_arrow(table, **arguments)


def test_texts_that_are_none_are_told(extractor: rostra.Extractor) -> None:
    broken = pa.Array.from_buffers(pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0"), pa.py_buffer(b"a\xff")])
    whole = pa.array(["They met.", "They left."])
    for table in (pa.table({"text": broken}), pa.table({"text": whole, "title": broken}), pa.table({"text": broken}).slice(1)):
        with pytest.raises(Exception, match="column `(text|title)` holds bytes that are no UTF-8"):
            extractor.extract_arrow(table).to_pyarrow()
    assert extractor.extract_arrow(pa.table({"text": broken}).slice(0, 1)).to_pyarrow().num_rows == 1


def test_ids_of_files_in_memory() -> None:
    by_path = rostra.Extractor(id_from="path", model=False)
    assert [document.id for document in by_path.extract_bytes(ENGLISH.encode(), "2024/a.txt")] == ["2024/a"]
    files = pa.table({"path": ["2024/a.txt", "2025/a.txt"], "content": [ENGLISH.encode()] * 2})
    assert by_path.extract_arrow(files).to_pyarrow()["id"].to_pylist() == ["2024/a", "2025/a"]


def test_the_source_may_be_the_id(extractor: rostra.Extractor) -> None:
    table = pa.table({"id": ["a"], "text": [ENGLISH]})
    (row,) = extractor.extract_arrow(table, source="id").to_pyarrow().select(["id", "source"]).to_pylist()
    assert row == {"id": "a", "source": "a"}


def test_records_go_to_parquet_and_come_back(extractor: rostra.Extractor, tmp_path: Path) -> None:
    event = "Speeches were delivered at the Third Forum on Water, held in Lima on 14 May 2024, by Ana Ruiz, Minister of Health of Peru."
    table = pa.table({"id": ["a", "b", "c"], "text": ["They met.", None, event]})
    records = extractor.extract_arrow(table).to_pyarrow()
    assert [row is None for row in records["event"].to_pylist()] == [True, True, False]
    parquet.write_table(records, tmp_path / "records.parquet")
    assert parquet.read_table(tmp_path / "records.parquet").equals(records)


def test_a_large_batch_is_read_in_parts(extractor: rostra.Extractor) -> None:
    count = 4096 + 10
    table = pa.table({"id": [str(n) for n in range(count)], "text": ["They met."] * count})
    assert len(table.to_batches()) == 1
    parts = [batch.num_rows for batch in extractor.extract_arrow(table)]
    assert parts == [4096, 10]


def test_a_stream_that_reads_itself_is_told(extractor: rostra.Extractor) -> None:
    schema = pa.schema({"text": pa.string()})

    def batches() -> Iterator[pa.RecordBatch]:
        next(iter(stream))
        yield pa.record_batch([["They met."]], schema)

    stream = extractor.extract_arrow(pa.RecordBatchReader.from_batches(schema, batches()))
    with pytest.raises(Exception, match="read by its own source"):
        next(iter(stream))


def test_what_is_shown_of_them(extractor: rostra.Extractor) -> None:
    table = pa.table({"text": [ENGLISH]})
    stream = extractor.extract_arrow(table)
    assert repr(stream) == "<ArrowStream: 17 columns>"
    stream.to_pyarrow()
    assert repr(stream) == "<ArrowStream: 17 columns, read>"
    assert repr(extractor.extract_arrow(table.to_batches()[0])) == "<ArrowBatch: 1 rows, 17 columns>"
    assert repr(rostra.identity_schema()) == "<ArrowSchema: id, content_hash>"
