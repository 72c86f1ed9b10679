//! Classes of vocabulary: what the grammars are written over.

use compact_str::CompactString;
use rostra_document::CountryForm;

/// What a word or phrase of a lexicon is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // each is documented where the pack lists it, in `pack.rs`
pub enum Class {
    Courtesy,
    Style,
    Rank,
    Degree,
    Royal,
    PostNominal,
    Head,
    WeakHead,
    Occupation,
    Modifier,
    AfterHead,
    NotTitle,
    Portfolio,
    StateBody,
    Body,
    Party,
    Unit,
    Qualifier,
    Side,
    Of,
    Complement,
    And,
    Article,
    Particle,
    ListWord,
    Capacity,
    Former,
    Then,
    Acting,
    Elect,
    Appointed,
    LinkCurrent,
    LinkFormer,
    Keynote,
    Speaker,
    Chair,
    Participant,
    IntroducesSpeakers,
    IntroducesParticipants,
    IntroducesChair,
    AccordingTo,
    MentionedOnly,
    Video,
    Written,
    Pronoun,
    EventHead,
    EventPart,
    InformalEvent,
    Locative,
    Stop,
    Verb,
    Headline,
    Month,
    Weekday,
    Today,
    Yesterday,
    Country,
    Organisation,
}

/// What an entry says beside its class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    None,
    /// Dictionary form of a head noun, as the pack lists it.
    Lemma(CompactString),
    /// A state, ISO 3166-1 alpha-3, and how the entry names it.
    Country(CompactString, CountryForm),
    /// A row of `tables/organisations.tsv`: its id, and the state it belongs to if it is one's.
    Organisation(CompactString, Option<CompactString>),
    /// Month 1 to 12 or weekday 1 (Monday) to 7.
    Number(u8),
}

/// A class with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub class: Class,
    /// What else is known.
    pub value: Value,
}
