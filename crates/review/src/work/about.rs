//! Whom an edit is about, by more than a place in a list: lists change when somebody else saves.

use rostra_annotate::annotated::one_line;
use rostra_annotate::{Edit, Item, Review};
use rostra_document::{CodePoints, Span};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Whom, and of whom what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct About {
    /// The person's name.
    pub(crate) name: String,
    /// The first code point of the first place, if there is one.
    pub(crate) at: Option<usize>,
    /// The title or honorific.
    pub(crate) words: Option<String>,
    /// With whom the person is merged.
    pub(crate) other: Option<Box<About>>,
}

impl About {
    pub(crate) fn of(item: &Item) -> Self {
        Self {
            name: item.value.name.clone(),
            at: item.value.mentions.first().map(|place| place.start),
            words: None,
            other: None,
        }
    }

    /// Whom it means in `review`: by name and place, else by name, else by place.
    pub(crate) fn find(&self, review: &Review) -> Option<usize> {
        let named = |item: &Item| item.value.name == self.name;
        let there = |item: &Item| {
            let holds = |place: &Span| Some(place.start) <= self.at && self.at < Some(place.end);
            item.value.mentions.iter().any(holds)
        };
        let find = |is: &dyn Fn(&Item) -> bool| review.items().iter().position(is);
        find(&|item| named(item) && there(item))
            .or_else(|| find(&named))
            .or_else(|| find(&there))
    }
}

/// `edit`, made to another state of the release, aimed at the same person, title and honorific in `review`; none where they are not there.
pub(crate) fn aimed(edit: &Edit, about: &About, review: &Review) -> Option<Edit> {
    let mut value = serde_json::to_value(edit).ok()?;
    let fields = value.as_object_mut()?;
    let Some(person) = fields.get_mut("person") else {
        return Some(edit.clone());
    };
    let found = about.find(review)?;
    *person = json!(found);
    let held = &review.items().get(found)?.value;
    let titles = held.titles.iter().map(|title| title.text.as_str());
    let honorifics = held.honorifics.iter().map(String::as_str);
    let lists: [(&str, Vec<&str>); 2] = [
        ("title", titles.collect()),
        ("honorific", honorifics.collect()),
    ];
    for (field, list) in lists {
        if let Some(place) = fields.get_mut(field) {
            let same = |words: &&str| Some(*words) == about.words.as_deref();
            *place = json!(list.iter().position(same)?);
        }
    }
    if let Some(other) = fields.get_mut("other") {
        *other = json!(about.other.as_ref()?.find(review)?);
    }
    serde_json::from_value(value).ok()
}

/// Where in `after` is whom `edit` changed in `before`.
pub(crate) fn touched(edit: &Edit, before: &Review, after: &Review) -> Option<usize> {
    let was = person(edit).and_then(|person| Some((person, before.items().get(person)?)));
    let renamed = match *edit {
        Edit::Name { span, .. } | Edit::Add { span } => Some(About {
            name: one_line(CodePoints::of(before.text()).words(span)),
            at: Some(span.start),
            ..About::default()
        }),
        _ => None,
    };
    if let Some(renamed) = renamed {
        return renamed.find(after);
    }
    let (person, was) = was?;
    let same = |item: &Item| was.found.is_some() && item.found == was.found;
    let last = after.items().len().checked_sub(1);
    after
        .items()
        .iter()
        .position(same)
        .or_else(|| About::of(was).find(after))
        .or(last.map(|last| person.min(last)))
}

/// The first who is another than before.
pub(crate) fn first_change(before: &Review, after: &Review) -> Option<usize> {
    let (before, after) = (before.items(), after.items());
    let differs = |(place, item): &(usize, &Item)| before.get(*place) != Some(*item);
    let first = after.iter().enumerate().find(differs);
    let last = after.len().checked_sub(1);
    first.map(|(place, _)| place).or(last)
}

/// What `edit` does to the person whom it is about, for people.
pub(crate) fn told(edit: &Edit, about: &About, review: &Review) -> String {
    let name = match about.name.as_str() {
        "" => String::new(),
        name => format!(": {name}"),
    };
    let words = |span| one_line(CodePoints::of(review.text()).words(span));
    let what = match edit {
        Edit::Accept { .. } => "accepted".to_owned(),
        Edit::AcceptAll => "accepted all who were open".to_owned(),
        Edit::Reject { .. } => "rejected".to_owned(),
        Edit::Reopen { .. } => "opened again".to_owned(),
        Edit::Name { span, .. } => format!("name “{}”", words(*span)),
        Edit::Mention { .. } => "named in a further place".to_owned(),
        Edit::AddTitle { span, .. } => format!("further title “{}”", words(*span)),
        Edit::Title { span, .. } => format!("title “{}”", words(*span)),
        Edit::CutTitle { span, .. } => format!("cut “{}” from the title", words(*span)),
        Edit::Status { status, .. } => format!("status {}", status.as_str()),
        Edit::RemoveTitle { .. } => "title removed".to_owned(),
        Edit::AddHonorific { span, .. } => format!("honorific “{}”", words(*span)),
        Edit::RemoveHonorific { .. } => "honorific removed".to_owned(),
        Edit::Country { country, .. } => {
            format!("country {}", country.as_deref().unwrap_or("none"))
        }
        Edit::Evidence { evidence, .. } => {
            format!("country {}", evidence.map_or("", |e| e.as_str()))
        }
        Edit::Organization { span: None, .. } => "no organisation".to_owned(),
        Edit::Organization {
            span: Some(span), ..
        } => format!("organisation “{}”", words(*span)),
        Edit::Role { role, .. } => format!("role {}", role.as_str()),
        Edit::Mode { mode, .. } => format!("mode {}", mode.map_or("none", |m| m.as_str())),
        Edit::Optional { optional: true, .. } => "does not count".to_owned(),
        Edit::Optional { .. } => "counts".to_owned(),
        Edit::Add { span } => format!("added “{}”", words(*span)),
        Edit::Merge { .. } => {
            let other = about.other.as_ref();
            format!("merged with {}", other.map_or("", |other| &other.name))
        }
    };
    format!("{what}{name}")
}

/// Whom `edit` changes.
fn person(edit: &Edit) -> Option<usize> {
    let value: Value = serde_json::to_value(edit).ok()?;
    usize::try_from(value.get("person")?.as_u64()?).ok()
}
