//! Dates of metadata.

use rostra_document::Date;

/// The day that `written` begins with, if it is an ISO 8601 date or time.
pub(crate) fn of(written: &str) -> Option<Date> {
    let written = written.trim();
    let day = written.get(..10)?;
    let ends = !written.get(10..)?.starts_with(|c: char| c.is_ascii_digit());
    (ends && day.parse::<jiff::civil::Date>().is_ok()).then(|| Date::from(day))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn days_are_checked() {
        assert_eq!(of("2024-02-29").as_deref(), Some("2024-02-29"));
        assert_eq!(
            of(" 2024-05-02T10:00:00+02:00").as_deref(),
            Some("2024-05-02")
        );
        for wrong in [
            "2023-02-29",
            "2 May 2024",
            "",
            "2024-05-021",
            "2024年5月2日",
        ] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
