"""`officials.tsv`: names of those who held high office in a state, and the state."""

import collections
import re

from lexical import HAND, fold, is_han, rows, write

GOVERNMENT = re.compile(r"\[?([A-Z]{3})(?:GOV|ELI|LEG|MIL)")
NO_FAMILY = re.compile(r".*\..*|II|III|IV|VI|JD|KP")  # initials and numerals, which are in capitals too
WORD = re.compile(r"[a-z']{2,}")


def forms(cell):
    """Each form of a cell: its key and, if the form tells it, the key of the family name alone."""
    for form in (f.strip() for f in cell.split(";")):
        words = form.split()
        shouted = [w for w in words if w == w.upper() and len(w) > 1 and w.upper() != w.lower() and not NO_FAMILY.fullmatch(w)]
        family = shouted or (words[-1:] if words[-1].upper() == words[-1].lower() and len(words) > 1 else [])
        yield fold(form), fold(" ".join(family))


def by_hand():
    """Keys to states, of our own sheet; family names alone begin with a tilde."""
    keys = collections.defaultdict(set)
    for state, cell in rows(HAND / "officials.tsv"):
        for key, family in forms(cell):
            if " " in key:
                keys[key].add(state)
            if is_han(key) or len(family) > 1:
                keys["~" + (family or key)].add(state)
    return keys


def coded(lex, states):
    """Keys to states, of the dictionaries of actors: persons coded as a state's government."""
    codes, aliases = collections.defaultdict(set), collections.defaultdict(set)
    for row in rows(lex / "petrarch/countries_en.tsv.xz"):
        if len(row) < 3:
            continue
        aliases[row[1]].update(a for a in row[:2] if a)
        codes[row[1]].update(GOVERNMENT.findall(row[2]))
    keys = collections.defaultdict(set)
    for head, names in aliases.items():
        for state in codes[head] & states:
            for name in names:
                key = fold(name.replace("_", " "))
                if 2 <= len(key.split()) <= 5 and all(WORD.fullmatch(w) for w in key.split()):
                    keys[key].add(state)
    return keys


def build(lex, states):
    """Writes the table; a name that two of `states` (alpha-3) share is left out."""
    ours, theirs = by_hand(), coded(lex, states)
    given, family = (set((HAND.parent.parent / "tables" / f).read_text("utf-8").split()) for f in ("given_names.txt", "family_names.txt"))
    lines = [f"{key}\t{min(found)}\tsure" for key, found in ours.items() if len(found) == 1]
    for key, found in theirs.items():
        words = key.split()
        person = any(w in given or w in family for w in words)
        if len(found) == 1 and person and key not in ours:
            lines.append(f"{key}\t{min(found)}\tnamed")
    write("officials.tsv", ["Who held high office, folded, and the state, ISO 3166-1 alpha-3; `~` before a family name that only a title",
          "makes known. `named`: holds where the document names the state.",
          "Made by scripts/build_tables.py from scripts/hand/officials.tsv and petrarch (MIT)."], sorted(lines))
