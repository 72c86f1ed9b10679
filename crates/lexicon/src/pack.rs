//! The language pack as it stands in `packs/<tag>.toml`.
//!
//! A pack is vocabulary by class, no rules: the grammars of `recognize` and `relate` are written
//! over the classes. Every list holds words or phrases in their dictionary form, lower case,
//! without articles; the inflected forms follow from `[inflection]`, other scripts' marks and
//! apostrophes are folded, hyphens count as spaces.

use std::collections::BTreeMap;

use serde::Deserialize;

type Words = Vec<String>;

/// A language pack.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSource {
    /// BCP 47 primary tag; the file's stem.
    pub tag: String,
    /// English name of the language.
    pub name: String,
    /// How the language is written.
    pub writing: Writing,
    /// How its words change.
    #[serde(default)]
    pub inflection: Inflection,
    /// What is known of its names.
    #[serde(default)]
    pub names: Names,
    /// What stands before or after a name without being an office.
    pub honorifics: Honorifics,
    /// Nouns of office and what stands around them.
    pub titles: Titles,
    /// What an office is about or belongs to.
    pub complements: Complements,
    /// Small words that tie the parts together.
    pub connectors: Connectors,
    /// Words that say whether an office is held.
    pub status: Status,
    /// Words that say what people did.
    pub cues: Cues,
    /// Gatherings.
    pub events: Events,
    /// Words that end a name or a title.
    pub stop: Stop,
    /// Calendar.
    pub time: Time,
    /// Sentence borders.
    pub sentences: Sentences,
    /// Canonical offices.
    pub offices: Offices,
    /// ISO 3166-1 alpha-3 to forms of its name that the shared tables lack.
    #[serde(default)]
    pub countries: BTreeMap<String, CountryForms>,
    /// Id of `tables/organisations.tsv` to forms that the table lacks in this language.
    #[serde(default)]
    pub organisations: BTreeMap<String, Words>,
    /// Classes that are empty on purpose, as `section.key`: the language has no words for them, or
    /// its grammar does without. The completeness test accepts no others.
    #[serde(default)]
    pub not_applicable: Words,
}

/// Where the head noun of a title stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeadPosition {
    /// Complements follow it: `ministre des Armées`.
    #[default]
    First,
    /// Complements precede it: `公安部部长`, `Dışişleri Bakanı`.
    Last,
    /// Both: `Foreign Minister`, `Minister of Foreign Affairs`.
    Both,
}

/// `[writing]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Writing {
    /// ISO 15924 code of the script.
    pub script: String,
    /// Words are separated by spaces.
    pub spaced: bool,
    /// Names begin with a capital letter and most other words do not.
    pub capitals: bool,
    /// Common nouns are capitalised too (German).
    #[serde(default)]
    pub nouns_capitalised: bool,
    /// Where the head noun of a title stands.
    pub head: HeadPosition,
    /// ISO 3166-1 alpha-3 of the states whose authorities write in this language, the likeliest
    /// first: they count more where the text does not say an official's country.
    #[serde(default)]
    pub home: Words,
    /// States and bodies follow an office without a connector, though genitives have one too:
    /// `Tổng thống Peru`, `Chánh án Tòa án Tối cao`.
    #[serde(default)]
    pub juxtaposed: bool,
    /// The verb commonly stands before its subject (Arabic).
    #[serde(default)]
    pub verb_first: bool,
    /// A verb may do without a subject (Spanish): after a quotation it then has that of the verb
    /// before.
    #[serde(default)]
    pub drops_subjects: bool,
    /// The verb ends its sentence, what governs a person stands after, and a suffix tells who is no
    /// subject (Turkish).
    #[serde(default)]
    pub verb_last: bool,
    /// Diacritics tell words apart (Vietnamese), so they are not folded.
    #[serde(default)]
    pub keep_marks: bool,
    /// What stands before an apostrophe as a word of its own: `l`, `d`, `dell`.
    #[serde(default)]
    pub elisions: Words,
    /// An apostrophe cuts a suffix off (`Türkiye'nin`, `Egypt's`): the suffix is a token of its own.
    #[serde(default)]
    pub apostrophe_suffix: bool,
    /// Words glued to the front of the next: `و`, `ل`, `ب`; cut where the rest is known. Where
    /// several are glued to one word they stand in this order.
    #[serde(default)]
    pub proclitics: Words,
    /// Particles glued to the end of a noun or name (`은`, `에서`): cut where the rest is known or looks
    /// like a name (Korean).
    #[serde(default)]
    pub enclitics: Words,
    /// Of the enclitics, those that mark a subject: `은`, `가`.
    #[serde(default)]
    pub subjects: Words,
    /// The definite article as a prefix (`ال`): folded for look-up.
    #[serde(default)]
    pub article_prefixes: Words,
}

