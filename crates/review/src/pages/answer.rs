//! What a script gets for an edit: the parts of the page that are other now.

use maud::Markup;
use rostra_annotate::{Edit, Review};
use serde::Serialize;

use super::card::cards;
use super::conflict::conflict;
use super::progress;
use super::release::{head, undo};
use super::text::text;
use crate::work::{About, Changed, Opened, Tally, aimed, touched};

/// A change that was saved. Parts are HTML; those that are as before are left out.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    version: String,
    /// Whom it was made to.
    person: Option<usize>,
    /// How many people are open.
    open: usize,
    done: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// All cards, where their number is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    cards: Option<Vec<String>>,
    /// Single cards by their places.
    card: Vec<(usize, String)>,
    head: String,
    undo: String,
    progress: String,
}

/// A change that was not saved.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Refusal {
    /// Why, for people.
    pub(crate) error: String,
    /// A conflict, to be solved by whoever made the change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) conflict: Option<Conflict>,
}

/// A conflict.
#[derive(Debug, Serialize)]
pub(crate) struct Conflict {
    /// The state that the other one made.
    version: String,
    /// Both side by side.
    html: String,
    /// The same edit, aimed at the same person in that state.
    again: Option<Edit>,
    /// The place of that person.
    person: Option<usize>,
}

/// The answer to a change that was saved; `next` is the query of the way on.
pub(crate) fn answer(changed: &Changed, next: &str, tally: &Tally, complete: bool) -> Answer {
    let (before, after) = (&changed.before, &changed.after);
    let (was, is) = (strings(cards(before)), strings(cards(after)));
    let same = was.len() == is.len();
    let words = text(after).into_string();
    let differ = is.iter().enumerate().zip(&was);
    let differ = differ.filter(|((_, is), was)| same && is != was);
    Answer {
        version: after.version.as_str().to_owned(),
        person: changed.person,
        open: after.review.open(),
        done: after.review.is_done(),
        text: (words != text(before).into_string()).then_some(words),
        card: differ.map(|((at, is), _)| (at, is.clone())).collect(),
        cards: (!same).then_some(is),
        head: head(after, next).into_string(),
        undo: undo(after).into_string(),
        progress: progress(tally, complete).into_string(),
    }
}

/// The answer to `edit`, or to an undo, that somebody else has forestalled by saving `theirs`.
pub(crate) fn forestalled(theirs: &Opened, edit: Option<&Edit>, about: &About) -> Refusal {
    let again = edit.and_then(|edit| aimed(edit, about, &theirs.review));
    let mut mine = theirs.review.clone();
    let again = again.filter(|again| mine.apply(again).is_ok());
    let person = about.find(&theirs.review);
    let changed = again.as_ref().and_then(|again| {
        let at = touched(again, &theirs.review, &settled(&mine, theirs))?;
        settled(&mine, theirs).items().get(at).cloned()
    });
    let what = edit.map_or_else(
        || "undo".to_owned(),
        |edit| crate::work::told(edit, about, &theirs.review),
    );
    Refusal {
        error: "Somebody else has saved this release.".to_owned(),
        conflict: Some(Conflict {
            version: theirs.version.as_str().to_owned(),
            html: conflict(theirs, person, changed.as_ref(), &what).into_string(),
            again,
            person,
        }),
    }
}

/// A review as it is read next.
fn settled(review: &Review, opened: &Opened) -> Review {
    let document = review.document();
    Review::new(&opened.release.extraction, Some((&document, review.text())))
}

fn strings(cards: Vec<Markup>) -> Vec<String> {
    cards.into_iter().map(Markup::into_string).collect()
}
