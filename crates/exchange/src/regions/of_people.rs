//! People to regions.

use std::collections::{BTreeMap, BTreeSet};

use rostra_annotate::{AnnotatedPerson, AnnotatedTitle, Decision};
use rostra_document::{CodePoints, Span, TitleStatus};

use super::{Label, Region, Regions, Values, honorifics, places};
use crate::source::{Known, Source};

impl Regions {
    /// The regions of `source`. People and titles that have no place in the text are in none.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let points = CodePoints::of(&source.text);
        let people = &source.document.people;
        let mentions: Vec<Vec<Span>> = people.iter().map(|p| places_of(&points, p)).collect();
        let everybody = mentions.iter().flatten();
        let mut maker = Maker {
            points: &points,
            everybody: everybody.map(|name| (name.start, name.end)).collect(),
            made: Self::default(),
            marks: BTreeMap::new(),
            titles: BTreeMap::new(),
            links: BTreeSet::new(),
        };
        for (n, (person, mentions)) in people.iter().zip(&mentions).enumerate() {
            let known = source.known.get(n).map_or(&[][..], Vec::as_slice);
            maker.person(person, mentions, known, source.scores.get(n).copied());
        }
        maker.made
    }
}

/// The places where a person is named, in the order of the text, each once; those that are not in the text are left out.
pub(crate) fn places_of(points: &CodePoints<'_>, person: &AnnotatedPerson) -> Vec<Span> {
    let held = person.mentions.iter().copied();
    let mut mentions: Vec<Span> = held.filter(|m| places::holds_words(points, *m)).collect();
    mentions.sort_by_key(|place| (place.start, place.end));
    mentions.dedup();
    mentions
}

struct Maker<'s> {
    points: &'s CodePoints<'s>,
    /// Start and end of every place where anybody is named.
    everybody: BTreeSet<(usize, usize)>,
    made: Regions,
    /// Regions of words that several may share, by label, start and end.
    marks: BTreeMap<(Label, usize, usize), usize>,
    /// Titles that are there, by start, with the region of their first piece: who shares a title is linked to the same one.
    titles: BTreeMap<usize, Vec<(TitleKey, usize)>>,
    links: BTreeSet<(usize, usize)>,
}

/// What makes two titles one.
#[derive(PartialEq)]
struct TitleKey {
    pieces: Vec<Span>,
    written: Option<String>,
    status: TitleStatus,
    organization: Option<String>,
}

impl Maker<'_> {
    fn person(
        &mut self,
        person: &AnnotatedPerson,
        mentions: &[Span],
        known: &[Known],
        score: Option<f64>,
    ) {
        let named = |place: &&Span| places::words(self.points, **place) == person.name;
        let Some(main) = mentions.iter().find(named).or(mentions.first()).copied() else {
            return;
        };
        let marks = honorifics::placed(
            self.points,
            &person.honorifics,
            mentions,
            &self.everybody,
            known,
        );
        let body = self.body_of_person(person, main, known);
        let unmarked = person.honorifics.get(marks.len()..).unwrap_or_default();
        let values = Values {
            role: Some(person.role),
            mode: person.mode,
            country: person.country.clone(),
            evidence: person.country_evidence,
            optional: person.optional && person.review != Some(Decision::Open),
            written: self.unless_words(main, &person.name),
            honorifics: unmarked.to_vec(),
            organization: person.organization.clone().filter(|_| body.is_none()),
            status: None,
        };
        let main_region = self.add(Label::Person, main, values, score);
        for place in mentions.iter().filter(|place| **place != main) {
            let mention = self.add(Label::Person, *place, Values::default(), None);
            self.link(mention, main_region);
        }
        for mark in marks {
            self.mark(Label::Honorific, mark, main_region);
        }
        if let Some(place) = self.country(person, known) {
            self.mark(Label::Country, place, main_region);
        }
        if let Some(place) = body {
            self.mark(Label::Organization, place, main_region);
        }
        for title in &person.titles {
            if let Some(title) = self.title(title) {
                self.link(title, main_region);
            }
        }
    }

    /// The region of the first piece of `title`.
    fn title(&mut self, title: &AnnotatedTitle) -> Option<usize> {
        let place = title
            .place
            .filter(|p| places::holds_words(self.points, *p))?;
        let pieces = places::pieces(self.points, place, &title.text);
        let key = TitleKey {
            written: pieces.is_none().then(|| title.text.clone()),
            pieces: pieces.unwrap_or_else(|| vec![place]),
            status: title.status,
            organization: title.organization.clone(),
        };
        let alike = self.titles.get(&place.start).map_or(&[][..], Vec::as_slice);
        if let Some((_, there)) = alike.iter().find(|(known, _)| *known == key) {
            return Some(*there);
        }
        let name = title.organization.as_deref();
        let body = name.and_then(|name| self.within(place, name));
        let values = Values {
            status: Some(title.status),
            written: key.written.clone(),
            organization: title.organization.clone().filter(|_| body.is_none()),
            ..Values::default()
        };
        let (first, others) = key.pieces.split_first()?;
        let region = self.add(Label::Title, *first, values, None);
        for piece in others {
            let piece = self.add(Label::Title, *piece, Values::default(), None);
            self.link(piece, region);
        }
        if let Some(place) = body {
            self.mark(Label::Organization, place, region);
        }
        self.titles
            .entry(place.start)
            .or_default()
            .push((key, region));
        Some(region)
    }

    /// The words that tell the person's country, where they are known.
    fn country(&self, person: &AnnotatedPerson, known: &[Known]) -> Option<Span> {
        let code = person.country.as_deref()?;
        let mut told = known
            .iter()
            .filter(|k| k.field == "country" && k.value == code);
        let there = |k: &&Known| places::holds_words(self.points, k.place);
        told.find(there).map(|k| k.place)
    }

    /// The words of the person's organisation: as known, else in a title, else on the line of the name.
    fn body_of_person(
        &self,
        person: &AnnotatedPerson,
        main: Span,
        known: &[Known],
    ) -> Option<Span> {
        let name = person.organization.as_deref()?;
        let told = known.iter().filter(|k| k.field == "organization");
        let told = told.map(|k| k.place).find(|place| {
            places::holds_words(self.points, *place) && places::words(self.points, *place) == name
        });
        let titles = person.titles.iter().filter_map(|title| title.place);
        let mut around = titles.chain([places::line(self.points, main)]);
        told.or_else(|| around.find_map(|place| self.within(place, name)))
    }

    /// The first place in `place` of words that are `value` as values have them.
    fn within(&self, place: Span, value: &str) -> Option<Span> {
        let found = places::first(self.points, place, value);
        found.filter(|found| places::words(self.points, *found) == value)
    }

    /// `value`, unless it is just the words at `place`.
    fn unless_words(&self, place: Span, value: &str) -> Option<String> {
        (places::words(self.points, place) != value).then(|| value.to_owned())
    }

    /// Marks `place`, once for all who share it, and links it to the region `to`.
    fn mark(&mut self, label: Label, place: Span, to: usize) {
        let key = (label, place.start, place.end);
        let there = self.marks.get(&key).copied();
        let region = there.unwrap_or_else(|| self.add(label, place, Values::default(), None));
        self.marks.insert(key, region);
        self.link(region, to);
    }

    fn add(&mut self, label: Label, span: Span, values: Values, score: Option<f64>) -> usize {
        self.made.regions.push(Region {
            label,
            span,
            values,
            score,
        });
        self.made.regions.len() - 1
    }

    fn link(&mut self, from: usize, to: usize) {
        if self.links.insert((from, to)) {
            self.made.links.push((from, to));
        }
    }
}
