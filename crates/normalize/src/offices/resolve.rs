//! From the words of a title to a code.

use rostra_lexicon::pack::HeadPosition;

use super::lookup::{Found, OfficeWords, Stems};
use super::scheme::{deputy_of, is_code};

/// What is known of a title beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Holder<'h> {
    /// Lemma of the title's head noun.
    pub head: &'h str,
    /// ISO 3166-1 alpha-3 of the state that the person acts for.
    pub country: Option<&'h str>,
    /// The title or the person names a body that is not a state organ.
    pub organised: bool,
    /// That body is an international organisation.
    pub international: bool,
}

/// The code of the office that `text` names, or `None` where the words do not decide.
#[must_use]
pub fn office(words: &OfficeWords, text: &str, holder: Holder<'_>) -> Option<String> {
    let title = Title::read(words, text, holder)?;
    let code = title.code()?;
    is_code(&code).then_some(code)
}

/// A title taken apart.
struct Title<'w> {
    words: &'w OfficeWords,
    stems: Stems,
    /// Tokens of the head phrase and its family.
    head: Found<'w>,
    /// Portfolios, in the order of the text; they may stand within the head phrase (`foreign
    /// secretary`).
    portfolios: Vec<Found<'w>>,
    /// Bodies outside the head phrase, in the order of the text.
    bodies: Vec<Found<'w>>,
    /// The head phrase says itself that it is a state's: `president of the republic`.
    spelt_out: bool,
    holder: Holder<'w>,
}

impl<'w> Title<'w> {
    fn read(words: &'w OfficeWords, text: &str, holder: Holder<'w>) -> Option<Self> {
        let stems = words.stems(text);
        let families = words.families(&stems);
        let head = head_phrase(words, &stems, &families, holder.head)?;
        let head = deputised(words, &stems, &families, head);
        let portfolios = words.portfolios(&stems);
        let mut bodies = words.bodies(&stems);
        let within = |f: &Found| head.start <= f.start && f.end <= head.end;
        let state = |f: &Found| match f.key {
            "head_of_state" => f.end > f.start + 1,
            key => key == "state",
        };
        let spelt_out = bodies
            .iter()
            .chain(&families)
            .any(|f| within(f) && state(f));
        bodies.retain(|f| f.end <= head.start || head.end <= f.start);
        Some(Self {
            words,
            stems,
            head,
            portfolios,
            bodies,
            spelt_out,
            holder,
        })
    }

    fn code(&self) -> Option<String> {
        match self.head.key {
            "minister" => self.minister(),
            "deputy_minister" => Some(self.with_portfolio("deputy_minister")),
            "secretary_of_state" => Some(self.with_portfolio("secretary_of_state")),
            "state_secretary" => Some(self.state_secretary()),
            "secretary" => self.secretary(),
            "head_of_state" | "deputy_head_of_state" => self.president().map(str::to_owned),
            "leader"
            | "deputy_leader"
            | "secretary_general"
            | "deputy_secretary_general"
            | "member" => self.of_body(self.head.key, self.body()?).map(str::to_owned),
            "governor" | "deputy_governor" => Some(self.governor().to_owned()),
            code => Some(self.refined(code).to_owned()),
        }
    }

