//! What the trained model changes of what the grammar reads, one case a row.

use rostra_document::Document;
use rostra_pipeline::{Pipeline, PipelineConfig};

/// Language, text, and people as `name: title; title` by the grammar alone and with the model.
struct Case {
    lang: &'static str,
    text: &'static str,
    grammar: &'static [&'static str],
    both: &'static [&'static str],
}

const CASES: &[Case] = &[
    // Words that no pack knows belong to the title.
    Case {
        lang: "tr",
        text: "Kıyı Verileri Kurumu Başkanı Sevinç Karaoğlan, Moldova Ulaştırma Bakanı Andrei Spînu ile görüştü.",
        grammar: &[
            "Sevinç Karaoğlan: Kurumu Başkanı",
            "Andrei Spînu: Ulaştırma Bakanı",
        ],
        both: &[
            "Sevinç Karaoğlan: Kıyı Verileri Kurumu Başkanı",
            "Andrei Spînu: Ulaştırma Bakanı",
        ],
    },
    // With its title whole, the next office is the next person's.
    Case {
        lang: "ar",
        text: "استقبل وكيل وزارة المالية والاقتصاد الوطني فهد بن سعد الدوسري رئيس جامعة مؤتة الدكتورة ليلى العبيدات.",
        grammar: &["فهد بن سعد الدوسري: رئيس جامعة"],
        both: &[
            "فهد بن سعد الدوسري: وكيل وزارة المالية والاقتصاد الوطني",
            "ليلى العبيدات: رئيس جامعة مؤتة",
        ],
    },
    // A noun of the language is nobody.
    Case {
        lang: "de",
        text: "Klimaanpassung: Länderminister einigen sich",
        grammar: &["Klimaanpassung: Länderminister"],
        both: &[],
    },
    // What the grammar reads rightly stays as it is.
    Case {
        lang: "en",
        text: "Speeches were delivered by H.E. Vilay Keomany, Minister of Public Security of Laos, and Dr. Ana Prado, President of INTERPOL.",
        grammar: &[
            "Vilay Keomany: Minister of Public Security",
            "Ana Prado: President of INTERPOL",
        ],
        both: &[
            "Vilay Keomany: Minister of Public Security",
            "Ana Prado: President of INTERPOL",
        ],
    },
];

fn people(pipeline: &Pipeline, case: &Case) -> Vec<String> {
    let document = Document::of_text("t", case.lang, case.text);
    let people = pipeline.extract(&document).expect("it is read").people;
    let said = people.iter().map(|person| {
        let titles: Vec<&str> = person.titles.iter().map(|t| t.text.as_str()).collect();
        format!("{}: {}", person.name, titles.join("; "))
    });
    said.collect()
}

#[test]
fn the_model_mends_what_the_grammar_reads() {
    let grammar = Pipeline::new(PipelineConfig::grammar_alone()).unwrap();
    let both = Pipeline::new(PipelineConfig::default()).unwrap();
    for case in CASES {
        assert_eq!(people(&grammar, case), case.grammar, "{}", case.text);
        assert_eq!(people(&both, case), case.both, "{}", case.text);
    }
}

#[test]
fn a_mention_tells_what_the_model_holds_of_it() {
    let pipeline = Pipeline::new(PipelineConfig::default()).unwrap();
    let text = "The Minister of Transport of Norway, Kari Solberg, opened the bridge.";
    let trace = pipeline.trace(&Document::of_text("t", "en", text)).unwrap();
    let name = trace
        .mentions
        .iter()
        .find(|m| m.range.of(text) == "Kari Solberg");
    let model = name.and_then(|name| name.model).unwrap();
    assert!(model > 0.9, "{model}");
    let evidence = &trace.relations.records.first().unwrap().evidence;
    assert!(evidence.iter().any(|e| e.rule == "model.name"));
}
