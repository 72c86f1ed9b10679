//! Titles: from the head noun to the left, over portfolio, body and place, to a border.

use compact_str::CompactString;
use rostra_document::{
    CountryForm, CountryRef, Detail, Label, Mention, TextRange, TitleDetail, TitleStatus, TokenKind,
};
use rostra_lexicon::han::WordKind;
use rostra_lexicon::{Class, Value};

use super::line::{Classes, FUNCTION, HEADS, Line, STATUS, Word, one, set};
use super::transliteration::is_katakana;

/// Characters of a body's or place's own name that may stand before its noun.
const OWN_NAME: usize = 10;
/// The same where the noun is a single character (`局`, `省`).
const OWN_NAME_SHORT: usize = 6;
/// Tokens of a quoted name before an office.
const QUOTED: usize = 16;
/// Tokens of what an official is said to be in charge of.
const TASK: usize = 26;
/// Tokens of a Japanese company's name between its legal form and the office.
const COMPANY: usize = 14;

const PARTS: Classes = set(&[
    Class::Modifier,
    Class::Portfolio,
    Class::StateBody,
    Class::Body,
    Class::Party,
    Class::Unit,
    Class::Qualifier,
    Class::Complement,
    Class::Organisation,
    Class::Country,
]) | STATUS;
const NAMED: Classes = set(&[
    Class::StateBody,
    Class::Body,
    Class::Party,
    Class::Unit,
    Class::Organisation,
]);
/// Bodies and places that are named in full.
const KNOWN: Classes = set(&[Class::StateBody, Class::Organisation, Class::Country]);
const BODIES: Classes = set(&[Class::Body, Class::Party]);
const THEMES: Classes = set(&[Class::Portfolio, Class::Qualifier]);
const JOINERS: Classes = set(&[Class::And, Class::ListWord]);

/// A title in token positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// First token, status and country included.
    pub start: usize,
    /// First token of the head.
    pub head: usize,
    /// One past the last token of the head.
    pub end: usize,
    /// First token of the text, status and country cut.
    pub text: usize,
    /// The status word, in tokens.
    pub status: Option<(TitleStatus, usize, usize)>,
    /// The state that it names, in tokens.
    pub country: Option<(usize, usize)>,
    /// The head says nothing alone and stands alone.
    pub weak: bool,
    /// Tokens of the link words that tie it to a name before or after it, itself included:
    /// `黄强[为副省长]`, `[获提名国防部长的]奥斯丁`.
    pub tied: (usize, usize),
    /// First token of where its body is named: an earlier title of the same person.
    pub body_from: usize,
    /// Where an aide's office begins behind that of the one it serves: `主席[特别代表]`.
    pub aide: Option<usize>,
    /// The body that `の` ties to a Japanese name before the office: `[東都大学]の甲野教授`.
    pub of: Option<(usize, usize)>,
    /// The state that the title before it in a list names: `巴基斯坦总统甲、总理乙`.
    pub shared: Option<(usize, usize)>,
}

/// Every title of the line, in order, not overlapping; `names` are taken.
pub fn titles(line: &Line, taken: &[bool]) -> Vec<Title> {
    let mut found: Vec<Title> = Vec::new();
    let mut number = 0;
    while let Some(word) = line.words.get(number).copied() {
        number += 1;
        if !is_head(line, word) || taken.get(word.start).copied().unwrap_or(false) {
            continue;
        }
        let floor = found.last().map_or(0, |t| t.end);
        let title = parse(line, word, floor, taken);
        match found.last_mut() {
            // Two heads without a border are one title: 总统助理, 秘书长苏丹问题特使.
            Some(last)
                if last.end == title.start && follows(line, word) && of_chief(line, &title) =>
            {
                last.aide = (!line.japanese).then_some(title.start);
                last.head = word.start;
                last.end = word.end;
                last.tied.1 = word.end;
                last.weak = false;
            }
            _ => found.push(title),
        }
    }
    found.retain(|t| t.text < t.end);
    found
}

/// Offices of those who serve another.
const AIDES: [&str; 16] = [
    "助理",
    "顾问",
    "特使",
    "代表",
    "特别代表",
    "发言人",
    "秘书",
    "新闻秘书",
    "研究员",
    "参事",
    "委员",
    "成员",
    "候选人",
    "记者",
    "特别助理",
    "高级顾问",
];

