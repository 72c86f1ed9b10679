//! Titles: runs of words of office that end in a head noun.

use compact_str::CompactString;
use rostra_document::{
    CountryForm, CountryRef, Detail, Label, Mention, TextRange, TitleDetail, TitleStatus, TokenKind,
};
use rostra_lexicon::{Class, Value};

use super::name::{Known, is_name};
use crate::bodies::country;
use crate::scan::Scan;
use crate::titles::HEADS;

/// Words that stand before a head noun and belong to it.
const BEFORE: [Class; 8] = [
    Class::Modifier,
    Class::Portfolio,
    Class::StateBody,
    Class::Body,
    Class::Party,
    Class::Qualifier,
    Class::Unit,
    Class::EventHead,
];

/// Head nouns, and royal ranks, which are an office with their realm (`요르단 국왕`).
const OFFICES: [Class; 4] = [
    Class::Head,
    Class::WeakHead,
    Class::Occupation,
    Class::Royal,
];

/// Status words and what they say.
const STATUSES: [(Class, TitleStatus); 4] = [
    (Class::Former, TitleStatus::Former),
    (Class::Then, TitleStatus::Then),
    (Class::Acting, TitleStatus::Acting),
    (Class::Elect, TitleStatus::Elect),
];

/// Last syllables of bodies that no list has.
const BODILY: [&str; 28] = [
    "대",
    "대학",
    "대학교",
    "대학원",
    "연구원",
    "연구소",
    "과학원",
    "원",
    "회",
    "협회",
    "학회",
    "연맹",
    "재단",
    "센터",
    "은행",
    "그룹",
    "공사",
    "공단",
    "신문",
    "일보",
    "방송",
    "병원",
    "학교",
    "노조",
    "조합",
    "위원회",
    "본부",
    "국",
];

/// A title under construction. Positions are token indices.
#[derive(Clone, Debug)]
pub struct Title {
    /// First token, cut words included.
    pub start: usize,
    /// One past the last, cut words included.
    pub end: usize,
    head: usize,
    lemma: CompactString,
    class: Class,
    cuts: Vec<(usize, usize)>,
    status: TitleStatus,
    status_at: Option<(usize, usize)>,
    country: Option<CountryRef>,
    organization: Option<(usize, usize)>,
    stateless: bool,
    complemented: bool,
    /// The organisation is a word that no list has.
    guessed: bool,
    /// Tokens of the body that stands before the holder's name (`통일부 구병삼 대변인`).
    body: Option<(usize, usize)>,
}

/// Finds titles, left to right, not overlapping.
pub fn titles(scan: &Scan, known: &Known) -> Vec<Title> {
    let mut found: Vec<Title> = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        let floor = found.last().map_or(0, |t| t.end);
        let Some((len, lemma, class)) = head_at(scan, at) else {
            at += 1;
            continue;
        };
        // `대통령 비서실장`: an office that another follows belongs to that one.
        if governed(scan, at + len) {
            at += len;
            continue;
        }
        let mut title = Title::new(at, len, lemma, class);
        // `국정원장`: an office that one state has.
        title.country = country(scan, at)
            .filter(|(words, _)| *words == len)
            .map(|(_, state)| state);
        title.status_right(scan);
        title.extend_left(scan, floor, known);
        at = title.end;
        found.push(title);
    }
    found
}

/// The head noun at `at`: tokens, dictionary form, class.
fn head_at(scan: &Scan, at: usize) -> Option<(usize, CompactString, Class)> {
    let hit = scan.ann.any(at, &OFFICES)?;
    // `국방차관회의`: an office in the name of a gathering.
    let gathering = scan.len_of(at + hit.len, Class::EventHead) > 0
        && scan.token(at + hit.len).is_some_and(|t| !t.spaced);
    let longer = [
        Class::StateBody,
        Class::Body,
        Class::Organisation,
        Class::EventHead,
        Class::Country,
        Class::PostNominal,
    ]
    .into_iter()
    .any(|class| scan.len_of(at, class) > hit.len);
    // One syllable alone is rarely an office, and where a name stands before it a rank is a rank.
    let rank = scan.len_of(at, Class::PostNominal) == hit.len && at > 0 && is_name(scan, at - 1);
    if longer || rank || gathering || scan.len_of(at, Class::NotTitle) >= hit.len {
        return None;
    }
    let lemma = match &hit.entry.value {
        Value::Lemma(lemma) => lemma.clone(),
        _ => CompactString::default(),
    };
    Some((hit.len, lemma, hit.entry.class))
}

