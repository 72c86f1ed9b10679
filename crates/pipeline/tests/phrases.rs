//! Person phrases, one mechanism a row: who is listed, with which titles and state.

use rostra_document::Document;
use rostra_pipeline::{Pipeline, PipelineConfig};

/// Language, text, and people as `name: title; title [STATE]`, `-` where no state is told.
const CASES: &[(&str, &str, &[&str])] = &[
    // The head of a title gives way to a state's name that begins inside it.
    (
        "fr",
        "Madame Awa Durand, Présidente de la République du Niger, a ouvert la séance.",
        &["Awa Durand: Présidente [NER]"],
    ),
    // An appointment reaches its person over what stands between.
    (
        "fr",
        "Monsieur Jean MERCIER, Magistrat, matricule de solde 12, est nommé Directeur général de la \
         Justice.",
        &["Jean MERCIER: Magistrat; Directeur général de la Justice [-]"],
    ),
    // Each further portfolio repeats the preposition of the first.
    (
        "fr",
        "Madame Claire VIDAL : Secrétaire d'État à la culture, aux sports et au patrimoine",
        &["Claire VIDAL: Secrétaire d'État à la culture, aux sports et au patrimoine [-]"],
    ),
    // Where titles stand first, an article after a comma opens the next person's.
    (
        "fr",
        "Les sénateurs Paul Bernard, Luc Moreau, le maire et président du conseil régional Jean \
         Petit ont participé à la réunion.",
        &[
            "Paul Bernard: sénateurs [-]",
            "Luc Moreau: sénateurs [-]",
            "Jean Petit: maire; président du conseil régional [-]",
        ],
    ),
    // An envoy to a body of no state acts for the state.
    (
        "fr",
        "Paul Bernard, représentant permanent de la Belgique auprès de l'UNESCO, a déclaré.",
        &["Paul Bernard: représentant permanent ... auprès de l'UNESCO [BEL]"],
    ),
    // Capitals after a first name mark a family name that is also a word.
    (
        "fr",
        "Monsieur Alain SALLE : Ministre de la Justice",
        &["Alain SALLE: Ministre de la Justice [-]"],
    ),
    // Neither an opening preposition nor a capitalised article begins a name.
    (
        "fr",
        "Par décret, le Président Jean Mercier a dissous la commission. La Fin de la session est \
         proche.",
        &["Jean Mercier: Président [-]"],
    ),
    // States, places and labels of the Romance languages.
    (
        "es",
        "El presidente de la República Argentina, Juan Manuel Santos, se reunió con Alberto Funes, alcalde de Sevilla, y el ministro de Salud de Estados Unidos, Santiago Ruiz.",
        &[
            "Juan Manuel Santos: presidente [ARG]",
            "Alberto Funes: alcalde de Sevilla [ESP]",
            "Santiago Ruiz: ministro de Salud [USA]",
        ],
    ),
    (
        "es",
        "Saludo al presidente Lula, del Brasil; al senador Luis Pardo, presidente de la Comisión de Salud de la Cámara de Senadores de Chile.",
        &[
            "Lula: presidente [BRA]",
            "Luis Pardo: senador; presidente de la Comisión de Salud de la Cámara de Senadores [CHL]",
        ],
    ),
    (
        "es",
        "México, 3 de mayo. El exministro de Salud, Juan Pérez, y el rector José Narro Robles asistieron.",
        &[
            "Juan Pérez: ministro de Salud [MEX]",
            "José Narro Robles: rector [MEX]",
        ],
    ),
    (
        "pt",
        "Participaram os governadores Ana Silva (PT-BA), Rui Sousa (PSDB-MG) e Carlos Prado.",
        &[
            "Ana Silva: governadores [BRA]",
            "Rui Sousa: governadores [BRA]",
            "Carlos Prado: governadores [BRA]",
        ],
    ),
    (
        "pt",
        "Participaram os ministros Rui Sousa (Fazenda) e Ana Lima (Saúde) e o secretário-geral da Organização das Nações Unidas (ONU), Jorge Prado.",
        &[
            "Rui Sousa: ministros ... Fazenda [-]",
            "Ana Lima: ministros ... Saúde [-]",
            "Jorge Prado: secretário-geral da Organização das Nações Unidas [-]",
        ],
    ),
    (
        "it",
        "Il ministro dell'Università e della Ricerca, Carlo Ferri, è intervenuto a Torino.",
        &["Carlo Ferri: ministro dell'Università e della Ricerca [ITA]"],
    ),
    // Where nothing has a capital, ordinary words, suffixes and verbs end a name.
    (
        "ar",
        "أكد وزير الصحة خالد العتيبي استكمال المشروع، وأمين العاصمة هاني بوعزيز ستزور وفوده المدينة.",
        &[
            "خالد العتيبي: وزير الصحة [-]",
            "هاني بوعزيز: أمين العاصمة [-]",
        ],
    ),
    // A style after a comma opens the phrase of the next person.
    (
        "ar",
        "حضر اللقاء سمو الأمير فارس بن نايف وزير الداخلية، ومعالي وزير الدولة عضو مجلس الوزراء الدكتور \
         مساعد الهزاني.",
        &[
            "فارس بن نايف: وزير الداخلية [-]",
            "مساعد الهزاني: وزير الدولة; عضو مجلس الوزراء [-]",
        ],
    ),
    // After the father's name stands the family's, whatever else the word is.
    (
        "ar",
        "استقبل مدير المركز نزار بن عبيد مدني وفد المنظمة.",
        &["نزار بن عبيد مدني: مدير المركز [-]"],
    ),
    // An office of several nouns needs no complement before the next.
    (
        "fr",
        "Le Garde des Sceaux, ministre de la Justice, Ousmane Ndiaye, a pris la parole à Dakar.",
        &["Ousmane Ndiaye: Garde des Sceaux; ministre de la Justice [SEN]"],
    ),
    // After a name and a comma the proper name of a group runs to the end of the phrase.
    (
        "fr",
        "Au Sénégal, Awa Mbow, présidente du groupe parlementaire Takku Wallu (TW), a voté le texte.",
        &["Awa Mbow: présidente du groupe parlementaire Takku Wallu [SEN]"],
    ),
    // What a minister is for is a portfolio, though a body is called so.
    (
        "fr",
        "Solange Perrault, ministre déléguée chargée de la Francophonie, est arrivée à Paris.",
        &["Solange Perrault: ministre déléguée chargée de la Francophonie [FRA]"],
    ),
];