    fn portfolio(&self) -> Option<&'w str> {
        self.portfolios.first().map(|f| f.key)
    }

    fn with_portfolio(&self, family: &str) -> String {
        match self.portfolio() {
            Some(portfolio) => format!("{family}.{portfolio}"),
            None => family.to_owned(),
        }
    }

    fn minister(&self) -> Option<String> {
        if self.portfolio().is_none() && self.names("party") {
            return Some("party_official".to_owned());
        }
        Some(format!("minister.{}", self.portfolio()?))
    }

    /// The United States' minister of foreign affairs and the United Kingdom's ministers are
    /// called so; elsewhere the office is a junior one.
    fn state_secretary(&self) -> String {
        match (self.holder.country, self.portfolio()) {
            (Some("USA"), None) => "minister.foreign_affairs".to_owned(),
            (Some("GBR"), Some(portfolio)) => format!("minister.{portfolio}"),
            _ => self.with_portfolio("secretary_of_state"),
        }
    }

    fn secretary(&self) -> Option<String> {
        match self.body() {
            Some("party") => Some("party_official".to_owned()),
            Some("security_council") => Some("security_council_secretary".to_owned()),
            Some(_) => None,
            None => Some(format!("minister.{}", self.portfolio()?)),
        }
    }

    fn governor(&self) -> &'static str {
        match (self.names("central_bank"), self.head.key) {
            (true, "governor") => "central_bank_governor",
            (true, _) => "deputy_central_bank_governor",
            (false, "governor") => "governor",
            (false, _) => "deputy_governor",
        }
    }

    /// A president is a state's where the person acts for one, no other body is named and nothing
    /// unknown is left.
    fn president(&self) -> Option<&'static str> {
        let deputy = self.head.key == "deputy_head_of_state";
        if let Some(body) = self.body() {
            return self.of_body(if deputy { "deputy_leader" } else { "leader" }, body);
        }
        let stateful = self.holder.country.is_some() || self.spelt_out;
        let bare = stateful && !self.holder.organised && self.only_fillers();
        bare.then_some(if deputy {
            "deputy_head_of_state"
        } else {
            "head_of_state"
        })
    }

    fn only_fillers(&self) -> bool {
        let outside = |at: &usize| !(self.head.start..self.head.end).contains(at);
        let mut rest = (0..self.stems.len()).filter(outside);
        rest.all(|at| {
            self.stems
                .get(at)
                .is_none_or(|stem| self.words.is_filler(stem))
        })
    }

    fn names(&self, body: &str) -> bool {
        self.bodies.iter().any(|f| f.key == body)
    }

    /// The body whose head or member it is: a parliament's committee before the parliament, else
    /// the nearest on the side where complements stand.
    fn body(&self) -> Option<&'w str> {
        if self.holder.international {
            return Some("international");
        }
        let committee = self.bodies.iter().find(|f| f.key == "committee");
        if committee.is_some_and(|f| self.names("parliament") || f.end - f.start > 1) {
            return Some("committee");
        }
        let before = || self.bodies.iter().rfind(|f| f.end <= self.head.start);
        let after = || self.bodies.iter().find(|f| f.start >= self.head.end);
        let nearest = match self.words.head_position() {
            HeadPosition::Last => before().or_else(after),
            HeadPosition::First | HeadPosition::Both => after().or_else(before),
        };
        // Any body may have committees.
        nearest.map(|f| f.key).filter(|key| *key != "committee")
    }

    /// An office of many bodies, by the body that the title names.
    fn refined(&self, family: &'w str) -> &'w str {
        let Some(body) = self.body() else {
            return family;
        };
        let known = match (family, body) {
            ("director_general" | "head_of_company", "international" | "company") => head_of(body),
            ("head_of_company", "association" | "university") => head_of(body),
            ("director" | "director_general" | "head_of_agency", "intelligence" | "police") => {
                head_of(body)
            }
            ("deputy_director_general", "international") => {
                Some("deputy_head_of_international_organisation")
            }
            _ => None,
        };
        known.unwrap_or(family)
    }

    fn of_body(&self, family: &str, body: &str) -> Option<&'static str> {
        if body == "parliament" && (self.names("region") || self.names("city")) {
            return None;
        }
        match family {
            "leader" => head_of(body),
            "secretary_general" => general_secretary_of(body),
            "deputy_leader" => head_of(body).and_then(deputy_head_of),
            "deputy_secretary_general" => general_secretary_of(body).and_then(deputy_head_of),
            _ => member_of(body),
        }
    }
}

/// The head phrase: the longest over the head noun; without one, by where the language puts heads.
fn head_phrase<'w>(
    words: &OfficeWords,
    stems: &Stems,
    families: &[Found<'w>],
    lemma: &str,
) -> Option<Found<'w>> {
    let last = words.head_position() == HeadPosition::Last;
    let noun = words.stems(lemma);
    let starts = (0..stems.len()).filter(|&at| {
        !noun.is_empty() && stems.get(at..).is_some_and(|rest| rest.starts_with(&noun))
    });
    let at = if last { starts.max() } else { starts.min() };
    let over = |f: &&Found<'w>| at.is_some_and(|at| f.start < at + noun.len() && at < f.end);
    let longest = families
        .iter()
        .rev()
        .filter(over)
        .max_by_key(|f| f.end - f.start);
    let fallback = || match words.head_position() {
        HeadPosition::Last => families.iter().max_by_key(|f| (f.end, f.end - f.start)),
        HeadPosition::First => families.first(),
        HeadPosition::Both => families.iter().rev().max_by_key(|f| f.end - f.start),
    };
    longest.or_else(fallback).cloned()
}

