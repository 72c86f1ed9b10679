//! When, where and by whom a text was published, as the text itself says.
//!
//! Press offices and agencies tell it in a *dateline* before the first sentence (`Singapore, 20 March
//! 2023 –`, `新华社南京9月20日电`, `Москва, 23 июня. /ТАСС/.`), on a *header* line (`Published on 5
//! March 2024`, `发布时间：2023-09-20`, a date by itself) or on the last lines. Only these places are
//! looked at, and a date is taken only where nothing is left of the line, or of what stands before
//! the sentence, once all its parts are known: a date in a sentence is the event's. A wrong day is worse than none.

mod closing;
mod elements;
mod labelled;
mod lines;
mod opening;
mod stamp;
mod wire;

use rostra_document::{Field, Language, Metadata, TextRange};
use rostra_lexicon::press::{Agency, agency_at};

use crate::date;
use jiff::civil::Date;
use lines::{Line, Lines};

/// Days from the writing of a text to its publication at most, where only the latter lacks its year.
const SOON: i64 = 45;

/// What a text says of its publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The day of publication.
    pub(crate) date: Option<Told<Date>>,
    /// The place that the dateline names, in bytes of the text.
    pub(crate) place: Option<TextRange>,
    /// Who published it.
    pub(crate) publisher: Option<Told<String>>,
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told<T> {
    /// The value.
    pub(crate) value: T,
    /// `dateline`, `header` or `footer`.
    pub(crate) from: &'static str,
}

/// How much a finding is believed, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Belief {
    /// A label says that it is the day of publication.
    Published,
    /// Place and day before the first sentence.
    Dateline,
    /// A line of nothing but day, place and time.
    Line,
    /// Day and time of day together.
    Stamp,
    /// A label says that it is a day, or that of the last change.
    Dated,
    /// A day and a dash before a sentence, where no other line has them.
    Bare,
    /// A line of nothing but the day at the end of the text.
    Footer,
    /// A day in a sentence, which a dateline without a year confirms.
    Confirmed,
}

/// What one rule found in one line.
#[derive(Clone, Debug, Default)]
struct Finding<'a> {
    day: Option<Day>,
    place: Option<TextRange>,
    agency: Option<&'static Agency>,
    /// A publisher as written.
    source: Option<&'a str>,
}

/// A day as found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    date: Date,
    /// Its year was written.
    dated: bool,
}

/// Fills what `metadata` lack from what `text` says, and from its address.
pub(crate) fn complete(metadata: &mut Metadata, text: &str, language: &Language) {
    let fields = [Field::Date, Field::Publisher, Field::Place];
    if fields.iter().all(|field| metadata.get(*field).is_some()) {
        return;
    }
    let told = read(text, language.as_str());
    let address = metadata.url.as_deref().and_then(date::of_url);
    // What stands in the text as a header or dateline is surer than the address, and that than a footer.
    let (footer, head) = match &told.date {
        Some(date) if date.from == Belief::Footer.name() => (Some(date), None),
        date => (None, date.as_ref()),
    };
    if let Some(date) = head {
        metadata.offer(Field::Date, &date.value.to_string(), date.from);
    }
    if let Some(date) = address {
        metadata.offer(Field::Date, &date, "url");
    }
    if let Some(date) = footer {
        metadata.offer(Field::Date, &date.value.to_string(), date.from);
    }
    if let Some(place) = told
        .place
        .and_then(|range| text.get(range.start..range.end))
    {
        metadata.offer(Field::Place, place, "dateline");
    }
    if let Some(publisher) = &told.publisher {
        metadata.offer(Field::Publisher, &publisher.value, publisher.from);
    }
}

/// Reads the dateline, header and last lines of `text`, which is in `language` (BCP 47 primary tag).
pub(crate) fn read(text: &str, language: &str) -> Dateline {
    let lines = Lines::of(text, language);
    let mut findings: Vec<(Belief, Finding)> = Vec::new();
    for (number, line) in lines.head().enumerate() {
        findings.extend(labelled::read(line));
        findings.extend(wire::read(line).map(|found| (Belief::Dateline, found)));
        findings.extend(opening::read(line, number));
        findings.extend(stamp::read(line).map(|found| (Belief::Stamp, found)));
    }
    if lines.head().any(labelled::is_of_event) {
        findings.retain(|(belief, _)| matches!(belief, Belief::Published | Belief::Dateline));
    }
    let mut bare = findings
        .iter()
        .filter(|(belief, _)| *belief == Belief::Bare);
    if bare.next().is_some() && bare.next().is_some() {
        findings.retain(|(belief, _)| *belief != Belief::Bare); // a chronicle
    }
    let last = lines.tail().count();
    let mut footers = Vec::new();
    for (number, line) in lines.tail().enumerate() {
        findings.extend(labelled::read(line));
        footers.extend(closing::read(line, last - number - 1));
    }
    findings.extend(sources(lines.head()));
    findings.extend(sources(lines.tail()));
    findings.extend(agreed(footers).map(|found| (Belief::Footer, found)));
    findings.extend(completed(&findings, &lines));
    findings.sort_by_key(|(belief, _)| *belief); // stable: the first line of those alike
    gather(&findings)
}

