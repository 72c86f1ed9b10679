//! What recognisers find: ranges of text with a label, a score and the rule or list behind it.

use compact_str::CompactString;

use crate::range::TextRange;
use crate::record::{Mode, Role};

/// What a [`Mention`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// A person's name, without honorifics.
    Person,
    /// A position.
    Title,
    /// A style, courtesy word, rank or degree before or after a name.
    Honorific,
    /// A state, by name, adjective, capital or state body.
    Country,
    /// A body that is not a state.
    Organisation,
    /// A gathering.
    Event,
    /// A word that says what somebody did.
    Cue,
}

/// The status of a title, as `guideline.md` has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TitleStatus {
    /// Held now.
    #[default]
    Current,
    /// Held at the time of the event.
    Then,
    /// Held once.
    Former,
    /// Held for another.
    Acting,
    /// Won or given, not yet held.
    Elect,
}

impl TitleStatus {
    /// Its name in the output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Then => "then",
            Self::Former => "former",
            Self::Acting => "acting",
            Self::Elect => "elect",
        }
    }
}

/// How a text names a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryForm {
    /// `Hungary`, `the Republic of Iraq`.
    Name,
    /// `Hungarian`, `российский`.
    Adjective,
    /// `Budapest`, standing for the state or a place in it.
    Capital,
    /// `Bundestag`, `State Duma`: a body of that state.
    StateBody,
    /// A province, region or city of that state.
    Place,
    /// A one-character prefix or `side` form: `俄`, `中方`.
    Short,
}

/// A state named in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountryRef {
    /// ISO 3166-1 alpha-3.
    pub code: CompactString,
    /// The words that say so, in bytes.
    pub range: TextRange,
    /// How they say it.
    pub form: CountryForm,
}

/// What kind of honorific it is; decides how it combines and whether it may stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HonorificKind {
    /// `Mr`, `Mme`, `г-н`, `先生`.
    Courtesy,
    /// `H.E.`, `His Excellency`, `阁下`, `معالي`.
    Style,
    /// `General`, `генерал-полковник`.
    Rank,
    /// `Dr.`, `Professor`.
    Degree,
    /// `King`, `الأمير`, `Sheikh`.
    Royal,
    /// `OAM`, `MP` after a name.
    PostNominal,
}

/// What the title grammar found out about a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleDetail {
    /// The pieces of the title's text once status and country are cut, in order; joined by
    /// ` ... ` where words were cut between them. Never empty.
    pub pieces: Vec<TextRange>,
    /// The head noun's lemma as the pack lists it (`minister`, `总理`).
    pub head: CompactString,
    /// Status by a word of the title phrase itself.
    pub status: TitleStatus,
    /// The status word, in bytes.
    pub status_range: Option<TextRange>,
    /// The state that the title phrase names.
    pub country: Option<CountryRef>,
    /// The body in the title that is not a state organ.
    pub organization: Option<TextRange>,
    /// The body is one of several states or of none, so that the holder acts for no state.
    pub stateless: bool,
    /// The head stands in the plural: the title may be shared by a list of people.
    pub plural: bool,
    /// The head alone does not make a title (`member`, `director`): nothing complements it here.
    pub weak: bool,
    /// The head is an occupation (`journalist`), not an office: it says nothing of a state.
    pub occupation: bool,
    /// `the Minister`: stands for somebody named elsewhere if no name is tied to it.
    pub definite: bool,
}

/// A word or phrase that says what the people around it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The role that it gives, if it gives one.
    pub role: Option<Role>,
    /// The mode that it gives, if it gives one.
    pub mode: Option<Mode>,
    /// The people stand after it (`speeches were delivered by`, `accompanied by`).
    pub introduces: bool,
}

/// What a mention carries beside its range, by label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing more.
    None,
    /// Of a [`Label::Title`].
    Title(Box<TitleDetail>),
    /// Of a [`Label::Honorific`].
    Honorific(HonorificKind),
    /// Of a [`Label::Country`].
    Country(CountryRef),
    /// Of a [`Label::Organisation`]: the state it belongs to, if it is a state's.
    Organisation(Option<CompactString>),
    /// Of a [`Label::Cue`].
    Cue(Cue),
}

/// A range of text that a recogniser takes for a person, title, country, ...
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands, in bytes of the document's text.
    pub range: TextRange,
    /// What it names.
    pub label: Label,
    /// How sure the recogniser is, 0 to 1.
    pub score: f32,
    /// The rule or list that licensed it, e.g. `name.capitals+given`.
    pub source: &'static str,
    /// How likely a trained model holds this very range for what `label` says, 0 to 1; `None` where none was asked.
    pub model: Option<f32>,
    /// What else is known, by label.
    pub detail: Detail,
}
