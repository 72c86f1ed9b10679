//! What each key does: the table that help shows. The keys themselves stand at the buttons that they press.

use maud::{Markup, html};

const KEYS: &[(&str, &[(&str, &str)])] = &[
    (
        "Decide",
        &[
            (
                "a",
                "accept the record as it stands; on to the next open person",
            ),
            ("x", "reject: there is no such person here"),
            ("r", "open again, as the program finds it"),
            (
                "Shift+A",
                "accept all who are open; without people: nobody is missing",
            ),
            ("u", "undo (also Ctrl+Z)"),
        ],
    ),
    (
        "Go",
        &[
            (
                "Space",
                "to the next open person; where none is left, to the next release",
            ),
            ("j ↓", "to the next person"),
            ("k ↑", "to the person before"),
            ("Shift+N", "to the next release"),
            ("q", "to the queue"),
        ],
    ),
    (
        "Select words",
        &[
            ("e", "the name, in the text"),
            ("Shift+E", "the title; again, the next title"),
            (". ,", "the word after, the word before"),
            (
                "Shift+→ Shift+←",
                "longer, shorter, by characters; with Ctrl by words",
            ),
            ("b", "go on at the other end"),
            ("Esc", "nothing"),
        ],
    ),
    (
        "Make the selected words",
        &[
            ("n", "the name"),
            ("i", "a further place of the name"),
            ("t", "the title that it overlaps, else a further title"),
            ("Shift+T", "a further title"),
            (
                "d",
                "cut out of the title within which it stands; a whole title is removed",
            ),
            ("h", "an honorific"),
            ("o", "the organisation"),
            ("p", "a person whom the program has missed"),
        ],
    ),
    (
        "Change",
        &[
            (
                "1 2 3 4 5",
                "role: keynote, speaker, chair, participant, mentioned",
            ),
            ("v", "mode: none, video, written"),
            (
                "s",
                "status of the first title: current, then, former, acting, elect",
            ),
            ("c", "country: type a name or code, Enter"),
            ("m", "merge: m at the one who stays, m at the other"),
            ("0", "counts neither for nor against, or does again"),
            ("w", "why the program has it so"),
        ],
    ),
];

/// The dialog.
pub(super) fn help() -> Markup {
    html! {
        dialog #help aria-labelledby="help-title" {
            form.spread method="dialog" {
                h2 #help-title { "Keys" }
                button autofocus { "Close" }
            }
            div.keys {
                @for (heading, keys) in KEYS {
                    section {
                        h3 { (heading) }
                        dl {
                            @for (key, what) in *keys {
                                dt { @for key in key.split(' ') { kbd { (key) } " " } }
                                dd { (what) }
                            }
                        }
                    }
                }
            }
            p.soft.small { "Every key presses a button of the page; keys are asleep while you type. Each change is saved at once." }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_key_does_two_things() {
        let keys = KEYS.iter().flat_map(|(_, keys)| keys.iter());
        let keys: Vec<&str> = keys.flat_map(|(key, _)| key.split(' ')).collect();
        let different: BTreeSet<&str> = keys.iter().copied().collect();
        assert_eq!(different.len(), keys.len());
    }
}