/// `deputy` turns the family beside it into its deputy, fillers between them allowed.
fn deputised<'w>(
    words: &OfficeWords,
    stems: &Stems,
    families: &[Found<'w>],
    head: Found<'w>,
) -> Found<'w> {
    let near = |left: &Found<'w>, right: &Found<'w>| {
        left.end <= right.start
            && stems
                .get(left.end..right.start)
                .is_some_and(|gap| gap.iter().all(|s| words.is_filler(s)))
    };
    // `deputy speaker` begins before the longer `speaker of parliament`.
    let over = |f: &&Found<'w>| f.start < head.start && head.start < f.end;
    let own = families
        .iter()
        .filter(over)
        .find(|f| deputy_of(head.key) == Some(f.key));
    if let Some(own) = own {
        return Found {
            start: own.start,
            end: head.end,
            key: own.key,
        };
    }
    let is_deputy = |f: &&Found<'w>| f.key == "deputy";
    let (deputy, of) = if is_deputy(&&head) {
        (
            Some(head.clone()),
            families.iter().find(|f| !is_deputy(f) && near(&head, f)),
        )
    } else {
        let deputy = families.iter().find(|f| is_deputy(f) && near(f, &head));
        (deputy.cloned(), Some(&head))
    };
    let (Some(deputy), Some(of)) = (deputy, of) else {
        return head;
    };
    match deputy_of(of.key) {
        Some(key) => Found {
            start: deputy.start,
            end: of.end,
            key,
        },
        None => Found {
            start: deputy.start,
            end: of.end,
            key: "deputy",
        },
    }
}

fn head_of(body: &str) -> Option<&'static str> {
    Some(match body {
        "state" => "head_of_state",
        "government" => "head_of_government",
        "parliament" => "speaker_of_parliament",
        "committee" => "committee_chair",
        "party" => "party_leader",
        "parliamentary_group" => "parliamentary_group_leader",
        "agency" => "head_of_agency",
        "department" => "director",
        "police" => "police_chief",
        "armed_forces" => "military_commander",
        "intelligence" => "intelligence_chief",
        "supreme_court" => "chief_justice",
        "court" => "judge",
        "central_bank" => "central_bank_governor",
        "presidency" => "chief_of_staff",
        "international" => "head_of_international_organisation",
        "university" => "rector",
        "company" => "head_of_company",
        "association" => "head_of_ngo",
        "region" => "governor",
        "religion" => "religious_leader",
        _ => return None,
    })
}

fn deputy_head_of(head: &str) -> Option<&'static str> {
    match head {
        "head_of_company" => Some("company_officer"),
        other => deputy_of(other),
    }
}

fn general_secretary_of(body: &str) -> Option<&'static str> {
    Some(match body {
        "party" => "party_leader",
        "international" => "head_of_international_organisation",
        "government" | "presidency" => "secretary_general_of_government",
        "security_council" => "security_council_secretary",
        _ => return None,
    })
}

