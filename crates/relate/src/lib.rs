//! Mentions to records: who holds which title for which country, and did what.
//!
//! Every relation names its evidence. Mentions of a segment become a [`line`] of nodes and gaps;
//! runs of nodes without other words between them are read as person phrases ([`phrase`]), which
//! the lines around complete ([`context`]); cues
//! give roles ([`roles`]); namings of one person are put together ([`people`]), with what titles
//! without a name say of them ([`references`]); what the phrase
//! leaves open is inferred from the document ([`home`]); how sure the whole is, a fitted model says
//! ([`confidence`]).

mod appointment;
pub mod confidence;
mod context;
mod copula;
mod elided;
mod event;
mod home;
mod line;
mod names;
mod people;
mod phrase;
mod portfolio;
mod references;
mod register;
mod roles;

use rostra_document::{Document, Mention, Relater, Relations, Segment};

use line::Line;

/// Relation by apposition, lists and cues, `apposition.v1`.
#[derive(Clone, Debug, Default)]
pub struct AppositionRelater {
    home_country: Option<String>,
}

impl AppositionRelater {
    /// A relater; `home_country` (ISO 3166-1 alpha-3) is taken for officials whose state the text
    /// does not say, instead of what the document lets infer.
    #[must_use]
    pub fn new(home_country: Option<String>) -> Self {
        Self { home_country }
    }
}

impl Relater for AppositionRelater {
    fn relate(&self, document: &Document, segments: &[Segment], mentions: &[Mention]) -> Relations {
        let Some(pack) = rostra_lexicon::pack(document.language.as_str()) else {
            return Relations::default();
        };
        let lines = line::lines(&document.text, segments, mentions, pack);
        let mut namings = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            namings.extend(phrase::namings(line, at));
        }
        context::complete(&lines, &mut namings);
        copula::link(&lines, &mut namings);
        copula::link_behind(&lines, &mut namings);
        appointment::complete(&lines, &mut namings);
        let acts = roles::assign(&lines, &namings);
        let unnamed = references::unnamed(&lines, &namings);
        let mut people = people::merge(&lines, namings, &acts);
        references::resolve(&lines, &mut people, &unnamed);
        people::give_late(&mut people, &acts);
        let home = home::Home::of(document, &lines, &people, self.home_country.as_deref());
        let records = people::records(people, &lines, &home);
        let event = event::find(document, &lines);
        Relations { records, event }
    }
}

/// Lines in the order of the text.
type Lines<'a> = [Line<'a>];
