"""Reads CSV by pandas, with declared types, and fails where a value is not the one in the documents.

    csv_pandas.py DOCUMENTS.jsonl SPEAKERS.csv DATAPACKAGE.json

What should stand in each row is worked out here from the documents, by docs/output.md and docs/data-package.md, and compared cell by
cell with the output `csv` and with each table of the package. Exit status 77: the library is not there.
"""

import json
import pathlib
import sys

try:
    import pandas
except ModuleNotFoundError as error:
    print(f"{error.name} is not there", file=sys.stderr)
    sys.exit(77)

DTYPES = {"integer": "Int64", "number": "Float64", "string": "string", "array": "string", "object": "string"}


def speakers(document):
    event = document["event"] or {}
    for person in document["people"]:
        bodies = [title["organization"] for title in person["titles"]]
        for title in person["titles"] or [None]:
            held = title or {}
            yield {
                "document_id": document["id"],
                "language": document["lang"],
                "date": document["date"],
                "event": event.get("name"),
                "speaker": person["name"],
                "honorifics": "; ".join(person["honorifics"]),
                "title": held.get("text"),
                "status": held.get("status"),
                "office": held.get("office"),
                "organization": held.get("organization") if any(bodies) else person["organization"],
                "country": person["country"],
                "role": person["role"],
                "mode": person["mode"],
                "confidence": (title or person)["confidence"],
                "start": held.get("start"),
                "end": held.get("end"),
            }


def tables(document):
    way = document["provenance"]
    same = ("id", "source", "sha256", "content_hash", "lang", "title", "date", "publisher", "place", "url")
    row = {name: document[name] for name in same}
    row |= {name: way[name] for name in ("path", "steps", "format")}
    row |= {"told_by": way["metadata"], "text": document.get("text"), "carried": document.get("carried", {})}
    yield "documents", row
    at = {"document_id": document["id"]}
    for number, person in enumerate(document["people"], 1):
        same = ("name", "name_latin", "honorifics", "country", "country_evidence", "organization", "role", "mode", "confidence")
        row = {name: person[name] for name in same}
        yield "people", at | {"number": number} | row | person["name_parts"]
        for table, parts in (("titles", person["titles"]), ("mentions", person["mentions"])):
            for n, part in enumerate(parts, 1):
                row = at | {"person": number, "number": n}
                for name, value in part.items():
                    row[{"start": "starts_at", "end": "ends_at", "at": "location"}.get(name, name)] = value
                yield table, row
    if event := document["event"]:
        row = {{"start": "start_date", "end": "end_date"}.get(name, name): value for name, value in event.items()}
        yield "events", at | row
    for number, told in enumerate(document["diagnostics"], 1):
        row = {{"start": "starts_at", "end": "ends_at"}.get(name, name): value for name, value in told.items()}
        yield "diagnostics", at | {"number": number} | row


def read(path, types):
    dtypes = {name: DTYPES[kind] for name, kind in types.items()}
    frame = pandas.read_csv(path, dtype=dtypes, keep_default_na=False, na_values=[""])
    if list(frame.columns) != list(types):
        sys.exit(f"{path}: columns {list(frame.columns)}")
    for row in frame.itertuples(index=False):
        values = {}
        for (name, kind), value in zip(types.items(), row):
            value = None if pandas.isna(value) else value
            if kind in ("array", "object") and value is not None:
                value = json.loads(value)
            values[name] = value
        yield values


def compare(path, types, expected, unchecked=()):
    """How many rows there are, if all are as expected; an empty text is an empty cell, as null is."""
    found = list(read(path, types))
    if len(found) != len(expected):
        sys.exit(f"{path}: {len(found)} rows, not {len(expected)}")
    for number, (is_so, should) in enumerate(zip(found, expected), 1):
        if set(should) != set(is_so) - set(unchecked):
            sys.exit(f"{path}: columns {sorted(set(should) ^ set(is_so))}")
        for name, value in should.items():
            value = None if value == "" else value
            if is_so[name] != value or isinstance(is_so[name], str) != isinstance(value, str):
                sys.exit(f"{path}, row {number}, {name}: {is_so[name]!r}, not {value!r}")
    return len(found)


def main(documents, csv, package):
    with open(documents, encoding="utf-8") as file:
        documents = [json.loads(line) for line in file]
    expected = {"speakers": [row for document in documents for row in speakers(document)]}
    for document in documents:
        for table, row in tables(document):
            expected.setdefault(table, []).append(row)
    package = pathlib.Path(package)
    rows = {}
    for resource in json.loads(package.read_text("utf-8"))["resources"]:
        name = resource["name"]
        types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        unchecked = ("country_name",) if name == "speakers" else ()
        rows[name] = compare(package.parent / resource["path"], types, expected.get(name, []), unchecked)
        if name == "speakers":
            rows["csv"] = compare(csv, types, expected[name], unchecked)
    if set(rows) - {"csv"} != set(expected):
        sys.exit(f"tables {sorted(rows)}")
    print(json.dumps(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
