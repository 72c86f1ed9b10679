//! Regions to people.

use std::collections::BTreeMap;

use rostra_annotate::{AnnotatedPerson, AnnotatedTitle};
use rostra_document::{CodePoints, Role, Span, Support};
use rostra_lexicon::countries::{self, Doubt};
use serde_json::Map;

use super::groups::{Groups, Neighbours};
use super::places::{self, CUT};
use super::{Found, Label, Region, Regions, Values};

impl Regions {
    /// The people that the regions of `text` tell.
    ///
    /// Which way a link points does not matter: its ends tell what it means. Names of the same words are one person's where all but one of
    /// them are bare, that is, without values and links.
    #[must_use]
    pub fn people(&self, text: &str) -> Found {
        let points = CodePoints::of(text);
        let mut reader = Reader {
            points: &points,
            made: self,
            neighbours: Neighbours::of(self),
            names: Groups::of(self, Label::Person),
            pieces: Members::default(),
            titles: Groups::of(self, Label::Title),
        };
        reader.join_bare_names();
        reader.pieces = reader.members(Label::Title, &reader.titles);
        Found {
            people: reader.people(),
            notes: reader.loose_ends(),
        }
    }
}

/// Groups of regions, by the first of each.
type Members = BTreeMap<usize, Vec<usize>>;

struct Reader<'s> {
    points: &'s CodePoints<'s>,
    made: &'s Regions,
    neighbours: Neighbours,
    names: Groups,
    titles: Groups,
    pieces: Members,
}

impl<'s> Reader<'s> {
    fn people(&self) -> Vec<AnnotatedPerson> {
        let names = self.members(Label::Person, &self.names);
        let people = names.values().filter_map(|names| self.person(names));
        let mut people: Vec<AnnotatedPerson> = people.collect();
        people.sort_by_key(|person| person.mentions.first().map(|at| at.start));
        people
    }

    fn members(&self, label: Label, groups: &Groups) -> Members {
        let mut members = Members::new();
        for (at, region) in self.made.regions.iter().enumerate() {
            if region.label == label {
                members.entry(groups.first(at)).or_default().push(at);
            }
        }
        members
    }

    /// Names that nobody has linked or said anything of are further names of whoever is called the same.
    fn join_bare_names(&mut self) {
        let linked = |at| !self.neighbours.of_region(at).is_empty();
        let regions = self.made.regions.iter().enumerate();
        let names = regions.filter(|(_, region)| region.label == Label::Person);
        let mut owners: BTreeMap<String, usize> = BTreeMap::new();
        let mut bare = Vec::new();
        for (at, region) in names {
            let words = places::words(self.points, region.span);
            match linked(at) || region.values != Values::default() {
                true => drop(owners.entry(words).or_insert(at)),
                false => bare.push((words, at)),
            }
        }
        for (words, at) in bare {
            let owner = *owners.entry(words).or_insert(at);
            self.names.join(owner, at);
        }
    }

    /// The person who is named by the regions `names`.
    fn person(&self, names: &[usize]) -> Option<AnnotatedPerson> {
        let regions: Vec<&Region> = names.iter().filter_map(|at| self.region(*at)).collect();
        let main = self.main(&regions)?;
        let said: Vec<&Values> = regions.iter().map(|region| &region.values).collect();
        let mut mentions: Vec<Span> = regions.iter().map(|region| region.span).collect();
        mentions.sort_by_key(|place| (place.start, place.end));
        mentions.dedup();
        let written = said.iter().find_map(|v| v.written.clone());
        let (country, country_evidence) = self.country(names, &said);
        let body = said.iter().find_map(|v| v.organization.clone());
        Some(AnnotatedPerson {
            name: written.unwrap_or_else(|| places::words(self.points, main.span)),
            honorifics: self.honorifics(names, &said),
            titles: self.titles(names),
            country,
            country_evidence,
            organization: body.or_else(|| self.marked(names, Label::Organization)),
            role: said.iter().find_map(|v| v.role).unwrap_or(Role::Mentioned),
            mode: said.iter().find_map(|v| v.mode),
            optional: said.iter().any(|v| v.optional),
            mentions,
            review: None,
            rest: Map::new(),
        })
    }

