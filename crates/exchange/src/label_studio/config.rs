//! The labelling configuration that tasks are made for.

use quick_xml::escape::escape;
use rostra_lexicon::countries;

/// Labels, choices and text fields, by name; countries are filled in.
const TEMPLATE: &str = include_str!("config.xml");

/// The configuration of a project, as XML: what `Settings > Labeling Interface > Code` takes.
#[must_use]
pub fn config() -> String {
    let mut states: Vec<(&str, &str)> = countries::names()
        .map(|(code, _, short)| (short, code))
        .collect();
    states.sort_unstable();
    states.dedup_by_key(|(_, code)| *code);
    let choices = states.iter().map(|(name, code)| {
        let name = escape(*name);
        format!("      <Choice value=\"{name} ({code})\" alias=\"{code}\"/>")
    });
    TEMPLATE.replace("{countries}", &choices.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use rostra_document::{Mode, Role, Support, TitleStatus};

    use super::config;
    use crate::regions::Label;

    #[test]
    fn every_value_has_its_choice() {
        let config = config();
        let labels = Label::ALL.map(Label::as_str);
        let roles = [
            Role::Keynote,
            Role::Speaker,
            Role::Chair,
            Role::Participant,
            Role::Mentioned,
        ];
        let statuses = [
            TitleStatus::Current,
            TitleStatus::Then,
            TitleStatus::Former,
            TitleStatus::Acting,
            TitleStatus::Elect,
        ];
        let values = labels.into_iter().chain(roles.map(Role::as_str));
        let values = values.chain(statuses.map(TitleStatus::as_str));
        let values = values.chain([Mode::Video, Mode::Written].map(Mode::as_str));
        let values = values.chain([Support::Stated, Support::Inferred].map(Support::as_str));
        for value in values {
            assert!(config.contains(&format!("value=\"{value}\"")), "{value}");
        }
        assert!(config.contains("value=\"Kenya (KEN)\" alias=\"KEN\""));
        assert!(!config.contains('{') || config.contains(".htx-text{"));
        assert_eq!(config.matches("alias=\"FRA\"").count(), 1);
    }
}
