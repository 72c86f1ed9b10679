#!/usr/bin/env python3
"""Makes tables/han_simplified.tsv from OpenCC's TSCharacters.txt (Apache-2.0).

    pip install opencc-purepy
    scripts/han_simplified.py path/to/TSCharacters.txt > tables/han_simplified.tsv

One pair a row, traditional and simplified, sorted; characters outside the basic plane and
those that stay as they are are left out.
"""

import sys


def pairs(lines):
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        traditional, simplified = line.rstrip("\n").split("\t")
        first = simplified.split(" ")[0]
        if len(traditional) == 1 == len(first) and traditional != first and max(traditional, first) < "\uffff":
            yield traditional, first


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source:
        for pair in sorted(pairs(source)):
            print("\t".join(pair))
