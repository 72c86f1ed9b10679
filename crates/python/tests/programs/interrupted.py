"""Is stopped by Ctrl-C in the midst of work that would take very long, then goes on: `interrupted.py WAY`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pyarrow as pa

import rostra

TEXT = "The forum was opened by Ms. Ana Ruiz, Minister of Health of Peru.\n" * 300
ROWS = 20_000

extractor = rostra.Extractor(jobs=2)


def rows() -> Iterator[str]:
    for n in range(ROWS):
        if n == 100:
            print("ready", flush=True)
        yield TEXT


def table() -> pa.Table:
    print("ready", flush=True)
    return pa.table({"text": pa.repeat(TEXT, ROWS)})


def read(way: str) -> None:
    match way:
        case "batch":
            for _ in extractor.extract_batch(rows()):
                pass
        case "record batch":
            extractor.extract_arrow(table().to_batches()[0])
        case "stream":
            extractor.extract_arrow(table()).to_pyarrow()
        case "iterated stream":
            list(extractor.extract_arrow(table()))
        case "foreign stream":
            pa.table(extractor.extract_arrow(table()))


try:
    read(sys.argv[1])
except KeyboardInterrupt:
    print("interrupted", flush=True)
except pa.ArrowException as error:
    # A library of C between us knows no exceptions of Python: its own has the name of ours.
    print("interrupted" if "KeyboardInterrupt" in str(error) else error, flush=True)
print(extractor.extract("Ana Ruiz, Minister of Health of Peru, spoke.").people[0].name)
