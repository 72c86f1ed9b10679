//! What the lexicon says of a title that the model has found or made longer.

use compact_str::CompactString;
use rostra_document::{
    CountryForm, CountryRef, Detail, Label, Mention, TextRange, TitleDetail, TitleStatus, Token,
};
use rostra_lexicon::pack::HeadPosition;
use rostra_lexicon::{Annotations, Class, Pack, Value};

use crate::decide::core_tokens;
use crate::found::{core, overlap};
use crate::titles::REACH;
use crate::{Bounds, Found, Kind, Opinion, Tokens};

/// Head nouns of a title.
const HEADS: [Class; 3] = [Class::Head, Class::WeakHead, Class::Occupation];
/// Words that make no title longer by themselves.
const SMALL: [Class; 4] = [Class::Country, Class::Of, Class::Article, Class::And];
/// Words that no title runs over.
const ENDS: [Class; 9] = [
    Class::Former,
    Class::Then,
    Class::Acting,
    Class::Elect,
    Class::Verb,
    Class::Pronoun,
    Class::Speaker,
    Class::Participant,
    Class::Appointed,
];
/// From this score on the grammar is sure of a name.
const SURE: f32 = 0.4;

/// Marks that no title runs over.
fn is_border(token: &Token) -> bool {
    const MARKS: [char; 13] = [
        '(', ')', '（', '）', ':', '：', ';', '；', '—', '–', '《', '》', '。',
    ];
    MARKS.iter().any(|mark| token.is_mark(*mark))
}

/// Reads what the grammar would say of a title that only the model has found.
pub(crate) struct Reader<'r> {
    pack: &'r Pack,
    opinion: &'r dyn Opinion,
    found: &'r [Mention],
    bounds: &'r Bounds,
    annotations: Option<Annotations<'r>>,
}

impl<'r> Reader<'r> {
    pub fn new(
        pack: &'r Pack,
        opinion: &'r dyn Opinion,
        found: &'r [Mention],
        bounds: &'r Bounds,
    ) -> Self {
        Self {
            pack,
            opinion,
            found,
            bounds,
            annotations: None,
        }
    }

    pub fn title(&mut self, span: &Found, used: &mut Vec<TextRange>) -> Mention {
        let core = self.opinion.range((span.start, span.end));
        let country = self.country(span);
        used.extend(country.as_ref().map(|country| country.range));
        let (head, class) = self.head((span.start, span.end));
        let plural = {
            let segment = self.opinion.segment();
            let noun = segment.tokens.get(span.start);
            noun.is_some_and(|token| self.pack.is_plural(token, &head))
        };
        let range = country
            .as_ref()
            .map_or(core, |country| core.cover(country.range));
        let detail = TitleDetail {
            pieces: vec![core],
            head,
            status: self.status(span.start),
            status_range: None,
            country,
            organization: None,
            stateless: false,
            plural,
            weak: false,
            occupation: class == Some(Class::Occupation),
            definite: false,
        };
        let mut mention = Mention {
            range,
            label: Label::Title,
            score: span.score * 0.9,
            source: "model.title",
            model: Some(span.score),
            detail: Detail::Title(Box::new(detail)),
        };
        self.note_body(&mut mention, span);
        mention
    }

    /// Notes in a title the body of the table that its words name, and whether that is no state's.
    pub fn note_body(&mut self, mention: &mut Mention, span: &Found) {
        let Detail::Title(detail) = &mut mention.detail else {
            return;
        };
        let opinion = self.opinion;
        let annotations = self.annotations();
        let body = (span.start..span.end).find_map(|at| {
            let (len, value) = annotations.at(at, Class::Organisation)?;
            let range = opinion.range((at, at + len));
            match value {
                Value::Organisation(_, state) => Some((range, state.is_none())),
                _ => None,
            }
        });
        if let Some((range, stateless)) = body
            && detail.organization.is_none()
            && detail.country.is_none()
        {
            detail.organization = Some(range);
            detail.stateless = stateless;
        }
    }

    /// Whether the model's span makes the grammar's title longer.
    pub fn extends(&mut self, mention: &Mention, span: &Found) -> bool {
        let (start, end) = core_tokens(self.opinion, mention);
        let wider =
            span.start <= start && end <= span.end && (span.start, span.end) != (start, end);
        if !wider {
            return false;
        }
        let Some(theirs) = self.opinion.exact(core(mention), Kind::Title) else {
            return false;
        };
        span.score >= self.bounds.longer
            && span.score > theirs
            && self.adds(mention, (span.start, start))
            && self.adds(mention, (end, span.end))
    }

