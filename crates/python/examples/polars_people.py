"""A frame of Polars: a row for each person and title, with the words of the text that say so, written as Parquet.

python polars_people.py releases.jsonl titles.parquet
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

import rostra


def titles(releases: pl.DataFrame) -> pl.DataFrame:
    """A row for each title of each person."""
    records = pl.DataFrame(rostra.Extractor(with_text=True).extract_arrow(releases))
    people = records.select("id", "lang", "text", "people").explode("people").drop_nulls("people").unnest("people")
    each = people.explode("titles").drop_nulls("titles")
    title = pl.col("titles").struct
    # Offsets count code points, as those of Polars do.
    words = pl.col("text").str.slice(title["start"], title["end"] - title["start"])
    return each.select("id", "lang", "name_latin", "country", title["office"], words.alias("words"))


def main(source: Path, target: Path) -> None:
    found = titles(pl.read_ndjson(source))
    found.write_parquet(target)
    for row in found.filter(pl.col("office") == "minister.health").sort("country", "lang").iter_rows(named=True):
        print(row["country"], row["lang"], row["name_latin"], "|", row["words"])
    unread = pl.read_ndjson(source).join(found, on="id", how="anti")
    print("nobody in:", ", ".join(unread["id"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
