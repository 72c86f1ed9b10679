//! Lines of plain mail to lines of text: flowed lines joined (RFC 3676), marks of quotation taken off.

/// How a plain part says its lines are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flow {
    /// `format=flowed`: a line that ends in a space goes on.
    pub(super) flowed: bool,
    /// `delsp=yes`: that space is not part of the text, as where no spaces are written.
    pub(super) delsp: bool,
}

/// The line that separates a signature (RFC 3676, section 4.3).
const SIGNATURE: &str = "-- ";

/// The text of `mail`. Lines of a reply or a forwarded mail lose their `>`, so that sentences do not have them in their midst; where the
/// depth of quotation changes, an empty line stands.
pub(super) fn read(mail: &str, flow: Flow) -> String {
    let mut text = String::with_capacity(mail.len());
    let mut depth_before = 0;
    let mut goes_on = false;
    for line in mail.lines() {
        let (depth, line) = unquoted(line);
        // A space is stuffed before lines that begin with a space, `>` or `From `.
        let line = if flow.flowed {
            line.strip_prefix(' ').unwrap_or(line)
        } else {
            line
        };
        if depth != depth_before {
            let empty = text.is_empty() || text.ends_with("\n\n");
            text.push_str(if empty {
                ""
            } else if text.ends_with('\n') {
                "\n"
            } else {
                "\n\n"
            });
        }
        depth_before = depth;
        goes_on = flow.flowed && line.ends_with(' ') && line != SIGNATURE;
        let kept = if goes_on && flow.delsp {
            line.strip_suffix(' ').unwrap_or(line)
        } else {
            line
        };
        text.push_str(kept);
        if !goes_on {
            text.push('\n');
        }
    }
    if goes_on {
        text.push('\n');
    }
    text
}

/// How deep a line is quoted, and the line without the marks.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(after) = rest.strip_prefix('>') {
        depth += 1;
        // Programs that do not flow write a space between the marks.
        let spaced = after
            .strip_prefix(' ')
            .filter(|after| after.starts_with('>'));
        rest = spaced.unwrap_or(after);
    }
    let rest = if depth > 0 {
        rest.strip_prefix(' ').unwrap_or(rest)
    } else {
        rest
    };
    (depth, rest)
}

#[cfg(test)]
mod tests {
    use super::{Flow, read};

    #[test]
    fn lines_flow_and_quotations_lose_their_marks() {
        let plain = Flow::default();
        let flowed = Flow {
            flowed: true,
            delsp: false,
        };
        let packed = Flow {
            flowed: true,
            delsp: true,
        };
        for (flow, mail, expected) in [
            (plain, "One \ntwo", "One \ntwo\n"),
            (
                flowed,
                "The Minister \nspoke. \n\n From here\n-- \nPress",
                "The Minister spoke. \nFrom here\n-- \nPress\n",
            ),
            (packed, "外交部长 \n会见大使。\n", "外交部长会见大使。\n"),
            (
                plain,
                "Hi\n> The Minister\n> > of Interior\n>> spoke\nBye",
                "Hi\n\nThe Minister\n\nof Interior\nspoke\n\nBye\n",
            ),
            (flowed, "> a \n> b\nc", "a b\n\nc\n"),
            (flowed, "> a \nb ", "a \n\nb \n"),
            (plain, "", ""),
        ] {
            assert_eq!(read(mail, flow), expected, "{mail}");
        }
    }
}
