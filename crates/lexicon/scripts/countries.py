"""`countries.tsv` and `country_forms.tsv`."""

import collections
import re

from lexical import HAND, LANGUAGES, fold, is_han, rows, simplified, write

# Forms that are given names or everyday words of the language; longer forms of the state remain.
EVERYDAY = {
    "ar": "مالي ماليه عمّان سليماني روسو ديلي صوفيا لوسي لاو قمر",
    "de": "",
    "en": "Santiago Male Kiwi",
    "es": "Mauricio Granada Sofía Santiago Male Luso",
    "fr": "Dominique Maurice Grenade Santiago Male",
    "id": "Male",
    "it": "Male Lima Sofia",
    "pl": "Male",
    "pt": "Maurício Granada Lima Praia Sofia Male Domínica",
    "ru": "Розо Бастер Мале",
    "tr": "Mali Male",
    "uk": "Мале Розо",
    "vi": "Male",
    "zh": "中非 亚伦 合众国 北馬",
}
# Shorter than three letters, and yet no words.
SHORT = {"us", "uk", "рф", "ee uu"}
LATIN = "pt de it tr vi id pl".split()  # capitals that they do not write otherwise are as in English
ENGLISH_EVERYWHERE_LENGTH = 6
NOT_EVERYWHERE = {"jordan", "georgia", "dominica", "guinea", "grenada", "monaco", "panama", "bharat"}


def hand(name):
    """One hand-written sheet: alpha-3 to adjectives, capitals and names."""
    return {r[0]: [[f for f in cell.split("|") if f] for cell in r[1:4]] for r in rows(HAND / f"{name}.tsv")}


def alpha2_codes(lex, english):
    """Alpha-2 of every state, by its English names in the sources."""
    known = {fold(n): code for code, (_, _, names) in english.items() for n in names}
    found = {}
    for path in ("cldr/territories.tsv", "keshvar/countries.tsv", "i18n-iso-countries/countries.tsv"):
        for row in rows(lex / path):
            code = known.get(fold(row[-1].replace("Myanmar (Burma)", "Myanmar")))
            if row[1] in ("en", "alias") and code:
                found.setdefault(row[0], code)
    # The bare names of these belong to their neighbours, or the sources spell them otherwise.
    found.update({"CD": "COD", "CG": "COG", "KR": "KOR", "KP": "PRK", "CN": "CHN", "TW": "TWN", "PS": "PSE",
                  "HK": None, "MO": None, "XK": "XKX", "VA": "VAT"})
    return {two: three for two, three in found.items() if three}


def source_names(lex):
    """(alpha-2, language, name) of the open sources, cleaned."""
    for two, lang, *_, name in rows(lex / "cldr/territories.tsv"):
        yield two, lang, name
    for path in ("keshvar/countries.tsv", "i18n-iso-countries/countries.tsv"):
        for two, lang, name in rows(lex / path):
            yield two, lang, name


def clean(name):
    """`name` without notes in brackets, or nothing where it is inverted or a list."""
    name = re.sub(r"\s*[（(].*?[)）]", "", name).strip().replace("’", "'").replace("²", "").replace("\u00ad", "")
    return "" if any(c in name for c in ",;/،、[]") or " - " in name else name


def acceptable(form, lang):
    """Whether `form` can be looked for in running text of `lang`."""
    key = fold(form, lang == "vi")
    if is_han(form) or lang in ("ja", "ko"):
        return len(form) >= 2
    if key in {fold(w, lang == "vi") for w in EVERYDAY.get(lang, "").split()}:
        return False
    return len(key) >= 3 or key in SHORT or lang == "vi"


