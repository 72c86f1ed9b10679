#!/usr/bin/env python3
"""Makes the checked-in tables of `crates/lexicon/tables` out of open lexica and the hand-written sheets.

usage: build_tables.py LEX_DIR

LEX_DIR holds one folder a source (cldr, keshvar, i18n-iso-countries, rigour, faker, natasha, petrarch, zh_surnames), as named in
NOTICE. Needs nothing but the standard library. The same sources give the same tables.
"""

import sys
from pathlib import Path

import countries
import names
import officials
import places


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lex = Path(sys.argv[1])
    forms, codes = countries.build(lex)
    names.build(lex, forms)
    places.build(lex, forms, codes)
    officials.build(lex, set(codes.values()) | {"HKG", "MAC"})


if __name__ == "__main__":
    main()
