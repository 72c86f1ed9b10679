"""Validates data packages by Frictionless: descriptor, digests, types, constraints, primary and foreign keys.

    package.py DATAPACKAGE.json...

Prints a line for each: `{"rows": {table: rows}, "errors": {table: [types of errors]}}`; errors of the descriptor are those of the table
`""`. Exit status 1: there are errors; 77: the library is not there.
"""

import json
import sys

try:
    import frictionless
except ModuleNotFoundError as error:
    print(f"{error.name} is not there", file=sys.stderr)
    sys.exit(77)


def check(path):
    report = frictionless.validate(path)
    rows, errors = {}, {}
    if report.errors:
        errors[""] = sorted({error.type for error in report.errors})
    for task in report.tasks:
        rows[task.name] = task.stats.get("rows")
        if task.errors:
            errors[task.name] = sorted({error.type for error in task.errors})
    for error in [*report.errors, *(error for task in report.tasks for error in task.errors)][:20]:
        print(f"{path}: {error.message}", file=sys.stderr)
    print(json.dumps({"rows": rows, "errors": errors}))
    return report.valid and not errors and rows


if __name__ == "__main__":
    sys.exit(not all([check(path) for path in sys.argv[1:]]))
