"""Releases in DuckDB: records are a stream that SQL reads as any other table, batch by batch; nothing is held as a whole.

python duckdb_countries.py releases.jsonl people.parquet
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

import rostra


def main(source: Path, target: Path) -> None:
    con = duckdb.connect()
    con.execute(f"CREATE TABLE releases AS FROM read_json('{source}', columns = {{id: 'TEXT', date: 'DATE', text: 'TEXT'}})")

    # Releases are read while records are written, so by another cursor. The stream is read once, by the statement that names it.
    stream = rostra.Extractor().extract_arrow(con.cursor().table("releases"), carry=False)
    con.execute("CREATE TABLE people AS SELECT id, unnest(people) AS person FROM stream")

    # `person` is a struct: its fields are named with a dot.
    query = """
        SELECT person.country, count(DISTINCT id) AS releases, list(DISTINCT person.name_latin ORDER BY person.name_latin)
        FROM people WHERE person.role IN ('keynote', 'speaker') AND person.country IS NOT NULL
        GROUP BY ALL ORDER BY releases DESC, person.country
    """
    for country, releases, names in con.execute(query).fetchall():
        print(country, releases, ", ".join(names))

    con.execute(f"COPY (SELECT * FROM people JOIN releases USING (id)) TO '{target}'")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