    /// The region whose words are the name: the first with values, else the longest.
    fn main(&self, regions: &[&'s Region]) -> Option<&'s Region> {
        let mut ordered = regions.to_vec();
        ordered.sort_by_key(|region| (region.span.start, region.span.end));
        let mut said = ordered.iter().copied();
        let said = said.find(|region| region.values != Values::default());
        let longest = |region: &&&Region| {
            let length = region.span.end - region.span.start;
            (length, std::cmp::Reverse(region.span.start))
        };
        said.or_else(|| ordered.iter().max_by_key(longest).copied())
    }

    /// Marked ones in the order of the text, each once, then the others.
    fn honorifics(&self, names: &[usize], said: &[&Values]) -> Vec<String> {
        let mut honorifics: Vec<String> = Vec::new();
        for region in self.linked(names, Label::Honorific) {
            let words = places::words(self.points, region.span);
            if !honorifics.contains(&words) {
                honorifics.push(words);
            }
        }
        honorifics.extend(said.iter().flat_map(|v| &v.honorifics).cloned());
        honorifics
    }

    /// The country that somebody chose, else the one whose words are linked to the person.
    fn country(&self, names: &[usize], said: &[&Values]) -> (Option<String>, Option<Support>) {
        let evidence = said.iter().find_map(|v| v.evidence);
        if let Some(code) = said.iter().find_map(|v| v.country.clone()) {
            return (Some(code), evidence);
        }
        let words = self.marked(names, Label::Country);
        let named = words.and_then(|words| countries::resolve(&words, Doubt::Likeliest));
        let code = named.map(|territory| territory.alpha3.to_owned());
        let evidence = code.as_ref().map(|_| evidence.unwrap_or(Support::Stated));
        (code, evidence)
    }

    /// The titles linked to a person, in the order of the text.
    fn titles(&self, names: &[usize]) -> Vec<AnnotatedTitle> {
        let mut firsts: Vec<usize> = Vec::new();
        for at in self.linked_at(names, Label::Title) {
            let first = self.titles.first(at);
            if !firsts.contains(&first) {
                firsts.push(first);
            }
        }
        let mut titles: Vec<AnnotatedTitle> =
            firsts.into_iter().map(|first| self.title(first)).collect();
        titles.sort_by_key(|title| title.place.map(|place| (place.start, place.end)));
        titles
    }

    /// The title whose first region is `first`.
    fn title(&self, first: usize) -> AnnotatedTitle {
        let at = self.pieces.get(&first).map_or(&[][..], Vec::as_slice);
        let mut pieces: Vec<&Region> = at.iter().filter_map(|at| self.region(*at)).collect();
        pieces.sort_by_key(|piece| (piece.span.start, piece.span.end));
        let said = |get: fn(&Values) -> Option<String>| pieces.iter().find_map(|p| get(&p.values));
        let words = pieces.iter().map(|p| places::words(self.points, p.span));
        let joined = || words.collect::<Vec<_>>().join(CUT);
        let body = said(|values| values.organization.clone());
        let start = pieces.first().map(|piece| piece.span.start);
        let end = pieces.iter().map(|piece| piece.span.end).max();
        AnnotatedTitle {
            text: said(|values| values.written.clone()).unwrap_or_else(joined),
            status: pieces
                .iter()
                .find_map(|p| p.values.status)
                .unwrap_or_default(),
            organization: body.or_else(|| self.marked(at, Label::Organization)),
            place: start.zip(end).map(|(start, end)| Span { start, end }),
            rest: Map::new(),
        }
    }

    /// The words of the first region of `label` that is linked to one of `ends`.
    fn marked(&self, ends: &[usize], label: Label) -> Option<String> {
        let first = self.linked(ends, label).into_iter().next()?;
        Some(places::words(self.points, first.span))
    }

    /// Regions of `label` that are linked to one of `ends`, in the order of the text.
    fn linked(&self, ends: &[usize], label: Label) -> Vec<&'s Region> {
        let at = self.linked_at(ends, label).into_iter();
        let mut regions: Vec<&Region> = at.filter_map(|at| self.region(at)).collect();
        regions.sort_by_key(|region| (region.span.start, region.span.end));
        regions
    }

    fn linked_at(&self, ends: &[usize], label: Label) -> Vec<usize> {
        let others = ends.iter().flat_map(|end| self.neighbours.of_region(*end));
        let is = |at: &usize| self.region(*at).is_some_and(|region| region.label == label);
        let mut at: Vec<usize> = others.copied().filter(is).collect();
        at.retain(|at| !ends.contains(at));
        at.sort_unstable();
        at.dedup();
        at
    }

    fn region(&self, at: usize) -> Option<&'s Region> {
        self.made.regions.get(at)
    }

    /// What belongs to nobody, and is lost with that.
    fn loose_ends(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for (at, region) in self.made.regions.iter().enumerate() {
            let own = [at];
            let ends = match region.label {
                Label::Person => continue,
                Label::Title => self.pieces.get(&self.titles.first(at)),
                _ => None,
            };
            let ends = ends.map_or(&own[..], Vec::as_slice);
            let belongs = |label| !self.linked_at(ends, label).is_empty();
            let of_title = region.label == Label::Organization && belongs(Label::Title);
            if !belongs(Label::Person) && !of_title {
                let words = places::words(self.points, region.span);
                let (label, span) = (region.label.as_str(), region.span);
                notes.push(format!(
                    "{label} “{words}” at {}..{} is linked to nobody and was left out",
                    span.start, span.end
                ));
            }
        }
        notes
    }
}