/// Whether words of office from `at` on lead to another head without a particle or mark between.
fn governed(scan: &Scan, at: usize) -> bool {
    let mut at = at;
    for _ in 0..5 {
        if !scan.is_word(at) || is_name(scan, at) && !scan.office(at) {
            return false;
        }
        if head_at(scan, at).is_some() {
            return true;
        }
        let len = scan.len_any(at, &BEFORE);
        if len == 0 {
            return false;
        }
        at += len;
    }
    false
}

impl Title {
    fn new(at: usize, len: usize, lemma: CompactString, class: Class) -> Self {
        Self {
            start: at,
            end: at + len,
            head: at,
            lemma,
            class,
            cuts: Vec::new(),
            status: TitleStatus::Current,
            status_at: None,
            country: None,
            organization: None,
            stateless: false,
            complemented: false,
            guessed: false,
            body: None,
        }
    }

    /// `대통령 권한대행`, `장관 후보자`, `위원장 내정자`.
    fn status_right(&mut self, scan: &Scan) {
        for (class, status) in STATUSES {
            let len = scan.len_of(self.end, class);
            if len > 0 && matches!(status, TitleStatus::Acting | TitleStatus::Elect) {
                self.cut(self.end, self.end + len, status);
                self.end += len;
                return;
            }
        }
    }

    fn cut(&mut self, start: usize, end: usize, status: TitleStatus) {
        self.cuts.push((start, end));
        if self.status == TitleStatus::Current {
            self.status = status;
            self.status_at = Some((start, end));
        }
    }

    /// Takes in what stands before the head, not before token `floor`.
    fn extend_left(&mut self, scan: &Scan, floor: usize, known: &Known) {
        while self.start > floor {
            let before = self.start;
            let taken = !known.contains(&self.key_before(scan))
                && (self.status_left(scan, floor)
                    || self.country_left(scan, floor)
                    || self.body_left(scan, floor)
                    || self.words_left(scan, floor)
                    || self.unknown_left(scan, floor));
            if !taken {
                break;
            }
            debug_assert!(self.start < before);
        }
    }

    fn key_before(&self, scan: &Scan) -> CompactString {
        self.start
            .checked_sub(1)
            .and_then(|at| scan.token(at))
            .map(|t| t.key.clone())
            .unwrap_or_default()
    }

    fn status_left(&mut self, scan: &Scan, floor: usize) -> bool {
        for (class, status) in STATUSES {
            if let Some((start, _)) = scan.ann.ending(self.start, class)
                && start >= floor
                && self.status_at.is_none()
            {
                self.cut(start, self.start, status);
                self.start = start;
                return true;
            }
        }
        // `현 위원장`: held now, as is said of nobody else.
        match scan.ann.ending(self.start, Class::LinkCurrent) {
            Some((start, _)) if start >= floor && start + 1 == self.start => {
                self.cuts.push((start, self.start));
                self.start = start;
                true
            }
            _ => false,
        }
    }

