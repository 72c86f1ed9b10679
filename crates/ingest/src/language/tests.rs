//! Texts of our own in many languages, and what they are told to be.

use rostra_document::Language;

use super::{IDENTIFIED, identify, identify_parts, sections, words};

#[test]
fn one_sentence_is_enough() {
    let cases = [
        ("en", "The Minister met with his counterpart in Hanoi."),
        (
            "fr",
            "Le ministre des Affaires étrangères a reçu l’ambassadeur.",
        ),
        (
            "es",
            "El presidente de la República se reunió con los gobernadores.",
        ),
        (
            "pt",
            "O presidente da República se reuniu com os governadores em Brasília.",
        ),
        (
            "de",
            "Der Bundeskanzler hat mit dem Präsidenten gesprochen.",
        ),
        (
            "it",
            "Il ministro degli Esteri ha incontrato il suo omologo nella capitale.",
        ),
        (
            "nl",
            "De minister van Buitenlandse Zaken heeft met zijn ambtgenoot gesproken.",
        ),
        (
            "id",
            "Presiden bertemu dengan para menteri di Jakarta untuk membahas kerja sama.",
        ),
        (
            "ms",
            "Timbalan Menteri berkata kerajaan akan membantu negara itu, dan beliau mengadakan mesyuarat.",
        ),
        (
            "tr",
            "Cumhurbaşkanı ile Dışişleri Bakanı bir araya geldi ve görüştü.",
        ),
        (
            "az",
            "Prezident xarici işlər nazirini qəbul edib və görüş haqqında məlumat verilib.",
        ),
        (
            "uz",
            "Prezident tashqi ishlar vaziri bilan uchrashuv oʻtkazdi va bu haqida maʼlumot berdi.",
        ),
        ("vi", "Chủ tịch nước Lương Cường hội kiến Tổng thống Peru."),
        (
            "pl",
            "Minister spraw zagranicznych spotkał się z ambasadorem w Warszawie.",
        ),
        (
            "cs",
            "Ministr zahraničí jednal v Praze se svým protějškem o spolupráci.",
        ),
        (
            "sk",
            "Minister zahraničných vecí rokoval v Bratislave so svojím partnerom o spolupráci.",
        ),
        (
            "ro",
            "Ministrul Afacerilor Externe s-a întâlnit cu omologul său la București.",
        ),
        (
            "hu",
            "A miniszterelnök találkozott az elnökkel, és a két ország kapcsolatairól is szó volt.",
        ),
        (
            "sv",
            "Statsministern har träffat presidenten för att tala om samarbetet mellan länderna.",
        ),
        (
            "fi",
            "Pääministeri tapasi presidentin, ja he keskustelivat maiden välisestä yhteistyöstä.",
        ),
        (
            "lt",
            "Ministras pirmininkas susitiko su prezidentu ir kalbėjo apie šalių bendradarbiavimą.",
        ),
        (
            "sq",
            "Kryeministri u takua me presidentin dhe folën për bashkëpunimin në rajon.",
        ),
        (
            "sw",
            "Rais alikutana na waziri mkuu kwa ajili ya mazungumzo katika ikulu ya nchi.",
        ),
        ("ru", "Министр иностранных дел встретился с послом."),
        (
            "uk",
            "Міністр закордонних справ зустрівся з послом України.",
        ),
        ("bg", "Министърът на външните работи се срещна с посланика."),
        (
            "sr",
            "Министар спољних послова разговарао је с амбасадором у Београду.",
        ),
        (
            "kk",
            "Қазақстан Президенті Үкімет басшысымен кездесу өткізді.",
        ),
        (
            "mn",
            "Монгол Улсын Ерөнхийлөгч гадаад харилцааны сайдтай уулзалт хийлээ.",
        ),
        (
            "tg",
            "Президенти Ҷумҳурии Тоҷикистон бо вазири корҳои хориҷӣ мулоқот кард.",
        ),
        ("ar", "استقبل رئيس الجمهورية وزير الخارجية في القصر"),
        ("fa", "وزیر امور خارجه با همتای خود گفت و گو کرد"),
        (
            "hi",
            "प्रधानमंत्री ने राष्ट्रपति के साथ बैठक की और कहा कि यह एक नई शुरुआत है।",
        ),
        ("zh", "公安部部长王小洪出席会议并致辞。"),
        ("ja", "岸田総理は記者会見を行いました。"),
        ("ko", "대통령은 외교부 장관과 회담을 가졌다."),
        ("el", "Ο υπουργός Εξωτερικών συναντήθηκε με τον πρέσβη."),
        ("ka", "პრეზიდენტი შეხვდა საგარეო საქმეთა მინისტრს."),
    ];
    for (tag, text) in cases {
        assert_eq!(identify(text).as_str(), tag, "{text}");
    }
}

#[test]
fn a_headline_is_enough() {
    let cases = [
        ("en", "Joint Statement on the Summit"),
        ("fr", "Visite du Premier ministre à Dakar"),
        ("es", "Palabras del presidente en la ceremonia"),
        ("de", "Rede der Ministerin zur Eröffnung"),
        ("it", "Dichiarazione del Ministro sulla riforma"),
        ("pt", "Discurso do presidente na abertura"),
        ("ru", "Встреча с министром транспорта"),
        ("uk", "Зустріч із міністром оборони"),
    ];
    for (tag, text) in cases {
        assert_eq!(identify(text).as_str(), tag, "{text}");
    }
}

