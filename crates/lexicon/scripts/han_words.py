#!/usr/bin/env python3
"""Makes tables/han_words.tsv from jieba's dict.txt (MIT).

    pip install jieba
    scripts/han_words.py path/to/dict.txt > tables/han_words.tsv

Frequent words of two to four characters that name no person, one a row with `v` for a verb or
`n` for anything else: evidence of where a name ends.
"""

import sys

LEAST = 100
# Prefixes of offices: 副主席, 驻华 are no words here.
PREFIXES = ("副", "驻")


def words(lines):
    for line in lines:
        word, count, tag = line.split()
        if 2 <= len(word) <= 4 and int(count) >= LEAST and not tag.startswith("nr"):
            if not word.startswith(PREFIXES) and all("\u3400" <= c < "\ua000" for c in word):
                yield word, "v" if tag.startswith("v") and tag != "vn" else "n"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source:
        for row in sorted(set(words(source))):
            print("\t".join(row))