/// Whether what stands before the head of an aide says only what the aide is for.
fn of_chief(line: &Line, title: &Title) -> bool {
    let about = |w: &Word| {
        let text = line.keys(w.start, w.end);
        text.ends_with("问题") || text.ends_with("事务")
    };
    let before = || {
        line.words
            .iter()
            .filter(|w| w.start >= title.start && w.end <= title.head)
    };
    before().any(about) || before().all(|w| w.is(one(Class::Modifier)))
}

/// Whether the head at `word` goes on from the head before it.
fn follows(line: &Line, word: Word) -> bool {
    AIDES.contains(&line.keys(word.start, word.end).as_str())
}

fn is_head(line: &Line, word: Word) -> bool {
    if word.is(one(Class::NotTitle)) {
        return false;
    }
    if line.ideograph(word.end - 1).is_some_and(is_katakana)
        && line.ideograph(word.end).is_some_and(is_katakana)
    {
        return false;
    }
    word.is(HEADS) || (word.is(one(Class::Royal)) && line.word_to(word.start).is_some_and(is_state))
}

fn is_state(word: Word) -> bool {
    word.len() >= 2 && word.is(one(Class::Country))
}

fn parse(line: &Line, head: Word, floor: usize, taken: &[bool]) -> Title {
    let start = leftmost(line, head, floor, taken);
    let mut title = Title {
        start,
        head: head.start,
        end: head.end,
        text: start,
        status: None,
        country: None,
        weak: false,
        tied: (start, head.end),
        body_from: start,
        shared: None,
        aide: None,
        of: None,
    };
    cut_front(line, &mut title);
    title.body_from = title.text;
    if line.japanese && title.country.is_none() {
        // 駐日デンマーク大使: the sending state stands inside.
        title.country = line
            .word_to(title.head)
            .filter(|w| w.start > title.text && is_state(*w))
            .map(|w| (w.start, w.end));
    }
    if title.country.is_none() {
        title.country = inner_state(line, &title);
    }
    inner_status(line, &mut title);
    title.weak = !head.is(set(&[Class::Head, Class::Royal])) && title.text == title.head;
    title
}

/// A state that stands within the title and is no goal: `非洲国家[塞内加尔]前外长`.
fn inner_state(line: &Line, title: &Title) -> Option<(usize, usize)> {
    let named = |w: &Word| {
        matches!(
            line.value(w.start, w.end, Class::Country),
            Some(Value::Country(_, CountryForm::Name))
        )
    };
    let goal = |w: &Word| {
        line.word_to(w.start)
            .is_some_and(|b| b.is(one(Class::Complement) | one(Class::And)))
    };
    let mut inside = line
        .words
        .iter()
        .filter(|w| w.start > title.text && w.end <= title.head);
    let state = inside.find(|w| is_state(**w) && named(w) && !goal(w))?;
    let next = line.word_from(state.end)?;
    let office = HEADS | STATUS | set(&[Class::Modifier]);
    next.is(office).then_some((state.start, state.end))
}

/// How far to the left the title reaches.
fn leftmost(line: &Line, head: Word, floor: usize, taken: &[bool]) -> usize {
    let mut start = head.start;
    // Tokens of a body's own name read since its noun, and how many it may have.
    let mut own = holds_body(line, head).then_some((0, OWN_NAME));
    let mut solid = start;
    while start > floor && !taken.get(start - 1).copied().unwrap_or(false) {
        if let Some(open) = quoted(line, start, floor).or_else(|| task(line, start, floor)) {
            start = open;
            solid = open;
            own = Some((0, OWN_NAME_SHORT));
            continue;
        }
        let Some(word) = line.word_to(start) else {
            break;
        };
        if word.start < floor {
            break;
        }
        if let Some(next) = joined(line, word, start, head.start, floor) {
            start = next;
            continue;
        }
        if is_part(line, word, head, start) {
            start = word.start;
            solid = start;
            own = room(line, word)
                // A Japanese name stands before the ministry: 小田切浩外務省欧州局長.
                .filter(|_| !(line.japanese && word.is(KNOWN)))
                .or(own.filter(|_| word.is(THEMES)));
            continue;
        }
        match own {
            Some((read, most)) if names_body(line, word) && read + word.len() <= most => {
                own = Some((read + word.len(), most));
                start = word.start;
                solid = start;
            }
            _ => break,
        }
    }
    if line.japanese {
        company(line, solid, floor).unwrap_or(solid)
    } else {
        solid
    }
}

