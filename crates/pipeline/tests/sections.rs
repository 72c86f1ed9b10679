//! Documents in several languages, and in languages without a pack, through the whole chain.

use rostra_document::{Document, Extraction, NormalizedRecord, Role};
use rostra_ingest::identify_parts;
use rostra_pipeline::{Pipeline, PipelineConfig};

/// What is made of `text`, its languages identified.
fn extract(text: &str) -> Extraction {
    let (language, sections) = identify_parts(text);
    let document = Document {
        sections,
        ..Document::of_text("t", language.as_str(), text)
    };
    let pipeline = Pipeline::new(PipelineConfig::default()).expect("the default holds");
    pipeline.extract(&document).expect("it is read")
}

fn titles(person: &NormalizedRecord) -> Vec<&str> {
    person
        .titles
        .iter()
        .map(|title| title.text.as_str())
        .collect()
}

/// Names, titles, country and number of mentions of each person.
fn said(text: &str) -> Vec<String> {
    let people = extract(text).people;
    let people = people.iter().map(|person| {
        let country = person.country.as_deref().unwrap_or("-");
        let titles = titles(person).join("; ");
        format!(
            "{}: {titles} ({country}) {}",
            person.name,
            person.mentions.len()
        )
    });
    people.collect()
}

#[test]
fn a_person_of_two_languages_is_one_record() {
    let cases: [(&str, &[&str]); 3] = [
        (
            "中国外交部部长王毅在北京会见法国总统马克龙。王毅表示，中方愿同法方加强合作，共同维护世界和平与稳定。\n\n\
             Foreign Minister of China Wang Yi met with the President of France Emmanuel Macron in Beijing. Wang Yi said that \
             China was ready to work together with France for peace and stability.",
            &[
                "王毅: 外交部部长; Foreign Minister (CHN) 4",
                "马克龙: 总统; President (FRA) 2",
            ],
        ),
        (
            "Le ministre des Transports de l'Italie, Marco Salvetti, a ouvert mardi à Genève la conférence des ports, et il a \
             annoncé la création d'un fonds commun.\n\n\
             The Minister of Transport of Italy, Marco Salvetti, opened the conference of the ports in Geneva on Tuesday, and \
             he announced a common fund. The Mayor of Lausanne, Peter Hallwyl, will host the next one.",
            &[
                "Marco Salvetti: ministre des Transports; Minister of Transport (ITA) 2",
                "Peter Hallwyl: Mayor of Lausanne (CHE) 1",
            ],
        ),
        (
            "Міністр закордонних справ України Дмитро Кулеба зустрівся у Кишиневі з послами, і сторони обговорили будівництво мосту.\n\n\
             Министр иностранных дел Украины Дмитрий Кулеба заявил, что строительство моста будет завершено в следующем году, и \
             он был рад этому.",
            &["Дмитро Кулеба: Міністр закордонних справ; Министр иностранных дел (UKR) 2"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn the_strongest_role_holds_and_offsets_are_of_the_whole_text() {
    let text = "Встреча министров\n\n\
                Министр иностранных дел Сергей Лавров встретился с министром иностранных дел Казахстана, и они обсудили повестку.\n\n\
                Foreign Minister Sergey Lavrov said that the talks had been useful, and that they would go on in the autumn.";
    let people = extract(text).people;
    let lavrov = people
        .iter()
        .find(|p| p.name == "Сергей Лавров")
        .expect("he is found");
    assert_eq!(lavrov.role, Role::Speaker);
    assert_eq!(
        people
            .iter()
            .filter(|p| p.name_latin.contains("Lavrov"))
            .count(),
        1
    );
    let letters: Vec<char> = text.chars().collect();
    for mention in &lavrov.mentions {
        let words: String = letters[mention.start..mention.end].iter().collect();
        assert!(
            ["Сергей Лавров", "Sergey Lavrov"].contains(&words.as_str()),
            "{words}"
        );
    }
    assert_eq!(lavrov.mentions.len(), 2);
}

#[test]
fn a_relative_finds_what_it_can_and_is_less_sure() {
    let text = "Perdana Menteri Malaysia Anwar Ibrahim telah mengadakan mesyuarat dengan Presiden Indonesia Prabowo Subianto, dan beliau \
                berkata kerajaan akan membantu rakyat. Lawatan itu adalah yang pertama bagi beliau.";
    let relative = extract(text);
    assert_eq!(relative.lang, "ms");
    let anwar = relative
        .people
        .iter()
        .find(|p| p.name == "Anwar Ibrahim")
        .expect("he is found");
    assert_eq!(
        (titles(anwar), anwar.country.as_deref()),
        (vec!["Perdana Menteri"], Some("MYS"))
    );
    let pipeline = Pipeline::new(PipelineConfig::default()).expect("the default holds");
    let own = pipeline
        .extract(&Document::of_text("t", "id", text))
        .expect("it is read");
    let same = own
        .people
        .iter()
        .find(|p| p.name == "Anwar Ibrahim")
        .expect("he is found");
    assert!(
        anwar.confidence < same.confidence,
        "{} {}",
        anwar.confidence,
        same.confidence
    );
}

#[test]
fn a_script_that_no_pack_reads_gives_nobody() {
    let text = "პრეზიდენტი შეხვდა საგარეო საქმეთა მინისტრს თბილისში.";
    let extraction = extract(text);
    assert_eq!(
        (extraction.lang.as_str(), extraction.people.len()),
        ("ka", 0)
    );
}
