//! Datelines of agencies in languages that have forms of their own: `新华社南京9月20日电`,
//! `【ワシントン共同】`, `(서울=연합뉴스)`.

use rostra_lexicon::press::{Agency, agency_at};

use super::lines::Line;
use super::{Day, Finding};

/// Words before the agency: `according to`.
const ACCORDING: &[&str] = &["据", "據"];

/// What newspapers call themselves.
const OWN: &[&str] = &["本报", "本報", "本台", "本网", "本網", "本刊", "本社"];

/// What ends a dateline: wired, reported.
const WIRED: &[&str] = &["电", "電", "讯", "訊", "消息", "报道", "報道"];

/// Tokens of such a dateline at most.
const REACH: usize = 30;

/// Tokens between an agency and what it sent, at most.
const NEAR: usize = 14;

/// The dateline of an agency at the line's beginning.
pub(super) fn read<'a>(line: &Line<'a>) -> Option<Finding<'a>> {
    bracketed(line).or_else(|| wired(line))
}

/// `【place agency】`, `(place=agency)`
fn bracketed<'a>(line: &Line<'a>) -> Option<Finding<'a>> {
    let opening = line
        .tokens
        .first()
        .filter(|_| !line.pack.source.writing.capitals)?;
    if !['【', '(', '（', '[', '［']
        .iter()
        .any(|mark| opening.is_mark(*mark))
    {
        return None;
    }
    let close = line.tokens.iter().take(REACH).position(|t| {
        ['】', ')', '）', ']', '］']
            .iter()
            .any(|mark| t.is_mark(*mark))
    })?;
    let (at, agency) = (1..close).find_map(|at| {
        let (after, agency) = agency_from(line, at)?;
        (after == close).then_some((at, agency))
    })?;
    let mut end = at;
    while end > 1
        && line
            .tokens
            .get(end - 1)
            .is_some_and(|t| t.is_mark('=') || t.is_mark('＝') || t.is_mark('・'))
    {
        end -= 1;
    }
    let day = line
        .dates
        .iter()
        .find(|d| d.tokens.start > 0 && d.tokens.end <= close);
    let end = day.map_or(end, |d| d.tokens.start.min(end));
    Some(Finding {
        day: day.map(|d| Day {
            date: d.start,
            dated: d.dated,
        }),
        place: (end > 1).then(|| line.range_of(1, end)),
        agency: Some(agency),
        source: None,
    })
}

/// `agency place day 电`
fn wired<'a>(line: &Line<'a>) -> Option<Finding<'a>> {
    if line.pack.source.writing.spaced {
        return None;
    }
    let mut start = line
        .tokens
        .iter()
        .position(|t| t.key.chars().any(char::is_alphanumeric))?;
    if ACCORDING
        .iter()
        .any(|word| line.from(start).starts_with(word))
    {
        start += 1;
    }
    let agency = agency_from(line, start);
    let own = OWN.iter().find(|word| line.from(start).starts_with(*word));
    let after = match (agency, own) {
        (Some((after, _)), _) => after,
        (None, Some(_)) => start + 2,
        (None, None) => return None,
    };
    let agency = agency.map(|found| found.1);
    let sent = |at: usize| WIRED.iter().any(|word| line.from(at).starts_with(word));
    let day = line
        .dates
        .iter()
        .find(|d| d.tokens.start >= after && d.tokens.end <= start + REACH && sent(d.tokens.end));
    let Some(day) = day else {
        let near = (after..after + NEAR).any(|at| {
            sent(at)
                || line
                    .tokens
                    .get(at)
                    .is_some_and(|t| t.is_mark('：') || t.is_mark(':'))
        });
        return near.then(|| Finding {
            agency,
            ..Finding::default()
        });
    };
    let plain = line.tokens.get(after..day.tokens.start)?.iter().all(|t| {
        t.key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '/' | '／' | '、'))
    });
    // `中央社記者王平台北5日電`: where the name ends cannot be told.
    let between = line.between(after, day.tokens.start);
    let told = ["记者", "記者"].iter().any(|word| between.contains(word));
    Some(Finding {
        day: Some(Day {
            date: day.start,
            dated: day.dated,
        }),
        place: (plain && !told && day.tokens.start > after)
            .then(|| line.range_of(after, day.tokens.start)),
        agency,
        source: None,
    })
}

/// The agency whose name begins at token `at`, and the token after it.
fn agency_from(line: &Line, at: usize) -> Option<(usize, &'static Agency)> {
    let (bytes, agency) = agency_at(line.from(at))?;
    let start = line.tokens.get(at)?.range.start;
    Some((line.token_at(start + bytes), agency))
}