    /// Whether the tokens beside the grammar's title may belong to its text: not where there is but a status or
    /// the state, which are cut from it, a name, a verb, something in brackets or on another line.
    fn adds(&mut self, mention: &Mention, (start, end): Tokens) -> bool {
        if start == end {
            return true;
        }
        let before = end <= self.opinion.tokens(core(mention)).0;
        if before && self.pack.source.writing.head == HeadPosition::First {
            return false;
        }
        let opinion = self.opinion;
        let covers = |range: TextRange| overlap((start, end), opinion.tokens(range));
        let state = match &mention.detail {
            Detail::Title(detail) => detail
                .country
                .as_ref()
                .is_some_and(|country| covers(country.range)),
            _ => false,
        };
        let name = self
            .found
            .iter()
            .any(|m| m.label == Label::Person && m.score >= SURE && covers(m.range));
        let tokens = opinion.segment().tokens.get(start..end).unwrap_or_default();
        let first = usize::from(before);
        let broken = tokens.iter().skip(first).any(|t| t.after_break);
        let annotations = self.annotations();
        let words = (start..end).any(|at| !annotations.covered_by(at, &SMALL));
        let ends = (start..end).any(|at| annotations.covered_by(at, &ENDS));
        words && !ends && !state && !name && !broken && !tokens.iter().any(is_border)
    }

    /// Whether a title that the grammar has not found holds.
    pub fn holds(&mut self, span: &Found) -> bool {
        let (start, end) = (span.start, span.end);
        let tokens = self
            .opinion
            .segment()
            .tokens
            .get(start..end)
            .unwrap_or_default();
        if span.score < self.bounds.title || tokens.iter().any(is_border) {
            return false;
        }
        let headless = self.bounds.headless;
        let annotations = self.annotations();
        span.score >= headless || (start..end).any(|at| annotations.any(at, &HEADS).is_some())
    }

    fn annotations(&mut self) -> &Annotations<'_> {
        let (pack, opinion) = (self.pack, self.opinion);
        self.annotations
            .get_or_insert_with(|| pack.annotate(&opinion.segment().tokens))
    }

    /// The head noun and its class; the first word where the pack knows none.
    fn head(&mut self, (start, end): Tokens) -> (CompactString, Option<Class>) {
        let annotations = self.annotations();
        let hit = (start..end).find_map(|at| annotations.any(at, &HEADS));
        if let Some(hit) = hit
            && let Value::Lemma(lemma) = &hit.entry.value
        {
            return (lemma.clone(), Some(hit.entry.class));
        }
        let first = self.opinion.segment().tokens.get(start);
        (
            first.map(|token| token.key.clone()).unwrap_or_default(),
            None,
        )
    }

    /// By the word before.
    fn status(&mut self, start: usize) -> TitleStatus {
        const WORDS: [(Class, TitleStatus); 4] = [
            (Class::Former, TitleStatus::Former),
            (Class::Then, TitleStatus::Then),
            (Class::Acting, TitleStatus::Acting),
            (Class::Elect, TitleStatus::Elect),
        ];
        let annotations = self.annotations();
        let stands = |class| annotations.ending(start, class).is_some();
        WORDS
            .into_iter()
            .find(|(class, _)| stands(*class))
            .map_or(TitleStatus::Current, |(_, status)| status)
    }

    /// A state that stands right before the title, as an adjective, or after it, with no word but a connector between.
    fn country(&mut self, span: &Found) -> Option<CountryRef> {
        let (opinion, found) = (self.opinion, self.found);
        let countries = found.iter().filter_map(|mention| match &mention.detail {
            Detail::Country(country) => Some((opinion.tokens(mention.range), country)),
            _ => None,
        });
        let annotations = self.annotations();
        let connects = |at: usize| annotations.covered_by(at, &[Class::Of, Class::Article]);
        let mut tied = countries.filter(|((start, end), country)| {
            let after =
                *start >= span.end && start - span.end <= REACH && (span.end..*start).all(connects);
            let before = *end == span.start
                && matches!(
                    country.form,
                    CountryForm::Adjective | CountryForm::Short | CountryForm::Name
                );
            after && !matches!(country.form, CountryForm::Place | CountryForm::Capital) || before
        });
        tied.next().map(|(_, country)| country.clone())
    }
}