/// Whether the head begins with the noun of a body: `理事会主席`.
fn holds_body(line: &Line, head: Word) -> bool {
    !line.japanese
        && line.notes.hits(head.start).any(|h| {
            h.len >= 2
                && h.len < head.len()
                && one(h.entry.class) & (BODIES | one(Class::StateBody)) != 0
        })
}

/// Where a quoted name opens that ends before `start`: `《江南日报》社长`, `“绿荫”研究小组召集人`.
fn quoted(line: &Line, start: usize, floor: usize) -> Option<usize> {
    const PAIRS: [(char, char); 4] = [('》', '《'), ('」', '「'), ('”', '“'), ('』', '『')];
    let last = start.checked_sub(1)?;
    let (_, open) = PAIRS
        .iter()
        .find(|(close, _)| line.is_mark(last, &[*close]))?;
    let from = floor.max(last.saturating_sub(QUOTED));
    (from..last)
        .rev()
        .take_while(|at| !line.is_mark(*at, &['，', '。', '！', '？', '；', '：']))
        .find(|at| line.is_mark(*at, &[*open]))
}

/// Where the words begin that say what an official is in charge of, before the `的` that ends at
/// `start`: `负责能源和环境事务的国务次卿`.
fn task(line: &Line, start: usize, floor: usize) -> Option<usize> {
    let of = line.word_to(start).filter(|w| w.is(one(Class::Of)))?;
    let mut at = of.start;
    while at > floor.max(start.saturating_sub(TASK)) {
        let word = line.word_to(at);
        match word {
            Some(word) if word.len() >= 2 && word.is(one(Class::Complement)) => {
                return Some(word.start);
            }
            Some(word) if !word.is(JOINERS) && word.is(FUNCTION & !one(Class::Verb)) => {
                return None;
            }
            Some(word) => at = word.start,
            None => return None,
        }
        if line.is_mark(at, &['，', '。', '；', '：', ',']) {
            return None;
        }
    }
    None
}

/// Where a Japanese company or corporation begins whose legal form stands before its name:
/// `株式会社東海風力代表取締役`.
fn company(line: &Line, start: usize, floor: usize) -> Option<usize> {
    let mut at = start;
    while at > floor.max(start.saturating_sub(COMPANY)) {
        let word = line.word_to(at)?;
        let form = line
            .ideograph(word.end - 1)
            .is_some_and(|c| c == '社' || c == '人');
        if form && word.is(one(Class::Body)) && word.start >= floor {
            return Some(word.start);
        }
        let kana = line
            .ideograph(word.start)
            .is_some_and(|c| ('\u{3041}'..'\u{30a0}').contains(&c));
        if kana || line.ideograph(word.start).is_none() {
            return None;
        }
        at = word.start;
    }
    None
}

/// Room for a body's or place's own name before its noun.
fn room(line: &Line, word: Word) -> Option<(usize, usize)> {
    let short = word.len() == 1 || !word.is(NAMED);
    let most = if short { OWN_NAME_SHORT } else { OWN_NAME };
    (word.is(NAMED) || names_itself(line, word)).then_some((0, most))
}

/// Whether a common word is the name of a body or place with its noun (`南京市`, `北京大学`).
fn names_itself(line: &Line, word: Word) -> bool {
    let noun = |at: usize| {
        line.notes
            .hits(at)
            .any(|h| at + h.len == word.end && one(h.entry.class) & NAMED != 0)
    };
    word.common == Some(WordKind::Other)
        && !word.is(FUNCTION | HEADS)
        && (word.start + 1..word.end).any(noun)
}

/// Whether a word without a class may be part of a body's own name.
fn names_body(line: &Line, word: Word) -> bool {
    match line.tokens.get(word.start).map(|t| t.kind) {
        Some(TokenKind::Ideograph) => !word.is(FUNCTION) && word.common != Some(WordKind::Verb),
        Some(TokenKind::Word) => true,
        _ => false,
    }
}

