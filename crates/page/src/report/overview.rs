//! The run as pictures.

use maud::{Markup, html};

use super::failures::{self, Failure};
use super::statistics::Statistics;
use crate::meetings::Meetings;
use crate::pictures::{bars, columns, network, tiles};
use crate::words::{count, language, number};

/// All pictures; a picture of nothing is left out.
pub(crate) fn overview(
    statistics: &Statistics,
    meetings: &Meetings,
    failures: &[Failure],
    compares: bool,
) -> Markup {
    let time = statistics.time();
    let columns_of_time = time.counts();
    let by_state = statistics.by_state();
    html! {
        h2.sr { "Overview" }
        (summary(statistics, failures))
        @if statistics.releases == 0 && failures.is_empty() { p.note { "There is no release in this run." } }
        @if compares { (changes(statistics)) }
        @if !by_state.is_empty() {
            (tiles("picture-world", "People by country", "Each tile is a state, about where it lies; the more people act for it, the stronger its colour.", &by_state))
        }
        div.grid {
            @if statistics.people > 0 {
                (bars("picture-countries", "Countries", "People by the state that they act for.", "people", &statistics.countries()))
            }
            @if !statistics.offices().is_empty() {
                (bars("picture-offices", "Offices", "People by the offices that they hold.", "people", &statistics.offices()))
            }
            @if !columns_of_time.is_empty() {
                (columns("picture-time", "Time", &when(time.undated), "releases", &columns_of_time))
            }
            @if statistics.people > 0 {
                (columns("picture-confidence", "Confidence", "People by how sure their records are.", "people", &statistics.bands()))
            }
            @if statistics.releases > 0 {
                (bars("picture-languages", "Languages", "Releases by language.", "releases", &statistics.languages()))
            }
            @if statistics.people > 0 {
                (bars("picture-roles", "Roles", "People by what they did.", "people", &statistics.roles()))
            }
            @if !failures.is_empty() {
                (bars("picture-failures", "Not read", "Documents in quarantine by the kind of failure.", "documents", &failures::by_kind(failures)))
            }
        }
        @if !meetings.strongest(2).is_empty() {
            (network("picture-network", "Who met whom", MET, meetings))
        }
        @if !failures.is_empty() { (failures::section(failures)) }
    }
}

const MET: &str = "The strongest ties among people who both had a part in the same release, other than being mentioned. A release of n such people \
counts 1/(n-1) for each pair; people of one Latin name and state are one.";

fn when(undated: usize) -> String {
    match undated {
        0 => "Releases by the day that they tell.".to_owned(),
        n => format!(
            "Releases by the day that they tell; {} tell none.",
            number(n)
        ),
    }
}

fn summary(statistics: &Statistics, failures: &[Failure]) -> Markup {
    let languages = statistics.languages().len();
    let states = statistics.by_state().len();
    let facts = [
        (
            statistics.releases,
            count_word(statistics.releases, "release", "releases"),
        ),
        (
            statistics.people,
            count_word(statistics.people, "record of a person", "records of people"),
        ),
        (
            statistics.titles,
            count_word(statistics.titles, "title", "titles"),
        ),
        (states, count_word(states, "country", "countries")),
        (languages, count_word(languages, "language", "languages")),
        (failures.len(), "not read"),
    ];
    html! {
        ul.plain.sums {
            @for (n, what) in facts { li { strong { (number(n)) } " " (what) } }
        }
    }
}

fn count_word<'a>(n: usize, one: &'a str, many: &'a str) -> &'a str {
    if n == 1 { one } else { many }
}

/// Changed fields by language.
fn changes(statistics: &Statistics) -> Markup {
    let mut languages: Vec<&str> = statistics.changes().map(|(_, lang, _)| lang).collect();
    languages.sort_unstable();
    languages.dedup();
    let mut fields: Vec<&str> = statistics.changes().map(|(field, _, _)| field).collect();
    fields.dedup();
    let of = |field: &str, lang: &str| {
        let mut found = statistics.changes();
        let found = found.find(|(f, l, _)| (*f, *l) == (field, lang));
        found.map_or(0, |(_, _, count)| count)
    };
    html! {
        section.panel id="picture-changes" aria-labelledby="changes-title" {
            h3 id="changes-title" { "Changes since the earlier run" }
            p.small {
                @if statistics.changed == 0 { "No release has changed." }
                @else { a href="#changed=1" { (count(statistics.changed, "release has", "releases have")) " changed" } ", by field and language:" }
            }
            @if !fields.is_empty() {
                div.wide {
                    table.small {
                        thead { tr {
                            th scope="col" { "Field" }
                            @for lang in &languages { th.number scope="col" { (language(lang)) } }
                            th.number scope="col" { "All" }
                        } }
                        tbody {
                            @for field in &fields {
                                tr {
                                    th scope="row" { (field) }
                                    @for lang in &languages { td.number { (number(of(field, lang))) } }
                                    td.number { (number(languages.iter().map(|lang| of(field, lang)).sum())) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
