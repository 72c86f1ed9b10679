//! News agencies and wires by the forms that datelines give: `(Xinhua)`, `/ТАСС/`, `新华社`, `واس`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A news agency or wire.
#[derive(Debug, PartialEq, Eq)]
pub struct Agency {
    /// Its name, in English or as it names itself.
    pub name: &'static str,
    /// ISO 3166-1 alpha-3 of the state whose agency it is.
    pub state: Option<&'static str>,
    forms: Vec<&'static str>,
}

static AGENCIES: LazyLock<Vec<Agency>> = LazyLock::new(|| {
    include_str!("../../tables/agencies.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(agency)
        .collect()
});

fn agency(row: &'static str) -> Option<Agency> {
    let mut cells = row.split('\t').skip(1);
    let (state, name, forms) = (cells.next()?, cells.next()?, cells.next()?);
    let mut forms: Vec<&str> = forms.split('|').chain([name]).collect();
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    Some(Agency {
        name,
        state: (!state.is_empty()).then_some(state),
        forms,
    })
}

/// Agencies by the first character of their forms.
static BY_BEGINNING: LazyLock<FxHashMap<char, Vec<(String, &'static Agency)>>> =
    LazyLock::new(|| {
        let mut index: FxHashMap<char, Vec<_>> = FxHashMap::default();
        let forms = AGENCIES
            .iter()
            .flat_map(|agency| agency.forms.iter().map(move |form| (*form, agency)));
        for (form, agency) in forms {
            for written in [form.to_owned(), form.to_uppercase()] {
                if let Some(first) = written.chars().next() {
                    index.entry(first).or_default().push((written, agency));
                }
            }
        }
        for forms in index.values_mut() {
            forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        }
        index
    });

/// The agency whose name `text` begins with, as written there in capitals or not, and how many
/// bytes the name has. What follows is no letter where the script has spaces.
///
/// ```
/// use rostra_lexicon::press::agency_at;
///
/// let (bytes, agency) = agency_at("新华社北京9月20日电").unwrap();
/// assert_eq!((bytes, agency.name), (9, "Xinhua News Agency"));
/// assert!(agency_at("APEC leaders").is_none());
/// ```
#[must_use]
pub fn agency_at(text: &str) -> Option<(usize, &'static Agency)> {
    let forms = BY_BEGINNING.get(&text.chars().next()?)?;
    forms
        .iter()
        .find(|(form, _)| {
            let after = text.strip_prefix(form.as_str());
            after.is_some_and(|rest| !rest.starts_with(|c| goes_on(form, c)))
        })
        .map(|(form, agency)| (form.len(), *agency))
}

/// Whether `next` would make another word of `form`.
fn goes_on(form: &str, next: char) -> bool {
    let spaced = form.chars().all(|c| c < '\u{2e80}');
    spaced && next.is_alphanumeric()
}

/// The agency of that name ([`Agency::name`]).
#[must_use]
pub fn agency_named(name: &str) -> Option<&'static Agency> {
    AGENCIES.iter().find(|agency| agency.name == name)
}

#[cfg(test)]
mod tests {
    use super::{AGENCIES, agency_at, agency_named};

    #[test]
    fn agencies_are_known_in_many_scripts() {
        for (text, name) in [
            ("Xinhua) --", "Xinhua News Agency"),
            ("ТАСС/. Министр", "TASS"),
            ("واس", "Saudi Press Agency"),
            ("연합뉴스)", "Yonhap News Agency"),
            ("共同）", "Kyodo News"),
            ("PRNewswire/ --", "PR Newswire"),
            ("中新社北京", "China News Service"),
            ("أ ش أ/", "Middle East News Agency"),
        ] {
            let found = agency_at(text).map(|(_, agency)| agency.name);
            assert_eq!(found, Some(name), "{text}");
        }
        for text in ["APEC", "MAPS", "", "Sputniks", "x"] {
            assert_eq!(agency_at(text), None, "{text}");
        }
    }

    #[test]
    fn states_and_names_hold() {
        let mut forms = rustc_hash::FxHashMap::default();
        for agency in AGENCIES.iter() {
            assert_eq!(agency_named(agency.name), Some(agency));
            let known = agency
                .state
                .is_none_or(|s| crate::countries::official_name(s).is_some());
            assert!(known, "{}", agency.name);
            for form in &agency.forms {
                let held = forms.entry(*form).or_insert(agency.name);
                assert_eq!(*held, agency.name, "{form}");
            }
        }
    }
}