#[test]
fn most_of_the_text_decides() {
    let cases = [
        (
            "zh",
            "外交部长王毅会见来访的法国总统（Emmanuel Macron），双方就双边关系交换意见。",
        ),
        (
            "ru",
            "Министр встретился с Володимиром Зеленським і Kyiv Post. Затем он объявил о новых мерах поддержки.",
        ),
        (
            "es",
            "El embajador dijo en la recepción que las relaciones son buenas y citó a un poeta del país: «Trăm năm trong cõi người ta». \
             Después agradeció a los asistentes su presencia en la sede de la embajada.",
        ),
    ];
    for (tag, text) in cases {
        assert_eq!(identify(text).as_str(), tag, "{text}");
    }
}

#[test]
fn nothing_is_claimed_where_nothing_is_known() {
    let cases = [
        "",
        "12.03.2024",
        "🙂 — …",
        "https://press.example/en/the-minister-and-the-president",
        // Quechua, which no list knows.
        "Llapan runakunam kay pachapi nasikun libre kaywan, hinallataq runa masinkunawan kuska kawsananpaq, yuyayniyuq kasqankurayku.",
    ];
    for text in cases {
        assert_eq!(identify(text).as_str(), "und", "{text}");
    }
}

#[test]
fn long_texts_are_sampled_on_character_borders() {
    assert_eq!(identify(&"王".repeat(100_000)).as_str(), "zh");
    assert_eq!(
        identify(&"Министр и посол были в Москве. ".repeat(10_000)).as_str(),
        "ru"
    );
}

#[test]
fn every_language_of_the_list_is_told_and_named() {
    assert!(IDENTIFIED.is_sorted());
    for tag in words::all_tags() {
        assert!(IDENTIFIED.contains(&tag), "{tag}");
    }
}

/// Sections of `text` in a document in `main`: tag and words.
fn parts<'t>(main: &str, text: &'t str) -> Vec<(String, &'t str)> {
    let found = sections(text, &Language::new(main));
    let parts = found.iter();
    parts
        .map(|section| (section.language.as_str().to_owned(), section.range.of(text)))
        .collect()
}

const FRENCH: &str = "La ministre de la Santé a ouvert la conférence à Genève, et elle a remercié les délégations de leur présence.";
const ENGLISH: &str = "The Minister of Health opened the conference in Geneva, and she thanked the delegations for being there.";
const CHINESE: &str = "卫生部部长在日内瓦出席会议开幕式并致辞，感谢各代表团与会。";
const RUSSIAN: &str = "Министр здравоохранения открыл конференцию в Женеве, и он сказал, что это было важно для всех, кто был на ней.";
const UKRAINIAN: &str =
    "Міністр охорони здоров'я відкрив конференцію в Женеві та подякував делегаціям за участь.";

#[test]
fn a_translation_is_a_section() {
    let cases = [
        ("fr", FRENCH, "en", ENGLISH),
        ("en", ENGLISH, "fr", FRENCH),
        ("zh", CHINESE, "en", ENGLISH),
        ("ru", RUSSIAN, "fr", FRENCH),
        ("uk", UKRAINIAN, "ru", RUSSIAN),
    ];
    for (main, own, other, foreign) in cases {
        let text = format!("{own}\n\n{foreign}\n");
        assert_eq!(
            parts(main, &text),
            [(other.to_owned(), foreign)],
            "{main} {other}"
        );
        let (language, found) = identify_parts(&text);
        assert_eq!(
            (language.as_str(), found.len()),
            (main, 1),
            "{main} {other}"
        );
    }
}

#[test]
fn a_headline_in_another_script_is_a_section() {
    let title = "Minister Opens the Conference on Health";
    let text = format!("{title}\n\n{CHINESE}\n\n{CHINESE}\n");
    assert_eq!(parts("zh", &text), [("en".to_owned(), title)]);
}

#[test]
fn lines_that_tell_nothing_go_with_their_neighbours() {
    let list = "Ana Lopes, Chile\nJan Kowalski, Poland";
    let text = format!(
        "{CHINESE}\n\n{ENGLISH}\n\n{list}\n\n{ENGLISH}\n\n{CHINESE}\n\n{list}\n\n{CHINESE}"
    );
    let english = format!("{ENGLISH}\n\n{list}\n\n{ENGLISH}");
    assert_eq!(parts("zh", &text), [("en".to_owned(), english.as_str())]);
}

#[test]
fn words_within_a_line_are_none() {
    let cases = [
        (
            "zh",
            format!("{CHINESE}王毅说：“The Minister of Health opened the conference.”{CHINESE}"),
        ),
        (
            "fr",
            format!("{FRENCH} « The show must go on », a-t-elle dit. {FRENCH}"),
        ),
        (
            "en",
            format!("{ENGLISH}\n{ENGLISH}\n\nAna Lopes, Jan Kowalski, Rui Costa, Max Roth"),
        ),
        (
            "ru",
            format!("{RUSSIAN}\n\nInternational Atomic Energy Agency\n\n{RUSSIAN}"),
        ),
        (
            "ja",
            "外務大臣会談\n\n岸田総理は記者会見を行いました。\n\n日中外相会談開催".to_owned(),
        ),
    ];
    for (main, text) in cases {
        assert_eq!(parts(main, &text), [], "{text}");
    }
}

#[test]
fn any_text_is_cut_on_its_borders() {
    let text = "王\n\u{300}\u{301}\n\n🙂 a\u{2028}b\nÀ\r\n".repeat(50);
    for main in ["zh", "en", "und", "xx"] {
        for section in sections(&text, &Language::new(main)) {
            assert!(!section.range.of(&text).is_empty());
        }
    }
}