/// Whether a word of the pack belongs to the title before `start`.
fn is_part(line: &Line, word: Word, head: Word, start: usize) -> bool {
    if word.is(HEADS) && !word.is(NAMED) {
        return false;
    }
    if !word.is(PARTS) {
        return names_itself(line, word);
    }
    if word.len() >= 2 {
        // A verb that is a theme too (研究, 建设) belongs to a body, not to a head.
        return !word.is(FUNCTION)
            || start < head.start
            || word.is(STATUS)
            || word.is(one(Class::Modifier)) && follows_body(line, word);
    }
    if is_short(line, word) {
        let received = line
            .word_to(word.start)
            .is_some_and(|w| w.is(one(Class::Complement)));
        return (received || !word.is(FUNCTION)) && short_state(line, word);
    }
    let only_theme = word.is(one(Class::Qualifier)) && !word.is(PARTS & !one(Class::Qualifier));
    if only_theme && word.is(FUNCTION) {
        return false;
    }
    true
}

/// Whether a body's name ends before `word`: `研究小组[共同]召集人`.
fn follows_body(line: &Line, word: Word) -> bool {
    line.word_to(word.start).is_some_and(|w| {
        w.len() >= 2 && w.is(NAMED) || line.is_mark(w.start, &['》', '」', '”', '』'])
    })
}

fn is_short(line: &Line, word: Word) -> bool {
    word.len() == 1
        && matches!(
            line.value(word.start, word.end, Class::Country),
            Some(Value::Country(_, CountryForm::Short))
        )
        && !word.is(set(&[Class::Unit, Class::Modifier]) | STATUS)
        && !names_office(line, word)
}

/// Whether the character is the noun of an office whose name stands before it: `省文明委主任`.
fn names_office(line: &Line, word: Word) -> bool {
    word.is(one(Class::StateBody))
        && line
            .word_to(word.start)
            .is_some_and(|w| w.len() >= 2 && !w.is(FUNCTION) && line.ideograph(w.start).is_some())
}

/// Whether a one-character state stands where one may: after `驻`, or at a border before the
/// office itself (`美国务卿`, `俄驻华大使`).
fn short_state(line: &Line, word: Word) -> bool {
    let before = word.start.checked_sub(1);
    let left = before.is_none_or(|at| line.ideograph(at).is_none());
    let previous = line.word_to(word.start);
    if previous.is_some_and(|w| w.is(one(Class::Complement))) {
        return true;
    }
    let office = HEADS | STATUS | set(&[Class::Modifier, Class::Complement]);
    (left || previous.is_some_and(|w| w.is(STATUS | FUNCTION)))
        && line.word_from(word.end).is_some_and(|w| {
            w.is(office) && (w.len() >= 2 || line.ideograph(w.start) != Some('大'))
        })
}

/// Two themes of one portfolio: where `word` joins the one at `start` to the one before it.
fn joined(line: &Line, word: Word, start: usize, head: usize, floor: usize) -> Option<usize> {
    let dot = line.japanese && line.is_mark(word.start, &['・']);
    let mark = dot || line.is_mark(word.start, &['、']);
    if !(mark || word.is(JOINERS) && word.len() <= 2) {
        return None;
    }
    let right = line.word_from(start)?;
    let left = line.word_to(word.start)?;
    let theme = |w: Word| w.is(one(Class::Portfolio)) && w.len() >= 2;
    // Themes of a body need not be themes on the right: 基础设施及水利部.
    let theme_or_body = theme(right) || (!mark && start < head && right.is(NAMED | THEMES));
    (theme_or_body && theme(left) && !left.is(HEADS) && left.start >= floor).then_some(word.start)
}

/// Cuts status and country off the front.
fn cut_front(line: &Line, title: &mut Title) {
    while let Some(word) = line.word_from(title.text).filter(|w| w.end <= title.head) {
        if let Some(status) = status_of(word).filter(|_| cuts_status(line, word)) {
            title.status = Some((status, word.start, word.end));
        } else if is_new(line, word) || is_incumbent(line, word) {
            // 新任中国驻挪威大使: the modifier goes with the state.
        } else if let Some(form) = cut_country(line, title, word) {
            title.country = Some((word.start, word.end));
            if form == Keep::Inside {
                return;
            }
        } else {
            return;
        }
        title.text = word.end;
    }
}

