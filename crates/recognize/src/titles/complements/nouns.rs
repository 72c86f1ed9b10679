//! Nouns that the vocabulary knows: bodies, states, portfolios, heads under a head, names in
//! brackets and quotation marks.

use super::unknown::adjoined;
use super::{NOUNS, State};
use crate::bodies::{country, organisation};
use crate::names::{name_end, vocabulary};
use crate::scan::Scan;
use crate::titles::{HEADS, Title, reaches_head};
use rostra_document::{CountryForm, TitleStatus, TokenKind};
use rostra_lexicon::pack::HeadPosition;
use rostra_lexicon::{Class, Value};

impl Title {
    /// `جامعة الملك سعود`: whom a body is named after belongs to its name.
    pub(super) fn namesake(&mut self, scan: &Scan, state: &mut State) -> bool {
        const NAMED: [Class; 3] = [Class::Body, Class::StateBody, Class::Unit];
        let at = self.end;
        let after_body = !scan.has_case()
            && scan.ann.covered_by(at - 1, &NAMED)
            && !scan.definite(at - 1)
            && scan.is(at, Class::Royal)
            && scan.definite(at)
            && scan.given(at + 1);
        if !after_body {
            return false;
        }
        let mut len = 2;
        while scan.is(at + len, Class::Particle) && scan.is_word(at + len + 1) {
            len += 2;
        }
        self.advance(scan, state, len, true)
    }

    /// `مستشار سمو وزير الداخلية`: an office under another, with its style.
    pub(super) fn styled_head(&mut self, scan: &Scan, state: &mut State) -> bool {
        let style = scan.len_of(self.end, Class::Style);
        let head = scan.len_any(self.end + style, &HEADS);
        if scan.has_case() || style == 0 || head == 0 || !self.construct_open(scan) {
            return false;
        }
        self.advance(scan, state, style + head, false)
    }

    /// Where heads come first an adjective follows without a connector: `presidente municipal`.
    pub(super) fn adjective_may_follow(&self, scan: &Scan, at: usize) -> bool {
        scan.pack.source.writing.head == HeadPosition::First
            && (scan.len_any(at, &[Class::Modifier, Class::Qualifier, Class::Portfolio]) > 0
                || country(scan, at).is_some_and(|(_, c)| c.form == CountryForm::Adjective))
    }

    pub(super) fn organisation_noun(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let Some((len, _)) = organisation(scan, at) else {
            return false;
        };
        if scan.len_any(at, &NOUNS) > len || scan.len_of(at, Class::Country) > len {
            return false;
        }
        // An acronym and the body nouns after it are one name: `CPC Central Committee`.
        let acronym = scan
            .token(at)
            .is_some_and(|t| t.case == rostra_document::Case::Upper)
            && len == 1
            && !scan.shouted;
        let tail = if acronym {
            scan.len_any(at + len, &[Class::StateBody, Class::Body, Class::Party])
        } else {
            0
        };
        let bracket = if tail == 0 {
            acronym_bracket(scan, at + len)
        } else {
            0
        };
        self.take_organisation(scan, at, at + len + tail + bracket);
        self.advance(scan, state, len + tail, true);
        state.body = true;
        true
    }

    pub(super) fn country_noun(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let Some((len, reference)) = country(scan, at) else {
            return false;
        };
        if scan.len_any(at, &NOUNS) > len {
            return false;
        }
        if self.adjective_of_body(scan, at, len, &reference)
            && (state.connected
                || scan.pack.juxtaposes()
                || scan.pack.source.writing.head != HeadPosition::First)
        {
            let possessive = scan
                .token(at + len)
                .is_some_and(|t| t.key.starts_with('\''));
            let nested = state.connected;
            self.country.get_or_insert(reference);
            self.advance(scan, state, len + usize::from(possessive), true);
            // `Advisor to the Japan Prime Minister`: the head is still to come.
            state.connected = nested && scan.len_any(self.end, &HEADS) > 0;
            return true;
        }
        let trailing = reference.form == CountryForm::Adjective
            && scan.pack.source.writing.head == HeadPosition::First;
        if trailing && !state.connected {
            if !state.body {
                self.cuts.push((self.cut_start(scan, at), at + len));
            }
            self.country.get_or_insert(reference);
            self.end += len;
            return true;
        }
        let follows = scan.pack.juxtaposes() || adjoined(scan, at);
        if follows && !state.connected && !trailing {
            return self.governed_country(scan, state, (at, at + len), reference, true);
        }
        if state.connected {
            self.advance(scan, state, len, true);
            return true;
        }
        false
    }

