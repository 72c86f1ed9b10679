#!/usr/bin/env python3
"""Read a Parquet file of documents as others do, and compare each value with the JSON Lines of the same documents.

    scripts/checks/read_parquet.py OUT.parquet OUT.jsonl

Readers are DuckDB, pandas (by way of PyArrow) and Polars. Prints a line for each that read the file, and for each that is not installed; the
exit status is 0 where all that are installed read what JSON holds, 1 where a value differs, 77 where none is installed.
"""

import importlib
import json
import math
import sys


def plain(value):
    """A value as Python's json module has it, whatever a reader makes of structs, lists, maps, numbers and nulls."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if hasattr(value, "tolist"):  # NumPy
        return plain(value.tolist())
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value


def entries(value):
    """A map, which readers give as a dictionary, as pairs, or as a list of `key` and `value`."""
    if isinstance(value, dict):
        return value
    return dict((pair["key"], pair["value"]) if isinstance(pair, dict) else pair for pair in value)


def some(fields):
    """Those fields that have a value: of a step and a place in the source, the others have none."""
    return fields and {key: value for key, value in fields.items() if value is not None}


def document(row):
    """A row of the file as a document of the JSON."""
    row = plain(row)
    provenance = row["provenance"]
    provenance["steps"] = [some(step) for step in provenance["steps"]]
    provenance["metadata"] = entries(provenance["metadata"])
    for person in row["people"]:
        for place in person["titles"] + person["mentions"]:
            place["at"] = some(place["at"])
    for optional in ("text", "carried"):
        if row[optional] is None:
            del row[optional]
    if "carried" in row:
        row["carried"] = json.loads(row["carried"])
    return row


def duckdb(module, parquet, lines):
    connection = module.connect()
    columns = connection.execute("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(?))", [parquet]).fetchall()
    columns = dict(columns)
    # Its own reader of JSON, told the types of the file: both must give the same rows. What is carried is JSON, and spaced as it was written.
    for one, other in ((parquet, lines), (lines, parquet)):
        query = "SELECT count(*) FROM (SELECT {0} FROM {1} EXCEPT ALL SELECT {0} FROM {2})"
        names = ", ".join(f'"{name}"' for name in columns if name != "carried")
        tables = {parquet: "read_parquet($parquet)", lines: "read_json($lines, columns = $columns, format = 'newline_delimited')"}
        places = {"parquet": parquet, "lines": lines, "columns": columns}
        (differ,) = connection.execute(query.format(names, tables[one], tables[other]), places).fetchone()
        if differ:
            sys.exit(f"duckdb: {differ} rows of {one} are not in {other}")
    result = connection.execute("SELECT * FROM read_parquet(?)", [parquet])
    names = [column[0] for column in result.description]
    return [dict(zip(names, row)) for row in result.fetchall()]


def pandas(module, parquet, lines):
    return module.read_parquet(parquet, engine="pyarrow").to_dict("records")


def polars(module, parquet, lines):
    return module.read_parquet(parquet).to_dicts()


def first_difference(found, expected, path=""):
    """Where two values differ, and how."""
    if isinstance(found, dict) and isinstance(expected, dict) and found.keys() == expected.keys():
        pairs = [(found[key], expected[key], f"{path}.{key}") for key in found]
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        pairs = [(one, other, f"{path}[{at}]") for at, (one, other) in enumerate(zip(found, expected))]
    else:
        return None if found == expected else f"{path}: {found!r} instead of {expected!r}"
    differences = (first_difference(*pair) for pair in pairs)
    return next((difference for difference in differences if difference), None)


def main(parquet, lines):
    with open(lines, encoding="utf-8", newline="\n") as file:
        expected = [json.loads(line) for line in file]
    installed = 0
    for name, packages, read in (("duckdb", [], duckdb), ("pandas", ["pyarrow"], pandas), ("polars", [], polars)):
        try:
            module, *_ = [importlib.import_module(package) for package in [name, *packages]]
        except ImportError as error:
            print(f"skipped {name}: {error}")
            continue
        installed += 1
        difference = first_difference([document(row) for row in read(module, parquet, lines)], expected)
        if difference:
            sys.exit(f"{name}: {difference}")
        print(f"{name} {module.__version__}: {len(expected)} documents are as in {lines}")
    return 0 if installed else 77


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