/// Words that say of an office only that it is held.
const INCUMBENT: [&str; 6] = ["现任", "新任", "新一任", "现届", "新到任", "时下"];

fn is_incumbent(line: &Line, word: Word) -> bool {
    INCUMBENT.contains(&line.keys(word.start, word.end).as_str())
}

/// Whether a modifier stands before a state.
fn is_new(line: &Line, word: Word) -> bool {
    word.len() >= 2
        && word.is(one(Class::Modifier))
        && line.word_from(word.end).is_some_and(is_state)
}

#[derive(PartialEq, Eq)]
enum Keep {
    Cut,
    Inside,
}

/// Whether the state at the front of the title is cut or belongs to a body's name.
fn cut_country(line: &Line, title: &Title, word: Word) -> Option<Keep> {
    let Value::Country(_, form) = line.value(word.start, word.end, Class::Country)? else {
        return None;
    };
    if title.country.is_some() || *form == CountryForm::Short && !short_state(line, word) {
        return None;
    }
    let royal = line
        .word_from(title.head)
        .is_some_and(|w| w.is(one(Class::Royal)));
    let of_body = line
        .words
        .iter()
        .skip_while(|w| w.start < word.end)
        .take_while(|w| w.start < title.head)
        .find(|w| w.is(NAMED) && !w.is(one(Class::Unit)))
        .is_some_and(|w| w.is(BODIES) && !w.is(one(Class::StateBody)));
    let body = matches!(form, CountryForm::StateBody | CountryForm::Place);
    Some(if royal || of_body || body || region(line, word) {
        Keep::Inside
    } else {
        Keep::Cut
    })
}

/// Hong Kong and Macao are part of their offices' names.
fn region(line: &Line, word: Word) -> bool {
    matches!(
        line.value(word.start, word.end, Class::Country),
        Some(Value::Country(code, _)) if code == "HKG" || code == "MAC"
    )
}

fn status_of(word: Word) -> Option<TitleStatus> {
    [
        (Class::Then, TitleStatus::Then),
        (Class::Former, TitleStatus::Former),
        (Class::Elect, TitleStatus::Elect),
        (Class::Acting, TitleStatus::Acting),
    ]
    .into_iter()
    .find_map(|(class, status)| word.is(one(class)).then_some(status))
}

/// Fused prefixes (`代省长`) stay in the text.
fn cuts_status(line: &Line, word: Word) -> bool {
    word.len() >= 2 || line.ideograph(word.start) != Some('代')
}

/// A status inside the title (`人民政府代理省长`) is kept in its text.
fn inner_status(line: &Line, title: &mut Title) {
    let Some(word) = line
        .word_to(title.head)
        .filter(|w| w.start >= title.text && title.status.is_none())
    else {
        return;
    };
    let fused = word.len() >= 2 || matches!(line.ideograph(word.start), Some('代' | '前' | '原'));
    if let Some(status) = status_of(word).filter(|_| fused) {
        title.status = Some((status, word.start, word.end));
    }
}

/// The mention of a title.
pub fn mention(line: &Line, title: &Title) -> Mention {
    let organization = organization(line, title);
    let country = title
        .country
        .or(title.shared)
        .and_then(|(start, end)| country_ref(line, start, end));
    let head = line.keys(title.head, title.end);
    let stateless = organization
        .as_ref()
        .is_some_and(|(_, stateless)| *stateless);
    Mention {
        model: None,
        range: line.range(title.tied.0, title.tied.1),
        label: Label::Title,
        score: if title.weak { 0.4 } else { 0.9 },
        source: "title.han",
        detail: Detail::Title(Box::new(TitleDetail {
            pieces: title
                .of
                .iter()
                .map(|of| line.range(of.0, of.1))
                .chain([line.range(title.text, title.end)])
                .collect(),
            head,
            status: title.status.map(|s| s.0).unwrap_or_default(),
            status_range: title.status.map(|(_, start, end)| line.range(start, end)),
            country,
            organization: organization.map(|(range, _)| range),
            stateless,
            plural: true,
            weak: title.weak,
            occupation: is_occupation(line, title),
            definite: false,
        })),
    }
}

