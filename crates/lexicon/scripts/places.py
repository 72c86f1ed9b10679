"""`places.tsv`: provinces, regions and cities that name one state beyond doubt."""

import collections
import re

from lexical import HAND, LANGUAGES, fold, is_han, rows, simplified, write
from names import everyday

# Their subdivisions are communes and parishes, which releases do not name alone.
SMALL_UNITS = set("SI UG EE MT IS MK LT LV BS SC MH AD BB GD LI MC SM KN LC VC DM AG JM NR PW TV TO WS CY LU MV GB MD BF"
                  .split())
CITY_LANGUAGES = "en fr es ru ar zh".split()
UNITS = {
    "ar": re.compile(r"^(منطقة|محافظة|ولاية|مقاطعة|إقليم|اقليم|أوبلاست|كراي|جمهورية) | أوبلاست$"),
    "en": re.compile(r" (Province|Region|Governorate|Oblast|Prefecture|County|Department|District|State)$"),
    "zh": re.compile(r"(特別行政區|特别行政区|自治区|自治區|[省市州])$"),
}
DISPUTED = re.compile("Abkha|Abjas|Abchas|Abcas|Abhaz|Абхаз|Crimea|Crim[eé]|Krim|Krym|Крым|Крим|القرم|أبخازيا|阿布哈|克里米|Taiwan|Тайван|تايوان|台湾")
SHORTEST = 4
SHORTEST_HAN = 2  # of hand-written names and Chinese provinces; others need more


def subdivisions(lex):
    """(language, form, alpha-2) of ISO 3166-2 subdivisions, with and without the word for the unit."""
    for two, _, lang, name in rows(lex / "keshvar/subdivisions.tsv.xz"):
        if two in SMALL_UNITS or lang not in LANGUAGES:
            continue
        name = re.sub(r"\s*[（(].*", "", name).strip().replace("’", "'").replace("²", "").replace("\u00ad", "")
        if re.search(r"[\d,،、/*\[\]]|Kosov|Косов|Kosow|كوسوف|科索", name) or DISPUTED.search(name):
            continue
        yield lang, name, two
        bare = UNITS[lang].sub("", name) if lang in UNITS else name
        if bare != name:
            yield lang, bare, two


def hand_written():
    """(language, form, alpha-3) of the hand-written cities."""
    for code, *cells in rows(HAND / "places/cities.tsv"):
        for lang, cell in zip(CITY_LANGUAGES, cells):
            for form in filter(None, cell.split("|")):
                yield lang, form, code
    for code, lang, cell in rows(HAND / "places/own_cities.tsv"):
        for form in cell.split("|"):
            yield lang, form, code
    for (line,) in rows(HAND / "places/zh_cities.txt"):
        for city in line.split():
            yield "zh", city, "CHN"
            if not city.endswith(("新区", "横琴", "西双版纳", "伊犁")):
                yield "zh", city + "市", "CHN"


def dependencies(lex):
    """(language, form, alpha-3) of territories, as places of the state that they belong to."""
    state = {r[0]: r[2] for r in rows(HAND / "dependencies.tsv") if len(r) > 2 and r[2]}
    for two, lang, kind, name in rows(lex / "cldr/territories.tsv"):
        if two in state and lang in LANGUAGES and "(" not in name and kind == "name" and two not in ("HK", "MO"):
            yield lang, name.replace("’", "'"), state[two]


def people(lex):
    """Words that are surnames or given names of the lists, whose places would be taken for them."""
    listed = {fold(value) for _, kind, value in rows(lex / "faker/names.tsv.xz") if kind.endswith("names")}
    return listed - {fold(w) for w in PLACES_FIRST.split()}


def usable(form, key, persons, stop):
    """Whether a text's `form` says a place."""
    if is_han(form):
        return key not in persons and len(form) > SHORTEST_HAN and not form.startswith(tuple("中央 东部 西部 南部 北部 中部 東部".split()))
    if "\u0621" <= form[0] <= "\u064a" and " " not in form:
        return len(form) >= 6 and not form.startswith("ال")  # bare ones are adjectives and nouns of every day
    if len(key) < SHORTEST or not form[0].isalpha() or form[0].islower():
        return False
    return key not in persons and not all(word in stop for word in key.split())


def build(lex, forms, codes):
    """Writes the table: forms of one state only, that neither a state nor a person has."""
    everyday_words = {fold(w) for (line,) in rows(HAND / "not_places.txt") for w in line.split()}
    persons, stop = people(lex) | everyday_words, everyday(lex, forms) | {fold(w) for w in POINTS.split()}
    places = collections.defaultdict(dict)
    for lang, form, code in (*hand_written(), *dependencies(lex)):
        key = fold(form, lang == "vi")
        if key not in everyday_words and not any(key in forms.by_key[other] for other in (lang, "en")):
            places[lang][key] = (form, {code}, True)
    for lang, form, two in subdivisions(lex):
        key = fold(form, lang == "vi")
        chinese = two == "CN" and lang == "zh" and len(form) >= SHORTEST_HAN and key not in everyday_words
        if two in codes and (chinese or usable(form, key, persons, stop)) and key not in forms.by_key[lang]:
            held = places[lang].setdefault(key, (form, set(), False))
            if not held[2]:
                held[1].add(codes[two])
    languages = collections.defaultdict(set)
    for lang, keys in places.items():
        for form, states, _ in keys.values():
            if len(states) == 1:
                languages[simplified(form, lang), *states].add(lang)
    write("places.tsv", ["Provinces, regions and cities: form, ISO 3166-1 alpha-3 of the state, languages, kind.",
          "Made by scripts/build_tables.py from scripts/hand, CLDR (Unicode-3.0) and keshvar (BSD-3-Clause)."],
          [f"{form}\t{code}\t{','.join(sorted(langs))}\tplace" for (form, code), langs in sorted(languages.items())])


# Also names of people, but rarer so in releases.
PLACES_FIRST = """Alabama Alberta Alexandria Aragón Arizona Bali Brittany Burgos Cáceres Ceará Córdoba Ferrara Florida Girona Hesse Indiana
Jaén Kerman Loreto Louisiana Lucca Lugo Makau Messina Missouri Modena Montana Murcia Nevada Sakarya Salamanca Samara Santander Segovia Sevilla
Siena Soria Tennessee Teruel Texas Thiès Toledo Trapani Tula Valencia Venice Verona Zamora Zaragoza Ávila"""
POINTS = """north south east west northern southern eastern western central centre center capital coast lake islands island upper lower
nord sud est ouest littoral centre plateaux savanes maritime hauts région province norte sur este oeste centro litoral oriental occidental
provincia región département capitale metropolitan national metropolitana region federal distrito district territory territoire
север юг восток запад северный южный восточный западный центральный столичный северная южная восточная западная центральная провинция область
округ регион край федеральный муниципалитет республика остров الشمالية الجنوبية الشرقية الغربية الوسطى العاصمة المركزية المنطقة محافظة منطقة
zentral nord süd ost west provinz bezirk kanton região norte leste centro regione provincia bölgesi ili kuzey güney doğu batı merkez
tengah utara selatan timur barat miền tỉnh bắc nam đông tây"""