/// `[inflection]`: light stemming for look-up.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inflection {
    /// Endings cut from a word, longest first, in text and lexicon alike.
    #[serde(default)]
    pub endings: Words,
    /// Words looked up as they stand: names that do not inflect (`Мали`), and words whose stem is
    /// another word's (`после` beside `посла`).
    #[serde(default)]
    pub unchanged: Words,
    /// Names of states and places do not inflect: they are looked up as they stand, so that
    /// `Alberto` is no `Alberta`.
    #[serde(default)]
    pub fixed_names: bool,
    /// Letters that must remain; shorter words are looked up as they are.
    #[serde(default)]
    pub min_stem: usize,
    /// Endings of the plural, to tell `Ministers A and B` from `Minister A and B`, and whole words
    /// where the plural is no ending (`وزراء`).
    #[serde(default)]
    pub plurals: Words,
    /// Words before a noun that make it a plural where nothing else does: `các`, `para`.
    #[serde(default)]
    pub plural_markers: Words,
    /// Endings of a finite verb: a lower-case word of four letters or more that ends so and is in
    /// no class ends a title (`предложил`, `declaró`).
    #[serde(default)]
    pub verb_endings: Words,
    /// A mark on its last letter tells the past tense from a noun or the first person: `apoyó` beside
    /// `apoyo`.
    #[serde(default)]
    pub stressed_verbs: bool,
    /// Before a verb they leave it without a subject: `se informó`.
    #[serde(default)]
    pub impersonal: Words,
    /// Suffixes that say whose something is: a known word with one is no name (`استقراره`).
    #[serde(default)]
    pub possessives: Words,
    /// Shapes of nouns that are no names, where a word's pattern of vowels tells: letters, a full
    /// stop for any (`است..ا.`).
    #[serde(default)]
    pub noun_shapes: Words,
    /// Endings of an adjective in the oblique cases that a title's complements stand in (`ого`):
    /// a capitalised word that ends so before a noun is no name (`глава Лесного района`).
    #[serde(default)]
    pub adjective_endings: Words,
    /// Endings of patronymics, in every case: `вич`, `овна`.
    #[serde(default)]
    pub patronymics: Words,
    /// Endings of family names that only such names have, in every case: `енко`, `ова`.
    #[serde(default)]
    pub family_endings: Words,
    /// Endings of a name in the oblique cases, with what stands there in the nominative:
    /// `ом|`, `ем|й`, `ой|а`.
    #[serde(default)]
    pub name_endings: Words,
}

/// `[names]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Family names, in lower case, where a people has few of them and given names are also words
    /// (Vietnamese): what follows one is a name.
    #[serde(default)]
    pub families: Words,
    /// Given names, in lower case, that are also common words of the language (`hope`), so that the
    /// lists for all languages do without them.
    #[serde(default)]
    pub given: Words,
    /// Consonants that begin a syllable, where each is a word of its own: a name of other words is
    /// a foreigner's.
    #[serde(default)]
    pub initials: Words,
    /// Consonants that end one.
    #[serde(default)]
    pub finals: Words,
}

/// `[honorifics]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Honorifics {
    /// `Mr`, `Mme`, `г-н`, `先生`.
    pub courtesy: Words,
    /// `H.E.`, `Her Excellency`, `the Honorable`, `صاحب السمو الملكي`, `阁下`.
    pub styles: Words,
    /// Military and police ranks, whole: `Major General`, `генерал-полковник`.
    pub ranks: Words,
    /// `Dr.`, `Professor`, `licenciado`, `кандидат наук`.
    pub degrees: Words,
    /// `King`, `Prince`, `Sheikh`, `الأمير`.
    pub royal: Words,
    /// After a name: `OAM`, `MP`, `PhD`, `氏`.
    pub post_nominals: Words,
}