    /// `미국 국무장관`, `미국의 국무장관`; inside (`주한 미국 대사`) the state is cut as well.
    fn country_left(&mut self, scan: &Scan, floor: usize) -> bool {
        let of = self.start > floor && scan.is(self.start - 1, Class::Of);
        let end = self.start - usize::from(of);
        let Some((start, _)) = scan.ann.ending(end, Class::Country) else {
            return false;
        };
        let Some((len, state)) = country(scan, start) else {
            return false;
        };
        let body = matches!(state.form, CountryForm::Place | CountryForm::StateBody);
        let other = self.country.as_ref().is_some_and(|c| c.code != state.code);
        if start < floor || start + len != end || other || of && body {
            return false;
        }
        // `중국사회과학원`: a state glued to a body is part of its name.
        let glued = scan.token(end).is_some_and(|t| !t.spaced) && scan.is(end, Class::Body);
        if glued {
            self.organization = self.organization.map(|(_, stop)| (start, stop));
        } else if body {
            if self.country.is_none() {
                self.country = Some(state);
            }
            self.complemented = true;
        } else {
            // A realm stays.
            if self.class != Class::Royal {
                self.cuts.push((start, self.start));
            }
            self.country = Some(state);
        }
        self.start = start;
        true
    }

    /// International bodies and others of the tables.
    fn body_left(&mut self, scan: &Scan, floor: usize) -> bool {
        let Some((start, value)) = scan.ann.ending(self.start, Class::Organisation) else {
            return false;
        };
        if start < floor {
            return false;
        }
        if let Value::Organisation(_, state) = value {
            self.organization.get_or_insert((start, self.start));
            match state {
                Some(code) => {
                    let range = scan.range(start, self.start);
                    self.country.get_or_insert(CountryRef {
                        code: code.clone(),
                        range,
                        form: CountryForm::StateBody,
                    });
                }
                None => self.stateless = self.country.is_none(),
            }
        }
        self.complemented = true;
        self.start = start;
        true
    }

    fn words_left(&mut self, scan: &Scan, floor: usize) -> bool {
        for class in BEFORE.into_iter().chain(HEADS) {
            let Some((start, _)) = scan.ann.ending(self.start, class) else {
                continue;
            };
            if start < floor || start + 1 == self.start && is_name(scan, start) {
                continue;
            }
            if HEADS.contains(&class) && self.weak() {
                self.class = Class::Head;
            }
            // `국방부 대외국 부국장`: what no list has is a part of the state's body.
            if class == Class::StateBody && self.guessed {
                (self.organization, self.stateless) = (None, false);
            }
            if matches!(class, Class::Body | Class::Party) && self.organization.is_none() {
                self.organization = Some((start, self.start));
                self.stateless |= class == Class::Body && self.country.is_none();
            }
            self.complemented = true;
            self.start = start;
            return true;
        }
        false
    }

    /// `도쿄국제대 교수`, `법무법인 한빛 대표`: a body that no list has, told by its last syllables or
    /// by the noun before it.
    fn unknown_left(&mut self, scan: &Scan, floor: usize) -> bool {
        let Some(at) = self.start.checked_sub(1).filter(|at| *at >= floor) else {
            return false;
        };
        let Some(token) = scan.token(at).filter(|t| t.kind == TokenKind::Word) else {
            return false;
        };
        let open = self.organization.is_none() && !scan.ann.known(at) && !is_name(scan, at);
        let long = token.key.chars().count() >= 3;
        // `투자부 장관`: a ministry that no list has.
        let ministry = ["부", "성", "청", "처"]
            .iter()
            .any(|e| token.key.ends_with(e));
        if open && long && ministry && self.of_ministry() {
            (self.start, self.complemented) = (at, true);
            return true;
        }
        let least = if self.class == Class::Head { 2 } else { 1 };
        let bodily = |e: &str| e.chars().count() >= least && token.key.ends_with(e);
        let bodily = long && BODILY.iter().any(|e| bodily(e));
        let named =
            self.class != Class::Head && at > floor && scan.ann.ending(at, Class::Body).is_some();
        if !open || self.country.is_some() || !(bodily || named) {
            return false;
        }
        self.organization = Some((at, self.start));
        (self.stateless, self.guessed) = (true, true);
        self.complemented = true;
        self.start = at;
        true
    }

    /// Whether the phrase names a state other than those that speak Korean.
    pub fn is_foreign(&self) -> bool {
        self.country
            .as_ref()
            .is_some_and(|c| c.code != "KOR" && c.code != "PRK")
    }