/// The same for English, whose words are often two things at once.
const ENGLISH: &[(&str, &[&str])] = &[
    // First names that are months, verbs, adjectives and states.
    (
        "Will Harding, Congressman, and May Tolliver, Minister of Culture, attended with April Jones, \
         Minister of Health.",
        &[
            "Will Harding: Congressman [-]",
            "May Tolliver: Minister of Culture [-]",
            "April Jones: Minister of Health [-]",
        ],
    ),
    (
        "World Bank CEO German Serov met Mayor India Harding in Ohio.",
        &[
            "German Serov: World Bank CEO [-]",
            "India Harding: Mayor [USA]",
        ],
    ),
    // A month after a first name, but no date.
    (
        "Prime Minister Kevin March said so in London.",
        &["Kevin March: Prime Minister [GBR]"],
    ),
    // Post-nominals, with their field.
    (
        "The Rt Hon Daniel Harding MP, Secretary of State for Transport of the United Kingdom, said so. Anna Berg, DSc in \
         Physics, Rector of Nordland University, agreed.",
        &[
            "Daniel Harding: Secretary of State for Transport [GBR]",
            "Anna Berg: Rector of Nordland University [-]",
        ],
    ),
    // Nicknames within a name.
    (
        "Defense Minister Benjamin “Benny” Harding of Israel attended.",
        &["Benjamin “Benny” Harding: Defense Minister [ISR]"],
    ),
    // Two chiefs, the first without a name.
    (
        "Vice President Anna Berg welcomed President Luis Prado of Chile. The Vice President and \
         President Prado discussed trade.",
        &[
            "Anna Berg: Vice President [USA]",
            "Luis Prado: President [CHL]",
        ],
    ),
    // An office of somebody else takes the name that has something.
    (
        "Statement by the Spokesperson on National Security Advisor Anna Berg’s Meeting with Foreign \
         Minister Luis Prado of Chile",
        &[
            "Anna Berg: National Security Advisor [USA]",
            "Luis Prado: Foreign Minister [CHL]",
        ],
    ),
    // The capacity in which the subject acts.
    (
        "Senior Minister Anna Berg of Norway will lead the talks on the basin in her capacity as both \
         the Head of Delegation and Co-Chair of the Water Commission.",
        &["Anna Berg: Senior Minister; Head of Delegation; Co-Chair of the Water Commission [NOR]"],
    ),
    // Towns that no table knows.
    (
        "Springfield Mayor Anna Berg and Texas Governor Luis Prado met.",
        &[
            "Anna Berg: Springfield Mayor [USA]",
            "Luis Prado: Texas Governor [USA]",
        ],
    ),
];

#[test]
fn english_phrases_give_their_people() {
    for (text, expected) in ENGLISH {
        assert_eq!(people("en", text), *expected, "{text}");
    }
}

fn people(language: &str, text: &str) -> Vec<String> {
    let document = Document::of_text("t", language, text);
    let pipeline = Pipeline::new(PipelineConfig::default()).expect("the default holds");
    let extraction = pipeline.extract(&document).expect("it is read");
    let shown = extraction.people.iter().map(|person| {
        let titles: Vec<&str> = person.titles.iter().map(|t| t.text.as_str()).collect();
        let state = person.country.as_deref().unwrap_or("-");
        format!("{}: {} [{state}]", person.name, titles.join("; "))
    });
    shown.collect()
}

#[test]
fn phrases_give_their_people() {
    for (language, text, expected) in CASES {
        assert_eq!(people(language, text), *expected, "{text}");
    }
}