class Forms:
    """Forms of one language by key; the first to claim a key keeps it."""

    def __init__(self):
        self.by_key = collections.defaultdict(dict)
        self.conflicts = []

    def add(self, lang, form, code, kind):
        if not form or not acceptable(form, lang):
            return
        form, key = simplified(form, lang), fold(form, lang == "vi")
        held = self.by_key[lang].setdefault(key, (form, code, kind))
        if held[1] != code:
            self.conflicts.append((lang, form, code, held))

    def lines(self):
        """Rows, languages of equal rows joined."""
        languages = collections.defaultdict(set)
        for lang, keys in self.by_key.items():
            for form, code, kind in keys.values():
                languages[form, code, kind].add(lang)
                everywhere = (lang == "en" and kind == "name" and len(form) >= ENGLISH_EVERYWHERE_LENGTH
                              and fold(form) not in NOT_EVERYWHERE)
                if everywhere and not self.claimed_otherwise(form, code):
                    languages[form, code, kind].add("*")
        for (form, code, kind), langs in sorted(languages.items()):
            yield f"{form}\t{code}\t{'*' if '*' in langs else ','.join(sorted(langs))}\t{kind}"

    def claimed_otherwise(self, form, code):
        """Whether some language gives this form to another state."""
        return any(held[1] != code for keys in self.by_key.values() if (held := keys.get(fold(form))))


def capitals(lex, english):
    """(language, city, alpha-3) of the capitals among the exemplar cities of the time zones."""
    known = {fold(c): code for code, (_, cities, _) in english.items() for c in cities}
    zone = {}
    for tz, lang, city in rows(lex / "cldr/exemplar_cities.tsv"):
        for name in (city, tz.split("/")[-1].replace("_", " ")):
            if lang == "en" and fold(name) in known:
                zone[tz] = known[fold(name)]
    for tz, lang, city in rows(lex / "cldr/exemplar_cities.tsv"):
        name = tz.split("/")[-1].replace("_", " ")
        code = zone.get(tz) or known.get(fold(name))
        if code and lang in LANGUAGES:
            yield lang, clean(city), code


def build(lex):
    """Writes both tables; returns the forms and the alpha-2 codes."""
    sheets = {p.stem: hand(p.stem) for p in HAND.glob("*.tsv") if p.stem in LANGUAGES or p.stem == "zh-Hant"}
    english = sheets["en"]
    codes = alpha2_codes(lex, english)
    missing = set(english) - set(codes.values())
    assert not missing, f"no alpha-2: {sorted(missing)}"
    forms = Forms()
    for position, kind in ((2, "name"), (0, "adjective"), (1, "capital")):
        for sheet, states in sheets.items():
            for code, cells in states.items():
                for form in cells[position]:
                    forms.add(sheet[:2], form, code, kind)
        assert not forms.conflicts, forms.conflicts
    for two, lang, name in source_names(lex):
        if two in codes and lang in LANGUAGES:
            forms.add(lang, clean(name), codes[two], "name")
    for lang, city, code in capitals(lex, english):
        forms.add(lang, city, code, "capital")
    for code, (_, cities, _) in english.items():
        for city in cities:
            for lang in LATIN:
                forms.add(lang, city, code, "capital")
    lines = list(forms.lines())
    write("country_forms.tsv", ["Forms of names of states: form, ISO 3166-1 alpha-3, languages (* = all), kind.",
          "Made by scripts/build_tables.py from scripts/hand, CLDR (Unicode-3.0), keshvar (BSD-3-Clause), i18n-iso-countries (MIT).",
          ], lines)
    two_of = {three: two for two, three in codes.items()}
    write("countries.tsv", ["States: ISO 3166-1 alpha-2, alpha-3, official and short English name. Hand-written in scripts/hand."],
          [f"{two_of[c]}\t{c}\t{official(cells[2])}\t{cells[2][0]}" for c, cells in sorted(english.items())])
    return forms, codes


FORMAL = ("Republic", "Kingdom", "State of", "Principality", "Commonwealth", "Federat", "Union", "Confederation",
          "Sultanate", "Duchy", "United Kingdom of", "United States of", "United Mexican", "Nation of", "Independent", "Jamahiriya")


def official(names):
    """The first formal name of a state, or the short one."""
    if names[0] in ("Taiwan", "Ireland", "Holy See"):
        return names[0]
    formal = [n for n in names[1:] if any(word in n for word in FORMAL) and "Former" not in n and "Jamahiriya" not in n]
    return formal[0] if formal else names[0]
