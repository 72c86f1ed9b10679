//! What the labels of open sets mean in ours, and which of our kinds each set marks wherever they stand.
//!
//! Decided by looking at examples; a label that is left out here does not follow our guideline.

use rostra_tagger::tags::Kind::{self, Organisation, Person, Place};

/// How tokens become text again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// The set has texts, and offsets in them.
    Offsets,
    /// With spaces, but for punctuation.
    Spaces,
    /// With spaces; hyphens, slashes and apostrophes had been cut off as tokens.
    SpacesAroundHyphens,
    /// Spaces are tokens, or there are none.
    Nothing,
}

/// What becomes of the spans of a set before they are ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// They are good.
    None,
    /// Portuguese of a treebank: contractions are two tokens (`em o`).
    Contractions,
    /// Turkish: case endings behind an apostrophe are in the span.
    Apostrophes,
    /// Historical newspapers: persons with their titles and addresses, words cut at the end of a line.
    Newspaper,
    /// Russian facts: posts apart from the body that they are of, whole phrases as bodies.
    Facts,
    /// Statements on Syria: common nouns as places.
    Statements,
}

/// How one set (or part of a set) is read.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// The set's file, without its ending.
    pub file: &'static str,
    /// The part of the file that this is for; all of it where `None`.
    pub part: Option<&'static str>,
    /// What it is called in the corpus.
    pub set: &'static str,
    /// All labels of the set. Those that are nothing of ours have `None`.
    pub labels: &'static [(&'static str, Option<Kind>)],
    /// The kinds that are marked wherever they stand.
    pub complete: &'static [Kind],
    /// How tokens become text.
    pub joining: Joining,
    /// What has to be done to the spans.
    pub repair: Repair,
    /// Whether adjectives of nationality, which are places to us, have been left unmarked.
    pub nationalities: bool,
}

const PER_ORG_LOC: &[(&str, Option<Kind>)] = &[
    ("PER", Some(Person)),
    ("ORG", Some(Organisation)),
    ("LOC", Some(Place)),
    ("HumanProd", None),
];
const THREE: &[Kind] = &[Person, Organisation, Place];

const fn uner(file: &'static str, joining: Joining, repair: Repair, nationalities: bool) -> Scheme {
    Scheme {
        file,
        part: None,
        set: file,
        labels: PER_ORG_LOC,
        complete: THREE,
        joining,
        repair,
        nationalities,
    }
}

/// All sets that are read, by file.
pub const SCHEMES: &[Scheme] = &[
    Scheme {
        file: "factrueval_ru",
        part: None,
        set: "factrueval_ru",
        labels: &[
            ("Person", Some(Person)),
            ("Org", Some(Organisation)),
            ("LocOrg", Some(Place)),
            ("Location", Some(Place)),
            // Only the posts that somebody is told to hold are ours: `Repair::Facts` takes them.
            ("job", None),
            ("Project", None),
            ("Facility", None),
        ],
        complete: THREE,
        joining: Joining::Offsets,
        repair: Repair::Facts,
        nationalities: false,
    },
    Scheme {
        file: "hipe2022_newseye_sonar",
        part: None,
        set: "hipe2022_newseye_sonar",
        labels: PER_ORG_LOC,
        complete: THREE,
        joining: Joining::SpacesAroundHyphens,
        repair: Repair::Newspaper,
        nationalities: true,
    },
    Scheme {
        file: "indonlu_id",
        part: Some("nergrit"),
        set: "indonlu_id_nergrit",
        labels: &[
            ("PERSON", Some(Person)),
            ("ORGANISATION", Some(Organisation)),
            ("PLACE", Some(Place)),
        ],
        complete: THREE,
        joining: Joining::SpacesAroundHyphens,
        repair: Repair::None,
        nationalities: false,
    },
    // All in lower case. Places are also hotels and halls, bodies brands.
    Scheme {
        file: "indonlu_id",
        part: Some("nerp"),
        set: "indonlu_id_nerp",
        labels: &[
            ("PPL", Some(Person)),
            ("PLC", None),
            ("IND", None),
            ("EVT", None),
            ("FNB", None),
        ],
        complete: &[Person],
        joining: Joining::SpacesAroundHyphens,
        repair: Repair::None,
        nationalities: false,
    },
    Scheme {
        file: "klue_ko_dev",
        part: None,
        set: "klue_ko_dev",
        labels: &[
            ("PS", Some(Person)),
            ("OG", Some(Organisation)),
            ("LC", Some(Place)),
            ("DT", None),
            ("TI", None),
            ("QT", None),
        ],
        complete: THREE,
        joining: Joining::Nothing,
        repair: Repair::None,
        nationalities: false,
    },
    // Persons are pronouns and whole phrases (`Pentagon Press Secretary Peter Cook`), bodies peoples and
    // states: only places are of use.
    Scheme {
        file: "re3d_en",
        part: None,
        set: "re3d_en",
        labels: &[
            ("Location", Some(Place)),
            ("Nationality", Some(Place)),
            ("Person", None),
            ("Organisation", None),
            ("Temporal", None),
            ("Quantity", None),
            ("Weapon", None),
            ("MilitaryPlatform", None),
            ("DocumentReference", None),
            ("Money", None),
        ],
        complete: &[],
        joining: Joining::SpacesAroundHyphens,
        repair: Repair::Statements,
        nationalities: false,
    },
    // Events are wars and disasters too, buildings also bodies.
    Scheme {
        file: "stockmark_ja",
        part: None,
        set: "stockmark_ja",
        labels: &[
            ("人名", Some(Person)),
            ("法人名", Some(Organisation)),
            ("政治的組織名", Some(Organisation)),
            ("その他の組織名", Some(Organisation)),
            ("地名", Some(Place)),
            ("施設名", None),
            ("製品名", None),
            ("イベント名", None),
        ],
        complete: &[Person, Place],
        joining: Joining::Offsets,
        repair: Repair::None,
        nationalities: false,
    },
    // Titles are ranks, occupations, newspapers and verbal nouns; events wars, leagues and prizes.
    // NORP is religions too: nationalities come from the lexicon.
    Scheme {
        file: "turkish_wiki_tr",
        part: None,
        set: "turkish_wiki_tr",
        labels: &[
            ("PERSON", Some(Person)),
            ("ORG", Some(Organisation)),
            ("GPE", Some(Place)),
            ("LOC", Some(Place)),
            ("NORP", None),
            ("TITLE", None),
            ("EVENT", None),
            ("FAC", None),
            ("DATE", None),
            ("CARDINAL", None),
            ("WORK_OF_ART", None),
            ("ORDINAL", None),
            ("PRODUCT", None),
            ("LANGUAGE", None),
            ("QUANTITY", None),
            ("PERCENT", None),
            ("TIME", None),
            ("MONEY", None),
            ("LAW", None),
        ],
        complete: THREE,
        joining: Joining::Spaces,
        repair: Repair::Apostrophes,
        nationalities: true,
    },
    uner(
        "uner_en_ewt",
        Joining::SpacesAroundHyphens,
        Repair::None,
        true,
    ),
    uner(
        "uner_pt_bosque",
        Joining::Spaces,
        Repair::Contractions,
        true,
    ),
    uner("uner_zh_gsdsimp", Joining::Nothing, Repair::None, false),
];

/// The schemes of the set in `file`.
#[must_use]
pub fn of(file: &str) -> Vec<&'static Scheme> {
    SCHEMES
        .iter()
        .filter(|scheme| scheme.file == file)
        .collect()
}
