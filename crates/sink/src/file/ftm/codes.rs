//! Codes of FollowTheMoney for ours.

use rostra_document::TitleStatus;
use rostra_lexicon::countries::{Standing, territory};

/// FollowTheMoney's code of the state or territory `alpha3` (ISO 3166-1): alpha-2 in lower case, for most of what is no more the
/// four letters of ISO 3166-3. None where its list lacks it.
pub(super) fn country(alpha3: &str) -> Option<String> {
    let territory = territory(alpha3)?;
    match (territory.standing, territory.alpha3) {
        (Standing::Withdrawn, "SUN") => Some("suhh".to_owned()),
        (Standing::Withdrawn, "YUG") => Some("yucs".to_owned()),
        (Standing::Withdrawn, "CSK") => Some("cshh".to_owned()),
        (Standing::Withdrawn, "DDR") => Some("dd".to_owned()),
        (Standing::Withdrawn | Standing::Part, _) => None,
        _ => Some(territory.code.to_ascii_lowercase()),
    }
}

/// ISO 639-3 of a language tag, as far as FollowTheMoney's list (`followthemoney/types/language.py`) goes.
pub(super) fn language(tag: &str) -> Option<&'static str> {
    let primary = tag.split('-').next()?;
    let found = LANGUAGES
        .iter()
        .find(|(two, three)| primary == *two || primary == *three);
    found.map(|(_, three)| *three)
}

/// Tag and code. Both written forms of Norwegian have the code of the language, which alone is in the list.
#[rustfmt::skip]
const LANGUAGES: &[(&str, &str)] = &[
    ("af", "afr"), ("am", "amh"), ("ar", "ara"), ("az", "aze"), ("be", "bel"), ("bn", "ben"), ("bs", "bos"), ("bg", "bul"),
    ("ca", "cat"), ("cs", "ces"), ("cnr", "cnr"), ("da", "dan"), ("de", "deu"), ("el", "ell"), ("en", "eng"), ("et", "est"),
    ("fa", "fas"), ("fil", "fil"), ("fi", "fin"), ("fr", "fra"), ("ga", "gle"), ("he", "heb"), ("hi", "hin"), ("hr", "hrv"),
    ("hu", "hun"), ("hy", "hye"), ("id", "ind"), ("is", "isl"), ("it", "ita"), ("ja", "jpn"), ("kn", "kan"), ("ka", "kat"),
    ("kk", "kaz"), ("km", "khm"), ("ky", "kir"), ("ko", "kor"), ("lo", "lao"), ("lv", "lav"), ("lt", "lit"), ("lb", "ltz"),
    ("mk", "mkd"), ("mt", "mlt"), ("mn", "mon"), ("ms", "msa"), ("mul", "mul"), ("my", "mya"), ("ne", "nep"), ("nl", "nld"),
    ("no", "nor"), ("nb", "nor"), ("nn", "nor"), ("pl", "pol"), ("pt", "por"), ("ps", "pus"), ("ro", "ron"), ("ru", "rus"),
    ("si", "sin"), ("sk", "slk"), ("sl", "slv"), ("es", "spa"), ("sq", "sqi"), ("sr", "srp"), ("sw", "swa"), ("sv", "swe"),
    ("ta", "tam"), ("te", "tel"), ("tg", "tgk"), ("tl", "tgl"), ("th", "tha"), ("tk", "tuk"), ("tr", "tur"), ("uk", "ukr"),
    ("ur", "urd"), ("uz", "uzb"), ("vi", "vie"), ("zh", "zho"),
];

/// Media type of a format, by its name in the list of formats.
pub(super) fn media_type(format: &str) -> Option<&'static str> {
    Some(match format {
        "text" => "text/plain",
        "html" => "text/html",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt" => "application/vnd.oasis.opendocument.text",
        "rtf" => "text/rtf",
        "mail" => "message/rfc822",
        _ => return None,
    })
}

/// The `status` of an occupancy, by the words that OpenSanctions uses. There is none for who was chosen and does not hold it yet.
pub(super) fn occupancy(status: TitleStatus) -> Option<&'static str> {
    match status {
        TitleStatus::Current | TitleStatus::Acting => Some("current"),
        TitleStatus::Former => Some("ended"),
        // Held at the time told of; whether still, nobody says.
        TitleStatus::Then => Some("unknown"),
        TitleStatus::Elect => None,
    }
}

/// Topics that a canonical office has in every state (`followthemoney/types/topic.py`). A minister may be one of a part of a state, so
/// that no level of government follows from it.
pub(super) fn topics(office: &str) -> &'static [&'static str] {
    match office.split('.').next().unwrap_or(office) {
        "head_of_state" | "monarch" => &["gov.national", "gov.head"],
        "deputy_head_of_state" => &["gov.national"],
        "head_of_government" => &["gov.national", "gov.head", "gov.executive"],
        "deputy_head_of_government"
        | "minister"
        | "minister_without_portfolio"
        | "minister_of_state"
        | "deputy_minister" => &["gov.executive"],
        "permanent_secretary" => &["gov.admin"],
        "head_of_international_organisation" | "deputy_head_of_international_organisation" => {
            &["gov.igo"]
        }
        "speaker_of_parliament"
        | "deputy_speaker_of_parliament"
        | "member_of_parliament"
        | "parliamentary_group_leader" => &["gov.legislative"],
        "head_of_regional_government" => &["gov.state", "gov.executive"],
        "mayor" | "deputy_mayor" => &["gov.muni"],
        "chief_of_defence" | "military_commander" => &["mil", "gov.security"],
        "police_chief" | "intelligence_chief" => &["gov.security"],
        "chief_justice" | "judge" => &["gov.judicial"],
        "central_bank_governor" | "deputy_central_bank_governor" => &["gov.financial"],
        "religious_leader" => &["gov.religion"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::{country, language, topics};

    #[test]
    fn countries_are_those_of_the_list() {
        for (ours, theirs) in [
            ("VNM", Some("vn")),
            ("XKX", Some("xk")),
            ("GBR", Some("gb")),
            ("SUN", Some("suhh")),
            ("ANT", None),
            ("ZZZ", None),
        ] {
            assert_eq!(country(ours).as_deref(), theirs, "{ours}");
        }
    }

    #[test]
    fn languages_have_three_letters() {
        for (ours, theirs) in [
            ("en", Some("eng")),
            ("zh-Hant", Some("zho")),
            ("nb", Some("nor")),
            ("eu", None),
            ("und", None),
        ] {
            assert_eq!(language(ours), theirs, "{ours}");
        }
    }

    #[test]
    fn portfolios_do_not_count() {
        assert_eq!(topics("minister.interior"), ["gov.executive"]);
        assert!(topics("athlete").is_empty());
    }
}