fn member_of(body: &str) -> Option<&'static str> {
    Some(match body {
        "parliament" => "member_of_parliament",
        "party" => "party_official",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Holder, office};
    use crate::offices::OfficeWords;

    #[track_caller]
    fn check(language: &str, cases: &[(&str, &str, &str)]) {
        let words = OfficeWords::of(language).expect("the language has a pack");
        let mut wrong = Vec::new();
        for &(text, head, expected) in cases {
            let holder = Holder {
                head,
                country: Some("XXX"),
                ..Holder::default()
            };
            let code = office(words, text, holder).unwrap_or_default();
            if code != expected {
                wrong.push(format!("{text}: {code:?}, not {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn english() {
        check(
            "en",
            &[
                ("President", "president", "head_of_state"),
                ("Vice President", "president", "deputy_head_of_state"),
                (
                    "President of the Senate",
                    "president",
                    "speaker_of_parliament",
                ),
                ("President of the Acme Widget Trust", "president", ""),
                (
                    "Vice President of Cambodian People’s Party",
                    "president",
                    "deputy_party_leader",
                ),
                ("Prime Minister", "prime minister", "head_of_government"),
                (
                    "Deputy Prime Minister",
                    "prime minister",
                    "deputy_head_of_government",
                ),
                (
                    "Minister of Public Security",
                    "minister",
                    "minister.public_security",
                ),
                ("Foreign Minister", "minister", "minister.foreign_affairs"),
                ("Home Secretary", "secretary", "minister.interior"),
                (
                    "Minister of Foreign Affairs and International Cooperation",
                    "minister",
                    "minister.foreign_affairs",
                ),
                (
                    "Deputy Minister of Defence",
                    "minister",
                    "deputy_minister.defence",
                ),
                (
                    "First Deputy Minister of Internal Affairs",
                    "minister",
                    "deputy_minister.interior",
                ),
                ("Minister", "minister", ""),
                ("Ambassador ... to China", "ambassador", "ambassador"),
                (
                    "Spokesperson of the Foreign Ministry",
                    "spokesperson",
                    "spokesperson",
                ),
                ("Governor of Jiangsu Province", "governor", "governor"),
                (
                    "Governor of the Central Bank",
                    "governor",
                    "central_bank_governor",
                ),
                ("Assistant to the President", "assistant", "adviser"),
                (
                    "Member of the National Assembly",
                    "member",
                    "member_of_parliament",
                ),
                (
                    "Member of the Politburo of the CPV Central Committee",
                    "member",
                    "party_official",
                ),
                ("Head of Delegation", "head", ""),
                ("", "", ""),
            ],
        );
    }

    #[test]
    fn chinese() {
        check(
            "zh",
            &[
                ("国家主席", "主席", "head_of_state"),
                ("公安部部长", "部长", "minister.public_security"),
                ("外交部副部长", "副部长", "deputy_minister.foreign_affairs"),
                ("外交部发言人", "发言人", "spokesperson"),
                ("国务院副总理", "副总理", "deputy_head_of_government"),
                ("国务委员", "国务委员", "state_councillor"),
                ("江苏省省长", "省长", "governor"),
                ("驻华大使", "大使", "ambassador"),
                ("全国人大常委会委员长", "委员长", "speaker_of_parliament"),
            ],
        );
    }

    #[test]
    fn other_languages() {
        check(
            "fr",
            &[
                ("ministre des Armées", "ministre", "minister.defence"),
                ("président de la République", "président", "head_of_state"),
                (
                    "Secrétaire d'État à la Culture",
                    "secrétaire d'état",
                    "secretary_of_state.culture",
                ),
                (
                    "Porte-parole du gouvernement",
                    "porte parole",
                    "spokesperson",
                ),
            ],
        );
        check(
            "es",
            &[
                (
                    "ministro de Relaciones Exteriores",
                    "ministro",
                    "minister.foreign_affairs",
                ),
                ("presidenta", "presidente", "head_of_state"),
                (
                    "presidente de la Cámara de Diputados",
                    "presidente",
                    "speaker_of_parliament",
                ),
            ],
        );
        check(
            "de",
            &[
                (
                    "Außenministerin",
                    "außenminister",
                    "minister.foreign_affairs",
                ),
                (
                    "Bundesminister der Verteidigung",
                    "bundesminister",
                    "minister.defence",
                ),
                ("Bundespräsident", "bundespräsident", "head_of_state"),
                ("Regierungssprecher", "sprecher", "spokesperson"),
            ],
        );
        check(
            "ru",
            &[
                (
                    "заместитель Министра обороны",
                    "заместитель",
                    "deputy_minister.defence",
                ),
                (
                    "Председатель Государственной Думы",
                    "председатель",
                    "speaker_of_parliament",
                ),
                (
                    "директор Федеральной службы безопасности",
                    "директор",
                    "intelligence_chief",
                ),
                (
                    "первый заместитель Председателя Центрального банка",
                    "заместитель",
                    "deputy_central_bank_governor",
                ),
            ],
        );
        check(
            "ar",
            &[
                ("الرئيس", "رئيس", "head_of_state"),
                (
                    "نائب رئيس مجلس الوزراء",
                    "نائب",
                    "deputy_head_of_government",
                ),
                ("وزير الخارجية", "وزير", "minister.foreign_affairs"),
                ("رئيس مجلس النواب", "رئيس", "speaker_of_parliament"),
                ("سفير ... لدى المملكة", "سفير", "ambassador"),
            ],
        );
    }

    #[test]
    fn bodies_of_the_world_and_states_decide() {
        let words = OfficeWords::of("en").expect("English has a pack");
        let international = Holder {
            organised: true,
            international: true,
            ..Holder::default()
        };
        let usa = Holder {
            country: Some("USA"),
            ..Holder::default()
        };
        for (text, holder, expected) in [
            (
                "President of INTERPOL",
                international,
                Some("head_of_international_organisation"),
            ),
            (
                "Secretary-General",
                international,
                Some("head_of_international_organisation"),
            ),
            (
                "Deputy Secretary-General",
                international,
                Some("deputy_head_of_international_organisation"),
            ),
            ("Secretary of State", usa, Some("minister.foreign_affairs")),
            ("Secretary of Defense", usa, Some("minister.defence")),
            (
                "President",
                Holder {
                    organised: true,
                    ..Holder::default()
                },
                None,
            ),
        ] {
            assert_eq!(office(words, text, holder).as_deref(), expected, "{text}");
        }
    }
}