/// `[titles]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    /// Nouns and fixed phrases that are an office by themselves: `minister`, `president`,
    /// `secretary of state`, `prime minister`, `ambassador`.
    pub heads: Words,
    /// Nouns that need a complement to be one: `member`, `head`, `director`, `secretary`.
    pub weak_heads: Words,
    /// Occupations: `journalist`, `professor`, `lawyer`.
    pub occupations: Words,
    /// Before or after the head, part of the title: `deputy`, `first`, `special`, `permanent`, `vice`.
    pub modifiers: Words,
    /// Directly after the head, part of it: `general`, `in chief`, `plenipotentiary`, `adjunto`.
    pub after_head: Words,
    /// Look like offices and are not: `counterpart`, `colleague`, `predecessor`, `delegation`.
    pub not_titles: Words,
    /// Heads that are the last part of compounds: `minister` of any `Infrastrukturminister`.
    #[serde(default)]
    pub compounds: Words,
    /// Of the heads, abbreviations of a member of government's title: nothing more where the whole is
    /// told: `Wamen`, `Mendagri`.
    #[serde(default)]
    pub shorts: Words,
    /// Of the heads, those that only say that somebody leads: nothing more where an office of the same
    /// body is told: `lideri`, `Führer`.
    #[serde(default)]
    pub leaders: Words,
    /// Bodies that only a mark tells from an office: `Secretaría` beside `secretaria`, `Secretaria`
    /// beside `secretária`.
    #[serde(default)]
    pub bodies_by_marks: Words,
    /// Heads of offices that the first state of `home` does not have: `总统` in Chinese, `大統領` in
    /// Japanese. Whoever holds one is of another state, be it named or not.
    #[serde(default)]
    pub foreign: Words,
}

/// `[complements]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Complements {
    /// Words and phrases of portfolios: `foreign`, `affairs`, `interior`, `public security`.
    pub portfolios: Words,
    /// Nouns that name state bodies: `ministry`, `government`, `parliament`, `armed forces`,
    /// `embassy`, `supreme court`, `city council`.
    pub state_bodies: Words,
    /// Nouns that name other bodies: `federation`, `company`, `university`, `bank`.
    pub bodies: Words,
    /// Nouns that name parties, whose leaders act for the state: `party`, `партия`.
    #[serde(default)]
    pub parties: Words,
    /// Nouns that name one side of talks: `side`, `delegation`, `сторона`, `الجانب`.
    #[serde(default)]
    pub sides: Words,
    /// Nouns of territory: `province`, `region`, `city`, `state`, `republic`, `district`.
    pub units: Words,
    /// Other adjectives and nouns common inside titles and names of bodies: `national`, `central`,
    /// `international`, `people`, `supreme`.
    pub qualifiers: Words,
}

/// `[connectors]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connectors {
    /// Of `complement`, those that tie an office of state to its state where no genitive connector
    /// does: `وزير الداخلية بمملكة البحرين`.
    #[serde(default)]
    pub of_state: Words,
    /// Genitive: `of`, `de`, `du`, `des`, `的`.
    pub of: Words,
    /// Other prepositions inside titles: `for`, `to`, `in`, `at`, `on`, `chargé de`, `по`.
    pub complement: Words,
    /// `and`, `y`, `и`, `兼`, `و`.
    pub and: Words,
    /// Articles: `the`, `le`, `la`, `el`.
    pub articles: Words,
    /// Inside names: `van`, `der`, `bin`, `al`, `de la`.
    pub particles: Words,
    /// Between members of a list beside `and`: `as well as`, `ainsi que`, `а также`, `以及`.
    pub list: Words,
    /// Say that two titles follow: `in his capacity as`, `en su calidad de`.
    pub capacity: Words,
    /// Before whomever words are meant for, where nothing else tells that person from the speaker:
    /// `向`, `对`.
    #[serde(default)]
    pub toward: Words,
    /// Between the two sides of a meeting, which share no title where titles have no plural: `同`.
    #[serde(default)]
    pub with: Words,
}

/// `[status]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// `former`, `ex`, `ancien`, `бывший`, `前`, `السابق`.
    pub former: Words,
    /// `then`, `тогдашний`, `时任`.
    pub then: Words,
    /// `acting`, `interim`, `par intérim`, `врио`, `代理`.
    pub acting: Words,
    /// `elect`, `designate`, `incoming`, `électe`, `избранный`, `候任`.
    pub elect: Words,
    /// Verbs and nouns of appointment: the title they govern is `elect`: `appointed`, `nominated`,
    /// `назначен`, `任命`.
    pub appointed: Words,
    /// Links from a name to a post held now: `is`, `is currently`, `serves as`, `является`.
    #[serde(default)]
    pub link_current: Words,
    /// Links to a post held once: `was`, `previously served as`, `a été`, `работал`.
    #[serde(default)]
    pub link_former: Words,
}