/// The body before the `の` that ends at `end`, as far as it reads as one, its state cut.
pub fn body_before(line: &Line, end: usize, floor: usize, taken: &[bool]) -> Option<Title> {
    let of = line.word_to(end).filter(|w| w.is(one(Class::Of)))?;
    let body = line.word_to(of.start)?;
    let named = body.is(NAMED) && body.len() >= 2 || names_itself(line, body);
    named.then(|| parse(line, body, floor, taken))
}

/// Whether the title is an occupation, which says nothing of a state.
fn is_occupation(line: &Line, title: &Title) -> bool {
    line.word_from(title.head).is_some_and(|w| {
        w.is(one(Class::Occupation)) && !w.is(set(&[Class::Head, Class::WeakHead]))
    })
}

/// The state that tokens `start..end` name.
pub fn country_ref(line: &Line, start: usize, end: usize) -> Option<CountryRef> {
    let Value::Country(code, form) = line.value(start, end, Class::Country)? else {
        return None;
    };
    // The regions' officials act for the state.
    let (code, form) = match code.as_str() {
        "HKG" | "MAC" => (CompactString::const_new("CHN"), CountryForm::Place),
        _ => (code.clone(), *form),
    };
    Some(CountryRef {
        code,
        range: line.range(start, end),
        form,
    })
}

/// Whether the title names a body that acts for no state.
pub fn acts_for_no_state(line: &Line, title: &Title) -> bool {
    organization(line, title).is_some_and(|(_, stateless)| stateless)
}

/// Whether the title names an organisation of several states or of none.
pub fn is_international(line: &Line, title: &Title) -> bool {
    line.words
        .iter()
        .filter(|w| w.start >= title.body_from && w.end <= title.head)
        .any(|w| w.is(one(Class::Organisation)))
        && acts_for_no_state(line, title)
}

/// Bodies that act for their state although they are no organ of it.
const STATE_LIKE: [&str; 16] = [
    "委员会",
    "贸促会",
    "妇联",
    "工商联",
    "总工会",
    "共青团",
    "科学院",
    "社科院",
    "中科院",
    "工程院",
    "团中央",
    "残联",
    "侨联",
    "文联",
    "科协",
    "友协",
];

/// Whether the word is or ends in the noun of a body that is no state organ.
fn names_company(line: &Line, word: Word) -> bool {
    let noun = |at: usize| {
        line.notes
            .hits(at)
            .any(|h| at + h.len == word.end && h.len >= 2 && one(h.entry.class) & BODIES != 0)
    };
    let organ = word.is(set(&[Class::StateBody, Class::Portfolio]));
    !organ
        && (word.is(BODIES) || (names_itself(line, word) && (word.start + 1..word.end).any(noun)))
}

/// The body in the title that is no state organ, and whether it acts for no state.
fn organization(line: &Line, title: &Title) -> Option<(TextRange, bool)> {
    let inside = || {
        line.words.iter().filter(|w| match title.of {
            Some(of) => w.start >= of.0 && w.end <= of.1,
            None => w.start >= title.body_from && w.end <= title.head,
        })
    };
    if let Some(word) = inside().find(|w| w.is(one(Class::Organisation))) {
        let value = line.value(word.start, word.end, Class::Organisation);
        let state = matches!(value, Some(Value::Organisation(_, Some(_))));
        return Some((line.range(word.start, word.end), !state));
    }
    // Envoys of a secretary-general without a state are those of an international body.
    let chief = line
        .word_from(title.text)
        .is_some_and(|w| title.aide == Some(w.end) && line.keys(w.start, w.end) == "秘书长");
    if chief && title.country.is_none() {
        return Some((line.range(title.text, title.text + 3), true));
    }
    let reporter = line
        .word_from(title.head)
        .is_some_and(|w| w.is(one(Class::Occupation)));
    let body = inside().rfind(|w| names_company(line, **w))?;
    let from = title.of.map_or(title.body_from, |of| of.0);
    let range = line.range(from, body.end);
    let name = line.keys(body.start, body.end);
    let for_state = body.is(one(Class::Party)) || STATE_LIKE.iter().any(|end| name.ends_with(end));
    Some((range, reporter || !for_state))
}