/// Sources on the line of the day of publication or beside it.
fn sources<'l, 'a: 'l>(
    lines: impl Iterator<Item = &'l Line<'a>>,
) -> impl Iterator<Item = (Belief, Finding<'a>)> {
    let told: Vec<(bool, Option<Finding>)> = lines
        .map(|line| (labelled::is_published(line), labelled::source(line)))
        .collect();
    let beside: Vec<bool> = (0..told.len())
        .map(|at| {
            let near = told.get(at.saturating_sub(1)..(at + 2).min(told.len()));
            near.into_iter().flatten().any(|line| line.0)
        })
        .collect();
    told.into_iter()
        .zip(beside)
        .filter(|(_, beside)| *beside)
        .filter_map(|((_, source), _)| Some((Belief::Dated, source?)))
}

/// The first of the last lines' findings; several days are a list of something.
fn agreed(footers: Vec<Finding>) -> Option<Finding> {
    let days: Vec<Option<Day>> = footers.iter().map(|found| found.day).collect();
    let one = days.windows(2).all(|pair| pair.first() == pair.last());
    footers.into_iter().next().filter(|_| one)
}

/// A dateline lacks its year where another day of the head or tail has one: that of a letter printed under
/// it, or the same day in the sentence. Its year is the one that puts it soon after.
fn completed<'a>(
    findings: &[(Belief, Finding)],
    lines: &Lines<'a>,
) -> Option<(Belief, Finding<'a>)> {
    let wired = findings
        .iter()
        .filter(|(belief, _)| *belief == Belief::Dateline)
        .find_map(|(_, found)| found.day)
        .filter(|day| !day.dated)?;
    let by_itself = findings
        .iter()
        .filter(|(belief, _)| matches!(belief, Belief::Line | Belief::Footer))
        .find_map(|(_, found)| found.day.filter(|day| day.dated))
        .and_then(|day| soon_after(day.date, wired.date));
    let date = by_itself.or_else(|| {
        let mut dates = lines
            .head()
            .chain(lines.tail())
            .flat_map(|line| &line.dates);
        dates.find_map(|days| {
            let same =
                days.start.month() == wired.date.month() && days.start.day() == wired.date.day();
            (days.dated && same).then_some(days.start)
        })
    })?;
    let belief = match by_itself {
        Some(_) => Belief::Dateline,
        None => Belief::Confirmed,
    };
    let finding = Finding {
        day: Some(Day { date, dated: true }),
        ..Finding::default()
    };
    Some((belief, finding))
}

/// The day and month of `day` in the year in which they are at most [`SOON`] days after `date`.
fn soon_after(date: Date, day: Date) -> Option<Date> {
    (date.year()..=date.year() + 1)
        .filter_map(|year| Date::new(year, day.month(), day.day()).ok())
        .find(|found| {
            let days = found.duration_since(date).as_hours() / 24;
            (0..=SOON).contains(&days)
        })
}

/// The best of each.
fn gather(findings: &[(Belief, Finding)]) -> Dateline {
    let date = findings.iter().find_map(|(belief, found)| {
        let day = found.day.filter(|day| day.dated)?;
        Some(Told {
            value: day.date,
            from: belief.name(),
        })
    });
    let publisher = findings.iter().find_map(|(belief, found)| {
        let wired = found.source.and_then(|source| {
            let (bytes, agency) = agency_at(source)?;
            (bytes == source.len()).then_some(agency)
        });
        let agency = wired.or(found.agency).map(|agency| agency.name);
        let value = agency.or(found.source)?.to_owned();
        Some(Told {
            value,
            from: belief.name(),
        })
    });
    Dateline {
        date,
        place: findings.iter().find_map(|(_, found)| found.place),
        publisher,
    }
}

impl Belief {
    fn name(self) -> &'static str {
        match self {
            Self::Dateline | Self::Bare | Self::Confirmed => "dateline",
            Self::Published | Self::Line | Self::Stamp | Self::Dated => "header",
            Self::Footer => "footer",
        }
    }
}

#[cfg(test)]
mod tests;