    pub(super) fn known_noun(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let Some(hit) = scan.ann.any(at, &NOUNS) else {
            return false;
        };
        // `Bí thư báo cáo`: a noun that is the beginning of a verb.
        let verb = scan.pack.source.writing.juxtaposed
            && !scan.capital(at)
            && scan.len_any(at, &crate::scan::ENDS) > hit.len;
        if verb
            || scan.len_any(at, &HEADS) >= hit.len
            || (!state.connected && self.new_title_begins(scan, at))
        {
            return false;
        }
        if !scan.has_case() && scan.given(at) && !scan.definite(at) && self.construct_closed(scan) {
            return false;
        }
        // Where heads come last nothing follows them bare: `Genel Başkanı Devlet Aksoy`.
        if scan.pack.source.writing.head == HeadPosition::Last && !state.connected {
            return false;
        }
        let class = hit.entry.class;
        if scan.has_case() && self.name_follows_here(scan, at, state) {
            return false;
        }
        match class {
            Class::Body if self.office_of_state(scan) => state.body = true,
            Class::Body if !self.tabled => {
                self.organization
                    .get_or_insert((state.phrase_start(at), at + hit.len));
                self.stateless = true;
                state.body = true;
            }
            Class::Party if !self.tabled => {
                self.organization = Some((state.phrase_start(at), at + hit.len));
                self.stateless = false;
                state.body = true;
            }
            Class::Body | Class::Party => state.body = true,
            Class::StateBody => state.body = false,
            _ => {}
        }
        self.advance(scan, state, hit.len, true)
    }

    /// A vocabulary word that is really a first name: known given name before an unknown capital.
    pub(super) fn name_follows_here(&self, scan: &Scan, at: usize, state: &State) -> bool {
        !state.connected
            && scan.capital(at)
            && scan.given(at)
            && scan.capital(at + 1)
            && !vocabulary(scan, at + 1)
            // Where heads come last no portfolio follows them: `Büyükelçi Deniz Akarsu`.
            && (scan.len_of(at, Class::Portfolio) == 0
                || scan.pack.source.writing.head == HeadPosition::Last)
    }

    /// A modifier or portfolio word that leads to a head noun of its own begins another title.
    pub(super) fn new_title_begins(&self, scan: &Scan, at: usize) -> bool {
        let modifier = scan.len_any(at, &[Class::Modifier, Class::Portfolio, Class::Qualifier]);
        modifier > 0 && reaches_head(scan, at)
    }

    /// `Assistant to the President`, `помощник Президента`: a head right after a connector or head.
    pub(super) fn nested_head(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let len = scan.len_any(at, &HEADS);
        let direct =
            state.connected || scan.pack.juxtaposes() && !state.filled && self.construct_open(scan);
        if len == 0
            || !direct
            || scan.pack.juxtaposes() && scan.has_case() && self.nominative_again(scan, at)
        {
            return false;
        }
        // `a member of President Smith's council`: before a name the office is its holder's.
        let first = scan.pack.source.writing.head == HeadPosition::First;
        let bare = self.class == Class::WeakHead && scan.capital(at) || first;
        let name = at + len;
        // `nombrado ministro por el presidente`: who appointed.
        if self.status == TitleStatus::Elect && !state.genitive && first {
            return false;
        }
        if bare
            && state.genitive
            && scan.has_case()
            && scan.is(at, Class::Head)
            && scan.capital(name)
            && !scan.shouted
            && !vocabulary(scan, name)
            && scan.len_any(name, &NOUNS) == 0
        {
            return false;
        }
        let article = scan.is(at - 1, Class::Article);
        if state.prepositional && !article && holds_possession(scan, at + len) {
            return false;
        }
        self.under_international |= international(scan, at);
        self.advance(scan, state, len, false)
    }

    /// Two heads in the same form stand side by side, not one under the other.
    pub(super) fn nominative_again(&self, scan: &Scan, at: usize) -> bool {
        match (scan.token(self.head), scan.token(at)) {
            (Some(a), Some(b)) => a.key == b.key,
            _ => false,
        }
    }