/// `[cues]`: what people did. Verbs in dictionary form and in those forms that `[inflection]` does not reach.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    /// `delivered a keynote`, `keynote speech`, `opening address`, `主旨演讲`: with a speaker, a keynote.
    pub keynote: Words,
    /// Verbs of speaking, whose subject spoke: `said`, `stressed`, `delivered a speech`, `表示`, `致辞`.
    pub speaker: Words,
    /// `chaired`, `presided over`, `moderated`, `hosted the meeting`, `主持`.
    pub chair: Words,
    /// `attended`, `met`, `visited`, `signed`, `received`, `took part`, `出席`, `会见`.
    pub participant: Words,
    /// Phrases after which the speakers are listed: `speeches were delivered by`, `ont pris la parole`.
    pub introduces_speakers: Words,
    /// Phrases after which those present are listed: `participants included`, `accompanied by`, `in the presence of`.
    pub introduces_participants: Words,
    /// Phrases after which a chair is named: `chaired by`, `под председательством`.
    pub introduces_chair: Words,
    /// Phrases after which a source is named: `according to`, `selon`, `по словам`.
    pub according_to: Words,
    /// Phrases after which somebody is only mentioned: `on behalf of`, `representing`, `proposed by`,
    /// `invitation of`, `condolences to`.
    pub mentioned: Words,
    /// `via video link`, `virtually`, `by video`, `视频`.
    pub video: Words,
    /// `letter`, `written message`, `congratulatory telegram`, `贺信`.
    pub written: Words,
    /// Third-person pronouns for a person: `he`, `she`, `il`, `он`, `他`.
    pub pronouns: Words,
}

/// `[events]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Events {
    /// `conference`, `forum`, `summit`, `session`, `anniversary`, `ceremony`, `峰会`.
    pub heads: Words,
    /// `opening ceremony`, `closing session`: cut before the name of the gathering.
    pub parts: Words,
    /// Heads that the guideline counts for no event without a name of their own: `talks`,
    /// `press conference`, `reception`, `visit`.
    #[serde(default)]
    pub informal: Words,
    /// Prepositions before the place of a gathering: `in`, `à`, `в`, `在`.
    #[serde(default)]
    pub locative: Words,
}

/// `[stop]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// Function words that are never part of a name or title: `who`, `which`, `is`, `was`, `has`,
    /// `with`, `during`, `today`.
    pub words: Words,
    /// Common finite verbs beside the cues: `will`, `arrived`, `signed`, `thanked`.
    pub verbs: Words,
    /// Words capitalised in headings or at a sentence's start that are no names: `joint`,
    /// `statement`, `press`, `release`, `remarks`, `readout`. Where nothing is written in capitals,
    /// ordinary nouns.
    pub headline: Words,
    /// Phrases that only the footer of a web page has: `Статус материала`, `Text version`.
    #[serde(default)]
    pub footers: Words,
    /// Labels that may open such a footer, before one of its phrases: `География`, `Темы`.
    #[serde(default)]
    pub footer_labels: Words,
}

/// `[time]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// Twelve entries, January first; each its forms separated by `|`: `January|Jan`.
    pub months: Words,
    /// Seven entries, Monday first, likewise.
    pub weekdays: Words,
    /// The day of the text itself: `today`, `this morning`, `aujourd'hui`.
    #[serde(default)]
    pub today: Words,
    /// The day before: `yesterday`, `hier`.
    #[serde(default)]
    pub yesterday: Words,
}

/// `[sentences]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// After whose full stop no sentence ends, without that stop: `Mr`, `Dr`, `Sen`, `г`, `т`, `Sr`.
    pub abbreviations: Words,
    /// A full stop after a number makes it an ordinal: `11. Cumhurbaşkanı`.
    #[serde(default)]
    pub ordinal_stop: bool,
}

/// `[offices]`: forms to the canonical codes of `docs/offices.md`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offices {
    /// Family of office (`minister`, `head_of_government`, `ambassador`) to heads and phrases.
    pub heads: BTreeMap<String, Words>,
    /// Portfolio (`interior`, `foreign_affairs`) to words and phrases.
    pub portfolios: BTreeMap<String, Words>,
}

/// What a state is called, beside the shared tables.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryForms {
    /// Names, short, official, historic, abbreviated: `РФ`, `КНР`, `UAE`.
    #[serde(default)]
    pub names: Words,
    /// Adjectives and inhabitants: `Lao`, `камбоджийский`, `الفرنسي`.
    #[serde(default)]
    pub adjectives: Words,
    /// Bodies of that state: `State Duma`, `Bundestag`, `人大`, `House of Commons`, parties of its own.
    #[serde(default)]
    pub bodies: Words,
    /// Its provinces, regions and cities: `Oaxaca`, `Kraków`, `منطقة عسير`.
    #[serde(default)]
    pub places: Words,
    /// One-character prefixes and sides: `俄`, `中方`.
    #[serde(default)]
    pub short: Words,
}
