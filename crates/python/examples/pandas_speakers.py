"""A data frame of releases: who spoke for which state, and how often. What was read is joined back to the releases by their ids.

python pandas_speakers.py releases.jsonl records.parquet
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

import rostra


def speakers(releases: pd.DataFrame) -> pd.DataFrame:
    """A row for each release and person who spoke there."""
    records = rostra.Extractor().extract_arrow(releases).to_pyarrow()
    people = records.select(["id", "lang", "people"]).to_pandas().explode("people").dropna(ignore_index=True)
    fields = pd.json_normalize(people["people"].tolist())
    spoke: pd.DataFrame = people[["id", "lang"]].join(fields[["name", "country", "role"]])
    return spoke.query("role in ['keynote', 'speaker']")


def main(source: Path, target: Path) -> None:
    releases = pd.read_json(source, lines=True)
    releases["date"] = pd.to_datetime(releases["date"]).dt.date
    spoke = speakers(releases)
    print(spoke.groupby(["country", "name"]).agg(releases=("id", "nunique"), languages=("lang", "unique")).to_string())

    joined = spoke.merge(releases[["id", "date", "publisher"]], on="id")
    joined.to_parquet(target, index=False)
    print(f"{len(joined)} rows, the first of {joined['date'].min()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