    /// `(CPV)` before more of the body; a quoted name.
    pub(super) fn bracket(&mut self, scan: &Scan, state: &mut State) -> bool {
        let at = self.end;
        let restated = restated(scan, at);
        if restated > 0 && !state.connected {
            self.cuts.push((at, at + restated));
            self.end += restated;
            return true;
        }
        let acronym = acronym_bracket(scan, at);
        if acronym > 0 && state.filled {
            let more = scan.len_any(
                at + acronym,
                &[Class::StateBody, Class::Body, Class::Party, Class::Of],
            ) > 0;
            if let Some((start, end)) = self.organization
                && end == at
            {
                self.organization = Some((start, at + acronym));
            }
            if more {
                return self.advance(scan, state, acronym, true);
            }
            if state.connected {
                return false;
            }
            self.cuts.push((at, at + acronym));
            self.end += acronym;
            return true;
        }
        let quoted = quoted(scan, at);
        let open = state.connected || state.filled || scan.pack.juxtaposes() && scan.has_case();
        if quoted > 0 && open {
            if self.organization.is_some_and(|(_, e)| e == at) || state.connected || !state.filled {
                let start = self
                    .organization
                    .filter(|(_, e)| *e == at)
                    .map_or(at, |(s, _)| s);
                self.stateless |= self.organization.is_none() && !self.office_of_state(scan);
                self.organization = Some((start, at + quoted));
            }
            return self.advance(scan, state, quoted, true);
        }
        false
    }
}

/// `a statement by the Spokesperson on President Serov's visit`: a name with a possessive suffix from
/// `at` on takes the office before it.
fn holds_possession(scan: &Scan, at: usize) -> bool {
    let end = name_end(scan, at, &[]);
    scan.has_case()
        && end > at
        && scan.capital(at)
        && scan.token(end).is_some_and(|t| t.key.starts_with('\''))
}

/// `Menteri Pertahanan (Menhan)`, `Menteri Koordinator (Menko) Bidang Pangan`: tokens of a bracket that
/// says the office once more, in short, or 0.
pub(super) fn restated(scan: &Scan, at: usize) -> usize {
    if !scan.pack.source.writing.juxtaposed || !scan.is_mark(at, '(') {
        return 0;
    }
    let head = scan.len_any(at + 1, &HEADS);
    let close = (at + 1 + head..at + 5).find(|i| scan.is_mark(*i, ')'));
    let words = |close: &usize| (at + 1 + head..*close).all(|i| scan.capital(i));
    close
        .filter(words)
        .filter(|_| head > 0)
        .map_or(0, |c| c + 1 - at)
}

/// Whether the head at `at` is one that only international bodies have: `Secretary-General`.
fn international(scan: &Scan, at: usize) -> bool {
    let heads = &scan.pack.source.offices.heads;
    let families = ["head_of_international_organisation", "secretary_general"];
    families
        .into_iter()
        .filter_map(|family| heads.get(family))
        .any(|words| {
            scan.ann.hits(at).any(|hit| match &hit.entry.value {
                Value::Lemma(lemma) => words.iter().any(|w| *w == **lemma),
                _ => false,
            })
        })
}

/// Tokens of `(CPV)` at `at`, or 0.
pub(super) fn acronym_bracket(scan: &Scan, at: usize) -> usize {
    let acronym = scan.token(at + 1).is_some_and(|t| {
        t.kind == TokenKind::Word && t.key.chars().count() <= 10 && t.capitalised()
    });
    if scan.is_mark(at, '(') && acronym && scan.is_mark(at + 2, ')') {
        3
    } else {
        0
    }
}

/// Tokens of a quoted name at `at`, quotation marks included, or 0.
pub(super) fn quoted(scan: &Scan, at: usize) -> usize {
    let Some(close) = scan.token(at).and_then(|t| closing(&t.key)) else {
        return 0;
    };
    (at + 2..scan.len().min(at + 14))
        .find(|i| {
            scan.token(*i)
                .is_some_and(|t| t.kind == TokenKind::Mark && close.contains(t.key.as_str()))
        })
        .map_or(0, |end| end + 1 - at)
}

pub(super) fn closing(open: &str) -> Option<&'static str> {
    match open {
        "«" => Some("»"),
        "“" | "„" => Some("”“"),
        "\"" => Some("\""),
        _ => None,
    }
}
