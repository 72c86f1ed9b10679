#!/usr/bin/env python3
"""Makes `tables/territory_names.tsv`: what every language of CLDR calls each territory.

usage: territories.py CLDR_MAIN

CLDR_MAIN is the folder `main` of the npm package `cldr-localenames-full`.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

from lexical import TABLES, fold, rows, write

# What is here stands in other tables in full, or resembles another state's name.
LEAVE_OUT = {"EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}


def codes():
    """Alpha-2 to alpha-3 of all that has one."""
    states = {r[0]: r[1] for r in rows(TABLES / "countries.tsv")}
    territories = {r[0]: r[1] for r in rows(TABLES / "territories.tsv") if len(r[0]) == 2}
    return territories | states


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    alpha3, names, claims = codes(), defaultdict(dict), defaultdict(set)
    for path in sorted(Path(sys.argv[1]).glob("*/territories.json")):
        (locale,) = json.loads(path.read_text("utf-8"))["main"].values()
        for key, name in locale["localeDisplayNames"]["territories"].items():
            code, _, variant = key.partition("-alt-")
            if code in alpha3 and code not in LEAVE_OUT and variant != "chagos" and fold(name) != fold(code):
                names[alpha3[code]].setdefault(fold(name), name)
                claims[fold(name)].add(alpha3[code])
    lines = []
    for code, forms in sorted(names.items()):
        kept = sorted(name for key, name in forms.items() if len(claims[key]) == 1)
        lines.append(f"{code}\t{'|'.join(kept)}")
    write("territory_names.tsv", ["Names of states and territories in all languages of CLDR: alpha-3, names. One of several territories is left out.",
          "Made by scripts/territories.py from CLDR (Unicode-3.0)."], lines)


if __name__ == "__main__":
    main()
