//! States: what they are called, language by language.
//!
//! Two tables: `country_forms.tsv` (names, adjectives, capitals) and `places.tsv` (provinces,
//! regions, cities). Forms stand in dictionary form; what a text does to them is stemming's work.
//! [`resolve`] reads whole strings, and knows the names of territories in all languages of CLDR.

mod mojibake;
mod name_key;
mod nearby;
mod resolve;
mod territories;

use std::sync::LazyLock;

use rostra_document::CountryForm;

pub use resolve::{Doubt, resolve};
pub use territories::{Standing, Territory, names, territory};

struct State {
    alpha2: &'static str,
    alpha3: &'static str,
    official: &'static str,
    short: &'static str,
}

struct Form {
    form: &'static str,
    alpha3: &'static str,
    languages: &'static str,
    kind: CountryForm,
}

static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
    rows(include_str!("../tables/countries.tsv"))
        .filter_map(|row| {
            let mut cells = row.split('\t');
            Some(State {
                alpha2: cells.next()?,
                alpha3: cells.next()?,
                official: cells.next()?,
                short: cells.next()?,
            })
        })
        .collect()
});

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    rows(include_str!("../tables/country_forms.tsv"))
        .chain(rows(include_str!("../tables/places.tsv")))
        .filter_map(|row| {
            let mut cells = row.split('\t');
            Some(Form {
                form: cells.next()?,
                alpha3: cells.next()?,
                languages: cells.next()?,
                kind: kind(cells.next()),
            })
        })
        .collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn kind(cell: Option<&str>) -> CountryForm {
    match cell {
        Some("name") => CountryForm::Name,
        Some("adjective") => CountryForm::Adjective,
        Some("capital") => CountryForm::Capital,
        _ => CountryForm::Place,
    }
}

/// Forms of states and places in `lang` (a primary language tag): form, ISO 3166-1 alpha-3, kind.
///
/// English names that no other language gives to another state are forms of every language.
pub fn forms(lang: &str) -> impl Iterator<Item = (&'static str, &'static str, CountryForm)> {
    FORMS
        .iter()
        .filter(move |f| f.languages == "*" || f.languages.split(',').any(|l| l == lang))
        .map(|f| (f.form, f.alpha3, f.kind))
}

/// The official English name of a state.
#[must_use]
pub fn official_name(alpha3: &str) -> Option<&'static str> {
    state(alpha3).map(|s| s.official)
}

/// The short English name of a state.
#[must_use]
pub fn short_name(alpha3: &str) -> Option<&'static str> {
    state(alpha3).map(|s| s.short)
}

/// ISO 3166-1 alpha-3 of a state by its alpha-2.
#[must_use]
pub fn alpha3(alpha2: &str) -> Option<&'static str> {
    let found = STATES.iter().find(|s| s.alpha2 == alpha2);
    found.map(|s| s.alpha3)
}

fn state(alpha3: &str) -> Option<&'static State> {
    STATES.iter().find(|s| s.alpha3 == alpha3)
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashMap;

    use super::*;
    use crate::key::fold;

    fn code(lang: &str, form: &str) -> Option<(&'static str, CountryForm)> {
        forms(lang)
            .find(|(f, _, _)| *f == form)
            .map(|(_, code, kind)| (code, kind))
    }

    #[test]
    fn every_form_is_of_a_named_state_or_territory() {
        let mut codes = FxHashMap::default();
        for (code, official, short) in names() {
            assert!(!official.is_empty() && !short.is_empty(), "{code}");
            assert_eq!(codes.insert(code, short), None, "{code}");
        }
        assert_eq!(codes.get("LAO"), Some(&"Laos"));
        assert_eq!(codes.get("HKG"), Some(&"Hong Kong"));
        for form in FORMS.iter() {
            assert!(codes.contains_key(form.alpha3), "{}", form.alpha3);
        }
    }

    #[test]
    fn finds_forms_in_their_languages() {
        use CountryForm::{Adjective, Capital, Name, Place};
        for (lang, form, expected, kind) in [
            ("en", "Republic of Iraq", "IRQ", Name),
            ("en", "Cambodian", "KHM", Adjective),
            ("en", "UAE", "ARE", Name),
            ("fr", "République française", "FRA", Name),
            ("fr", "burkinabè", "BFA", Adjective),
            ("es", "Estados Unidos Mexicanos", "MEX", Name),
            ("es", "estadounidense", "USA", Adjective),
            ("ru", "Республика Молдова", "MDA", Name),
            ("ru", "российский", "RUS", Adjective),
            ("ru", "КНР", "CHN", Name),
            ("ar", "جمهورية مصر العربية", "EGY", Name),
            ("ar", "فرنسي", "FRA", Adjective),
            ("ar", "الدوحة", "QAT", Capital),
            ("zh", "老挝", "LAO", Name),
            ("zh", "台湾", "TWN", Name),
            ("zh", "河内", "VNM", Capital),
            ("vi", "Campuchia", "KHM", Name),
            ("de", "Deutschland", "DEU", Name),
            ("de", "französisch", "FRA", Adjective),
            ("it", "statunitense", "USA", Adjective),
            ("pt", "moçambicano", "MOZ", Adjective),
            ("tr", "ABD", "USA", Name),
            ("uk", "український", "UKR", Adjective),
            ("zh", "江苏省", "CHN", Place),
            ("en", "Texas", "USA", Place),
            ("ru", "Московская область", "RUS", Place),
        ] {
            assert_eq!(code(lang, form), Some((expected, kind)), "{lang} {form}");
        }
    }

    #[test]
    fn every_code_is_known() {
        for form in FORMS.iter() {
            assert!(
                state(form.alpha3).is_some(),
                "{}: {}",
                form.form,
                form.alpha3
            );
        }
        for state in STATES.iter() {
            assert_eq!(alpha3(state.alpha2), Some(state.alpha3));
        }
    }

    #[test]
    fn no_form_of_a_language_names_two_states() {
        for lang in [
            "en", "zh", "fr", "es", "ru", "ar", "pt", "de", "it", "tr", "uk", "id",
        ] {
            let mut seen = FxHashMap::default();
            for (form, code, _) in forms(lang) {
                let held = seen.entry(fold(form, false)).or_insert(code);
                assert_eq!(*held, code, "{lang} {form}");
            }
        }
    }

    #[test]
    fn every_name_of_a_state_leads_back_to_it() {
        // Some languages mean one Congo, some the other.
        let of_several = ["Congo", "Kongo", "Конго", "Guiana", "É.-U."];
        let others = FORMS
            .iter()
            .filter(|f| f.kind == CountryForm::Name && !of_several.contains(&f.form))
            .filter(|f| resolve(f.form, Doubt::Likeliest).map(|t| t.alpha3) != Some(f.alpha3))
            .map(|f| (f.form, f.alpha3))
            .collect::<Vec<_>>();
        assert_eq!(others, []);
    }

    #[test]
    fn states_have_names_of_their_own() {
        assert_eq!(official_name("VNM"), Some("Socialist Republic of Vietnam"));
        assert_eq!(short_name("VNM"), Some("Vietnam"));
        assert_eq!(official_name("XXX"), None);
    }
}
