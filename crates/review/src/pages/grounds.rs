//! Why the program has a record as it has it, and what it has otherwise than the reviewer.

use maud::{Markup, html};
use rostra_annotate::review::Against;
use rostra_annotate::{Decision, Item};
use rostra_document::PersonExplained;

/// What the program finds today otherwise than it stands; `none` of it where the person is open or rejected.
pub(crate) fn against(item: &Item, against: &[Against]) -> Markup {
    let decided = !matches!(item.decision, Decision::Open | Decision::Rejected);
    html! {
        @if decided && item.found.is_none() && item.decision != Decision::Added {
            p.warning.small { "The program does not find this person any more." }
        }
        @if decided && !against.is_empty() {
            div.against.small {
                p.soft { "The program has" }
                dl.facts {
                    @for other in against {
                        dt { (other.field.replace('_', " ")) }
                        dd { @if other.found.is_empty() { i.soft { "none" } } @else { bdi { (other.found) } } }
                    }
                }
            }
        }
    }
}

/// Fields with their words, rules and scores.
pub(crate) fn grounds(explained: &PersonExplained) -> Markup {
    html! {
        details.grounds {
            summary { "Why" }
            div.wide {
                table.small {
                    thead { tr { th scope="col" { "Field" } th scope="col" { "Value" } th scope="col" { "Words" } th scope="col" { "Rule" } th.number scope="col" { "Score" } } }
                    tbody {
                        @for ground in &explained.fields {
                            tr {
                                td { (ground.field) }
                                td { bdi { (ground.value) } }
                                td { @if let Some(words) = &ground.words { bdi { "“" (words) "”" } } }
                                td.mono { (ground.rule) }
                                td.number { (format!("{:.2}", ground.score)) }
                            }
                        }
                    }
                }
                @if !explained.mentions.is_empty() {
                    table.small {
                        thead { tr { th scope="col" { "Seen as" } th scope="col" { "Words" } th scope="col" { "By" } th.number scope="col" { "Score" } th.number scope="col" { "Model" } } }
                        tbody {
                            @for seen in &explained.mentions {
                                tr {
                                    td { (seen.label) }
                                    td { bdi { "“" (seen.words) "”" } }
                                    td.mono { (seen.source) }
                                    td.number { (format!("{:.2}", seen.score)) }
                                    td.number { @if let Some(model) = seen.model { (format!("{model:.2}")) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
