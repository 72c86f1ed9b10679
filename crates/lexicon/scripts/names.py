"""`given_names.txt`, `family_names.txt` and `surnames_han.txt`: single words, folded, evidence of a name."""

import collections
import re


from lexical import HAND, fold, is_han, rows, write

MOST_GROUPS = 2  # a form of two Wikidata name items is no accident of spelling
# Scripts that releases of the supported languages are written in.
WRITTEN = re.compile(r"[a-z'ʻ\u0400-\u04ff\u0621-\u064a]{3,20}|[\uac00-\ud7a3]{2,5}")


def words(name):
    """The single words of `name` that can be looked up."""
    for word in fold(name).split():
        if WRITTEN.fullmatch(word) and not is_han(word):
            yield word


def listed(lex):
    """Given and family names of the lists that tell the two apart."""
    given, family = set(), set()
    for _, kind, value in rows(lex / "faker/names.tsv.xz"):
        if kind in ("first_names", "last_names"):
            (given if kind == "first_names" else family).update(words(value))
    for (name,) in rows(lex / "natasha/first.txt"):
        given.update(words(name))
    russian = {w for (name,) in rows(lex / "natasha/last.txt.xz") for w in words(name)}
    return given, family, russian


def groups(lex):
    """Equivalent spellings of one name, a group an item."""
    for (line,) in rows(lex / "rigour/person_names.txt.xz"):
        forms, _, _ = line.partition(" => ")
        yield [form.strip() for form in forms.split(",")]


def evidenced(lex, given, family, russian):
    """Adds the spellings of listed names, and those that several name items share."""
    seen = collections.Counter()
    more_given, more_family = set(), set()
    for forms in groups(lex):
        spelt = {form for form in forms if WRITTEN.fullmatch(fold(form))}
        keys = {fold(form) for form in spelt}
        seen.update(keys)
        if keys & given:
            more_given |= keys
        if keys & family or keys & russian:
            more_family |= keys
    shared = {key for key, count in seen.items() if count >= MOST_GROUPS}
    return given | (more_given & (shared | given)), family | more_family | (shared - more_given)


def everyday(lex, forms):
    """Words that are titles, months, states or function words."""
    stop = {fold(w) for (line,) in rows(HAND / "not_names.txt") for w in line.split()}
    stop |= {w for row in rows(lex / "cldr/months.tsv") for w in words(row[-1]) if row[1] != "fi"}
    for keys in forms.by_key.values():
        stop |= {key for key, (_, _, kind) in keys.items() if kind in ("name", "adjective") and " " not in key}
    return stop


def build(lex, forms):
    """Writes the three lists."""
    given, family, russian = listed(lex)
    given, family = evidenced(lex, given, family, russian)
    stop = everyday(lex, forms) - KEPT
    head = ["Made by scripts/build_tables.py from faker (MIT), natasha (MIT) and rigour (MIT; names of Wikidata, CC0) and scripts/hand."]
    for name, keys in (("given_names.txt", given), ("family_names.txt", family)):
        ours = {fold(w) for (line,) in rows(HAND / name) for w in line.split()}
        write(name, ["Words that are names, folded.", *head], sorted((keys - stop) | ours))
    surnames = [f"{r[0]}\t{r[1]}" for r in rows(lex / "zh_surnames/surnames.tsv") if is_han(r[0]) and len(r[0]) <= 2]
    compound = [f"{word}\t1" for (line,) in rows(HAND / "compound_surnames.txt") for word in line.split()]
    known = {line.split("\t")[0] for line in surnames}
    write("surnames_han.txt", ["Chinese surnames and how frequent they are.",
          "Made by scripts/build_tables.py from Chinese-Names-Corpus (Apache-2.0) and scripts/hand."],
          sorted(surnames + [line for line in compound if line.split("\t")[0] not in known]))


# States and months that are common given names all the same.
KEPT = {fold(w) for w in "Jordan Israel Georgia Chad April June August Augustin Marta Mai Julia Juli Juliet Julio Marco".split()}
