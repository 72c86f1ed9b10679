//! The codes that exist.

/// Families of office, codes by themselves except `minister`.
pub const FAMILIES: &[&str] = &[
    "head_of_state",
    "deputy_head_of_state",
    "monarch",
    "crown_prince",
    "spouse_of_head_of_state",
    "head_of_government",
    "deputy_head_of_government",
    "minister",
    "minister_without_portfolio",
    "minister_of_state",
    "deputy_minister",
    "secretary_of_state",
    "permanent_secretary",
    "state_councillor",
    "secretary_general_of_government",
    "chief_of_staff",
    "adviser",
    "national_security_adviser",
    "security_council_secretary",
    "spokesperson",
    "head_of_agency",
    "deputy_head_of_agency",
    "director_general",
    "deputy_director_general",
    "director",
    "deputy_director",
    "ambassador",
    "permanent_representative",
    "charge_d_affaires",
    "consul_general",
    "consul",
    "special_envoy",
    "diplomat",
    "head_of_international_organisation",
    "deputy_head_of_international_organisation",
    "european_commissioner",
    "speaker_of_parliament",
    "deputy_speaker_of_parliament",
    "member_of_parliament",
    "parliamentary_group_leader",
    "committee_chair",
    "party_leader",
    "deputy_party_leader",
    "party_official",
    "governor",
    "deputy_governor",
    "head_of_regional_government",
    "prefect",
    "mayor",
    "deputy_mayor",
    "councillor",
    "chief_of_defence",
    "military_commander",
    "police_chief",
    "intelligence_chief",
    "chief_justice",
    "judge",
    "prosecutor_general",
    "prosecutor",
    "ombudsman",
    "lawyer",
    "central_bank_governor",
    "deputy_central_bank_governor",
    "rector",
    "academic",
    "head_of_company",
    "company_officer",
    "head_of_ngo",
    "journalist",
    "religious_leader",
    "artist",
    "athlete",
    "physician",
];

/// Keys of `[offices.heads]` that only a body turns into a code.
pub const AUXILIARY: &[&str] = &[
    "leader",
    "deputy_leader",
    "secretary_general",
    "deputy_secretary_general",
    "secretary",
    "state_secretary",
    "member",
    "deputy",
];

/// What ministers are in charge of.
pub const PORTFOLIOS: &[&str] = &[
    "interior",
    "foreign_affairs",
    "defence",
    "finance",
    "economy",
    "trade",
    "justice",
    "public_security",
    "state_security",
    "education",
    "science",
    "health",
    "culture",
    "tourism",
    "sport",
    "youth",
    "women",
    "family",
    "social_affairs",
    "labour",
    "agriculture",
    "fisheries",
    "forestry",
    "environment",
    "climate",
    "energy",
    "water",
    "mining",
    "industry",
    "transport",
    "infrastructure",
    "housing",
    "communications",
    "digital",
    "information",
    "planning",
    "local_government",
    "religious_affairs",
    "emergency",
    "immigration",
    "european_affairs",
    "development_cooperation",
    "parliamentary_affairs",
    "veterans",
    "space",
    "public_administration",
    "human_rights",
    "minorities",
    "consumer_affairs",
    "investment",
    "natural_resources",
];

/// Keys of `[offices.portfolios]` that tell whose president or member somebody is.
pub const BODIES: &[&str] = &[
    "state",
    "government",
    "parliament",
    "committee",
    "party",
    "parliamentary_group",
    "agency",
    "department",
    "police",
    "armed_forces",
    "intelligence",
    "supreme_court",
    "court",
    "central_bank",
    "presidency",
    "security_council",
    "international",
    "university",
    "company",
    "association",
    "region",
    "city",
    "religion",
];

/// Families that take a portfolio.
pub const WITH_PORTFOLIO: &[&str] = &["minister", "deputy_minister", "secretary_of_state"];

/// Whether `code` may stand in `titles[].office`.
#[must_use]
pub fn is_code(code: &str) -> bool {
    match code.split_once('.') {
        Some((family, portfolio)) => {
            WITH_PORTFOLIO.contains(&family) && PORTFOLIOS.contains(&portfolio)
        }
        None => code != "minister" && FAMILIES.contains(&code),
    }
}

/// The deputy of a family, where there is one in the scheme.
#[must_use]
pub fn deputy_of(family: &str) -> Option<&'static str> {
    Some(match family {
        "head_of_state" => "deputy_head_of_state",
        "head_of_government" => "deputy_head_of_government",
        "minister" => "deputy_minister",
        "leader" => "deputy_leader",
        "secretary_general" => "deputy_secretary_general",
        "speaker_of_parliament" => "deputy_speaker_of_parliament",
        "governor" => "deputy_governor",
        "mayor" => "deputy_mayor",
        "director" => "deputy_director",
        "director_general" => "deputy_director_general",
        "head_of_agency" => "deputy_head_of_agency",
        "party_leader" => "deputy_party_leader",
        "central_bank_governor" => "deputy_central_bank_governor",
        "head_of_international_organisation" => "deputy_head_of_international_organisation",
        "spokesperson" => "spokesperson",
        "secretary_of_state" => "secretary_of_state",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("../../../../docs/offices.md");

    #[test]
    fn the_page_lists_every_code() {
        let lists = [FAMILIES, AUXILIARY, PORTFOLIOS, BODIES];
        for code in lists.into_iter().flatten() {
            assert!(
                PAGE.contains(&format!("`{code}`")),
                "docs/offices.md lacks {code}"
            );
        }
        let rows = PAGE
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        for code in rows {
            assert!(
                lists.iter().any(|list| list.contains(&code)),
                "unknown code {code}"
            );
        }
    }

    #[test]
    fn packs_use_known_codes() {
        for tag in rostra_lexicon::languages() {
            let offices = &rostra_lexicon::pack(tag)
                .expect("it is listed")
                .source
                .offices;
            for key in offices.heads.keys() {
                let key = key.as_str();
                assert!(
                    FAMILIES.contains(&key) || AUXILIARY.contains(&key),
                    "{tag}: {key}"
                );
            }
            for key in offices.portfolios.keys() {
                let key = key.as_str();
                assert!(
                    PORTFOLIOS.contains(&key) || BODIES.contains(&key),
                    "{tag}: {key}"
                );
            }
        }
    }

    #[test]
    fn a_minister_needs_a_portfolio() {
        assert!(is_code("minister.interior"));
        assert!(is_code("deputy_minister"));
        assert!(!is_code("minister"));
        assert!(!is_code("ambassador.interior"));
        assert!(!is_code("leader"));
    }
}
