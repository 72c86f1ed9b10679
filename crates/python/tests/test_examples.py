"""The examples, run as their readers run them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from calls import Python

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "target.parquet"


def run(python: Python, name: str, target: Path) -> list[str]:
    ran = python("-W", "error", EXAMPLES / name, EXAMPLES / "releases.jsonl", target, cwd=target.parent)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stderr
    return [line.rstrip() for line in ran.stdout.splitlines()]


def test_pandas(python: Python, target: Path) -> None:
    assert run(python, "pandas_speakers.py", target) == [
        "                         releases     languages",
        "country name",
        "KAZ     Ерлан Сеитов            1          [ru]",
        "KEN     Wanjiru Kamotho         2          [en]",
        "PER     Ana Ruiz                3  [en, fr, es]",
        "SEN     Jean Delmas             1          [fr]",
        "UGA     Peter Mwesigye          1          [en]",
        "8 rows, the first of 2024-05-14",
    ]
    rows = parquet.read_table(target).to_pylist()
    assert rows[0] == {
        "id": "nairobi-1",
        "lang": "en",
        "name": "Wanjiru Kamotho",
        "country": "KEN",
        "role": "speaker",
        "date": date(2024, 5, 14),
        "publisher": "Ministry of Transport",
    }


def test_polars(python: Python, target: Path) -> None:
    assert run(python, "polars_people.py", target) == [
        "PER en Ana Ruiz | Minister of Health",
        "PER es Ana Ruiz | ministra de Salud",
        "PER fr Ana Ruiz | ministre de la Santé",
        "SEN es Jean Delmas | ministro de Salud",
        "SEN fr Jean Delmas | ministre de la Santé",
        "nobody in: empty-1",
    ]
    offices = parquet.read_table(target).column("office").to_pylist()
    assert offices.count("minister.health") == 5


def test_duckdb(python: Python, target: Path) -> None:
    assert run(python, "duckdb_countries.py", target) == [
        "PER 3 Ana Ruiz",
        "KEN 2 Wanjiru Kamotho",
        "KAZ 1 Yerlan Seitov",
        "SEN 1 Jean Delmas",
        "UGA 1 Peter Mwesigye",
    ]
    joined = parquet.read_table(target)
    assert {"id", "person", "date", "text"} <= set(joined.column_names)
    assert "empty-1" not in joined.column("id").to_pylist()
