#!/usr/bin/env python3
"""Makes `tables/calendar.tsv`: what the packs and every language of CLDR call months and weekdays.

usage: calendar_names.py CLDR_MAIN

CLDR_MAIN is the folder `main` of the npm package `cldr-dates-full`.
"""

import json
import sys
import tomllib
from pathlib import Path

from lexical import TABLES, fold, write

# Of a name that languages give to different months, the first of these says which is meant.
FIRST = "en es fr de it pt ru uk cs tr vi id nl ro pl sv da nb fi hu el bg sr hr bn hi ar fa he ja ko zh th".split()
# Abbreviations that are small words of dates elsewhere.
SMALL = set("de di da du do le la el en am an al to um at a u".split())
DAYS = "mon tue wed thu fri sat sun".split()


def forms(gregorian):
    """(kind, number, form) of one locale."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, form in gregorian["months"][context][width].items():
                yield "month", int(number), form
            for day, form in gregorian["days"][context][width].items():
                yield "weekday", DAYS.index(day) + 1, form


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folders = [p.name for p in Path(sys.argv[1]).iterdir()]
    order = [tag for tag in FIRST if tag in folders] + sorted(set(folders) - set(FIRST))
    held, names = {}, {}

    def add(kind, number, form):
        key = fold(form).strip(".")
        if len(key) < 2 or key in SMALL or any(c.isdigit() or c == "|" for c in key):
            return
        if held.setdefault(key, (kind, number)) == (kind, number):
            names.setdefault((kind, number), {}).setdefault(key, form)

    for pack in sorted((TABLES.parent / "packs").glob("*.toml")):
        time = tomllib.loads(pack.read_text("utf-8"))["time"]
        for kind, field in (("month", "months"), ("weekday", "weekdays")):
            for number, cell in enumerate(time.get(field, []), 1):
                for form in cell.split("|"):
                    add(kind, number, form)
    for tag in order:
        path = Path(sys.argv[1]) / tag / "ca-gregorian.json"
        (locale,) = json.loads(path.read_text("utf-8"))["main"].values()
        for kind, number, form in forms(locale["dates"]["calendars"]["gregorian"]):
            add(kind, number, form)
    write("calendar.tsv", ["Names of months and weekdays in all languages: kind, number, names.",
          "Made by scripts/calendar_names.py from the packs and CLDR (Unicode-3.0)."],
          [f"{kind}\t{number}\t{'|'.join(sorted(forms.values()))}" for (kind, number), forms in sorted(names.items())])


if __name__ == "__main__":
    main()
