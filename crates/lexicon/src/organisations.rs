//! Bodies that are not organs of one state: international organisations, parties, companies.

use std::sync::LazyLock;

struct Body {
    id: &'static str,
    kind: &'static str,
    state: Option<&'static str>,
    forms: Vec<(&'static str, &'static str)>,
}

static BODIES: LazyLock<Vec<Body>> = LazyLock::new(|| {
    include_str!("../tables/organisations.tsv")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(body)
        .collect()
});

fn body(row: &'static str) -> Option<Body> {
    let mut cells = row.split('\t');
    let (id, kind, state) = (cells.next()?, cells.next()?, cells.next()?);
    let forms = cells
        .filter_map(|cell| cell.split_once(':'))
        .flat_map(|(lang, forms)| forms.split('|').map(move |form| (lang, form)))
        .collect();
    Some(Body {
        id,
        kind,
        state: (!state.is_empty()).then_some(state),
        forms,
    })
}

/// Forms of bodies in `lang` (a primary language tag): form, id, alpha-3 of the state that it is
/// of. English acronyms are forms of every language.
pub fn forms(
    lang: &str,
) -> impl Iterator<Item = (&'static str, &'static str, Option<&'static str>)> {
    BODIES.iter().flat_map(move |body| {
        body.forms
            .iter()
            .filter(move |(of, form)| *of == lang || *of == "*" || (*of == "en" && acronym(form)))
            .map(move |(_, form)| (*form, body.id, body.state))
    })
}

/// The kind of a body: `international`, `party`, `company`, `ngo` or `state`.
#[must_use]
pub fn kind(id: &str) -> Option<&'static str> {
    BODIES.iter().find(|b| b.id == id).map(|b| b.kind)
}

/// The English name of a body.
#[must_use]
pub fn english_name(id: &str) -> Option<&'static str> {
    let body = BODIES.iter().find(|b| b.id == id)?;
    body.forms
        .iter()
        .find(|(lang, _)| *lang == "en")
        .map(|(_, form)| *form)
}

fn acronym(form: &str) -> bool {
    form.len() >= 3
        && form
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustc_hash::FxHashMap;

    #[test]
    fn finds_bodies_in_their_languages() {
        for (lang, form, id) in [
            ("en", "INTERPOL", "interpol"),
            ("en", "European Commission", "eu-commission"),
            ("fr", "OTAN", "nato"),
            ("fr", "NATO", "nato"),
            ("es", "CEPAL", "eclac"),
            ("ru", "ООН", "un"),
            ("ar", "الأمم المتحدة", "un"),
            ("zh", "上海合作组织", "sco"),
        ] {
            let found = forms(lang).find(|(f, _, _)| *f == form);
            assert_eq!(found.map(|f| f.1), Some(id), "{lang} {form}");
        }
        assert_eq!(english_name("un"), Some("United Nations"));
        assert_eq!(kind("un"), Some("international"));
    }

    #[test]
    fn ids_are_unique_and_states_known() {
        let mut seen = FxHashMap::default();
        for body in BODIES.iter() {
            assert_eq!(seen.insert(body.id, ()), None, "{}", body.id);
            assert!(!body.forms.is_empty(), "{}", body.id);
            let known = body
                .state
                .is_none_or(|s| crate::countries::official_name(s).is_some());
            assert!(known, "{}", body.id);
        }
    }

    #[test]
    fn no_form_of_a_language_names_two_bodies() {
        for lang in [
            "en", "zh", "fr", "es", "ru", "ar", "pt", "de", "it", "tr", "uk", "vi", "id", "ja",
        ] {
            let mut seen = FxHashMap::default();
            for (form, id, _) in forms(lang) {
                let held = seen.entry(form).or_insert(id);
                assert_eq!(*held, id, "{lang} {form}");
            }
        }
    }
}