    /// The name at token `name` stands right before: the office needs no complement, and the state
    /// before the name is its own (`미국의 토니 블레이크 국무장관`).
    pub fn held_by(&mut self, scan: &Scan, name: usize) {
        let bare = !self.complemented;
        self.complemented = true;
        if self.country.is_some() || self.stateless {
            return;
        }
        let of = name > 0 && scan.is(name - 1, Class::Of);
        let mut end = name - usize::from(of);
        if bare
            && !of
            && let Some(start) = self.body_before(scan, end)
        {
            self.body = Some((start, end));
            end = start;
            if self.stateless || self.country.is_some() {
                return;
            }
        }
        let before = scan.ann.ending(end, Class::Country).map(|(start, _)| start);
        self.country = before
            .and_then(|start| country(scan, start))
            .map(|(_, state)| state)
            .filter(|s| !matches!(s.form, CountryForm::Place | CountryForm::StateBody));
    }

    /// First token of the body that ends before token `end`; notes whose it is.
    fn body_before(&mut self, scan: &Scan, end: usize) -> Option<usize> {
        const BODIES: [Class; 4] = [
            Class::StateBody,
            Class::Party,
            Class::Organisation,
            Class::Body,
        ];
        let found = BODIES.into_iter().find_map(|class| {
            let (start, _) = scan.ann.ending(end, class)?;
            Some((class, start))
        });
        let bodily = || {
            let token = end.checked_sub(1).and_then(|at| scan.token(at))?;
            let long = token.key.chars().count() >= 4 && !scan.ann.known(end - 1);
            let body = BODILY
                .iter()
                .any(|e| e.chars().count() > 1 && token.key.ends_with(e));
            (long && body).then_some((Class::Body, end - 1))
        };
        let (class, start) = found.or_else(bodily)?;
        match class {
            Class::StateBody | Class::Party => {
                self.country = country(scan, start)
                    .filter(|(len, _)| start + len == end)
                    .map(|(_, state)| state);
                self.organization = (class == Class::Party).then_some((start, end));
            }
            _ => (self.organization, self.stateless) = (Some((start, end)), true),
        }
        Some(start)
    }

    /// Whether ministries have such an office.
    fn of_ministry(&self) -> bool {
        const OFFICES: [&str; 8] = [
            "장관",
            "차관",
            "대변인",
            "국장",
            "실장",
            "차관보",
            "부장관",
            "심의관",
        ];
        OFFICES.iter().any(|o| self.lemma.ends_with(o))
    }

    /// Whether the head needs a complement and has none.
    pub fn weak(&self) -> bool {
        self.class == Class::WeakHead && !self.complemented
    }

    /// The mention of this title.
    pub fn mention(&self, scan: &Scan) -> Mention {
        let head = scan.token(self.head);
        let detail = TitleDetail {
            pieces: self.pieces(scan),
            head: self.lemma.clone(),
            status: self.status,
            status_range: self.status_at.map(|(s, e)| scan.range(s, e)),
            country: self.country.clone(),
            organization: self.organization.map(|(s, e)| scan.range(s, e)),
            stateless: self.stateless,
            plural: head.is_some_and(|t| scan.pack.is_plural(t, &self.lemma)),
            weak: self.weak(),
            occupation: self.class == Class::Occupation,
            definite: false,
        };
        Mention {
            model: None,
            range: scan.range(self.start, self.end),
            label: Label::Title,
            score: if self.weak() { 0.5 } else { 0.9 },
            source: "title.hangul",
            detail: Detail::Title(Box::new(detail)),
        }
    }

    /// Runs of tokens that are the title's text.
    fn pieces(&self, scan: &Scan) -> Vec<TextRange> {
        let mut pieces = Vec::new();
        pieces.extend(self.body.map(|(start, end)| scan.range(start, end)));
        let mut at = self.start;
        let mut cuts = self.cuts.clone();
        cuts.sort_unstable();
        for (start, end) in cuts.into_iter().chain([(self.end, self.end)]) {
            if start > at {
                pieces.push(scan.range(at, start));
            }
            at = at.max(end);
        }
        if pieces.is_empty() {
            pieces.push(scan.range(self.head, self.end));
        }
        pieces
    }
}
