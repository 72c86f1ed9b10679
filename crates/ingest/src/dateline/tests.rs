use proptest::prelude::*;
use rostra_document::{Field, Language, Metadata};

use super::{complete, read};

/// Day, place and publisher that `text` tells.
fn told(language: &str, text: &str) -> (String, String, String) {
    let found = read(text, language);
    let place = found
        .place
        .and_then(|range| text.get(range.start..range.end));
    (
        found.date.map(|d| d.value.to_string()).unwrap_or_default(),
        place.unwrap_or_default().to_owned(),
        found.publisher.map(|p| p.value).unwrap_or_default(),
    )
}

#[test]
fn datelines_before_a_sentence() {
    for (language, text, date, place, publisher) in [
        (
            "en",
            "LIANYUNGANG, China, Nov. 29, 2022 /PRNewswire/ -- The forum opened on Tuesday.",
            "2022-11-29",
            "LIANYUNGANG, China",
            "PR Newswire",
        ),
        (
            "en",
            "BEIJING, Sept. 20 (Xinhua) -- The minister met the ambassador on Wednesday.",
            "",
            "BEIJING",
            "Xinhua News Agency",
        ),
        (
            "en",
            "Washington, D.C., 5 March 2024 – The secretary received the envoy.",
            "2024-03-05",
            "Washington, D.C.",
            "",
        ),
        (
            "en",
            "Singapore, 20 March 2023 – Minister Grace Fu will visit Copenhagen.",
            "2023-03-20",
            "Singapore",
            "",
        ),
        (
            "en",
            "Kuwait, May 4 (KUNA) -- The Amir received the minister on 4 May 2023 at the palace.",
            "2023-05-04",
            "Kuwait",
            "Kuwait News Agency",
        ),
        (
            "de",
            "Berlin, 23. Juni 2021 – Die Ministerin empfing den Botschafter.",
            "2021-06-23",
            "Berlin",
            "",
        ),
        (
            "fr",
            "Paris, le 7 juillet 2011 - Le ministre a reçu son homologue.",
            "2011-07-07",
            "Paris",
            "",
        ),
        (
            "es",
            "Madrid, 12 de mayo de 2022. El ministro recibió a la embajadora.",
            "2022-05-12",
            "Madrid",
            "",
        ),
        (
            "pt",
            "Brasília, 03/05/2023 – O ministro recebeu a embaixadora.",
            "2023-05-03",
            "Brasília",
            "",
        ),
        (
            "ru",
            "Москва, 23 июня. /ТАСС/. Министр встретился с послом.",
            "",
            "Москва",
            "TASS",
        ),
        (
            "ru",
            "МИНСК, 5 мар — Sputnik. Министр встретился с послом Китая.",
            "",
            "МИНСК",
            "Sputnik",
        ),
        (
            "ru",
            "Киев, 1 июня, 2022 — Министр встретился с послом.",
            "2022-06-01",
            "Киев",
            "",
        ),
        (
            "ar",
            "الرياض 12 رمضان 1444 هـ الموافق 3 أبريل 2023 م واس",
            "2023-04-03",
            "الرياض",
            "Saudi Press Agency",
        ),
        (
            "ar",
            "القاهرة في 4 مايو /أ ش أ/ استقبل الوزير السفير في مقر الوزارة",
            "",
            "القاهرة",
            "Middle East News Agency",
        ),
        (
            "id",
            "Jakarta, 12 Juni 2023 – Menteri menerima duta besar.",
            "2023-06-12",
            "Jakarta",
            "",
        ),
        (
            "id",
            "JAKARTA, ANTARA - Menteri menerima duta besar di kantornya.",
            "",
            "JAKARTA",
            "Antara",
        ),
        (
            "vi",
            "Hà Nội, ngày 5/3/2024 – Bộ trưởng tiếp đại sứ.",
            "2024-03-05",
            "Hà Nội",
            "",
        ),
        (
            "tr",
            "Ankara, 5 Mart 2024 – Bakan büyükelçiyi kabul etti.",
            "2024-03-05",
            "Ankara",
            "",
        ),
        (
            "zh",
            "新华社南京9月20日电（记者王平）部长会见大使。",
            "",
            "南京",
            "Xinhua News Agency",
        ),
        (
            "zh",
            "中新社北京2024年3月5日电 部长会见大使。",
            "2024-03-05",
            "北京",
            "China News Service",
        ),
        (
            "zh",
            "据新华社伊斯兰堡12月1日电 部长会见大使。",
            "",
            "伊斯兰堡",
            "Xinhua News Agency",
        ),
        (
            "zh",
            "人民网北京5月3日电 部长2021年5月3日会见大使。",
            "2021-05-03",
            "北京",
            "People's Daily",
        ),
        (
            "ja",
            "東京2023年9月20日（共同）大臣は大使と会談した。",
            "2023-09-20",
            "東京",
            "Kyodo News",
        ),
        (
            "ko",
            "(서울=연합뉴스) 장관은 대사를 만났다.",
            "",
            "서울",
            "Yonhap News Agency",
        ),
        (
            "fa",
            "تهران، ۵ مارس ۲۰۲۴ - وزیر با سفیر دیدار کرد و گفتگو کرد.",
            "2024-03-05",
            "تهران",
            "",
        ),
        (
            "cs",
            "Praha 5. března 2024 – Ministr se setkal s velvyslancem v paláci.",
            "2024-03-05",
            "Praha",
            "",
        ),
        (
            "hu",
            "Budapest, 2024. március 5. – A miniszter találkozott a nagykövettel.",
            "2024-03-05",
            "Budapest",
            "",
        ),
        (
            "pl",
            "Warszawa, 5 marca 2024 r. – Minister spotkał się z ambasadorem.",
            "2024-03-05",
            "Warszawa",
            "",
        ),
        (
            "uk",
            "КИЇВ. 5 березня. УНІАН. Міністр зустрівся з послом у Києві сьогодні.",
            "",
            "КИЇВ",
            "UNIAN",
        ),
        (
            "en",
            "GENEVA/NEW YORK, 5 March 2024 – The rapporteur met the ambassador.",
            "2024-03-05",
            "GENEVA/NEW YORK",
            "",
        ),
        (
            "en",
            "5 March 2024, Geneva – The rapporteur met the ambassador today.",
            "2024-03-05",
            "Geneva",
            "",
        ),
        (
            "it",
            "(ANSA) - ROMA, 05 MAR - Il ministro ha ricevuto l'ambasciatore oggi.",
            "",
            "ROMA",
            "ANSA",
        ),
        (
            "de",
            "Wien (OTS) - Die Ministerin hat den Botschafter heute empfangen.",
            "",
            "Wien",
            "news aktuell",
        ),
        (
            "ar",
            "دمشق-سانا\nاستقبل الوزير السفير في مقر الوزارة اليوم.",
            "",
            "دمشق",
            "Syrian Arab News Agency",
        ),
        (
            "zh",
            "2024-03-05 14:30 来源：新华社\n部长会见大使",
            "2024-03-05",
            "",
            "Xinhua News Agency",
        ),
        (
            "zh",
            "中国新闻网 2024年03月05日 14:30\n部长会见大使",
            "2024-03-05",
            "",
            "China News Service",
        ),
        (
            "ja",
            "【ワシントン=共同】外務大臣は大使と会談した。",
            "",
            "ワシントン",
            "Kyodo News",
        ),
    ] {
        let expected = (date.into(), place.into(), publisher.into());
        assert_eq!(told(language, text), expected, "{language} {text}");
    }
}

#[test]
fn header_lines() {
    for (language, text, date) in [
        (
            "en",
            "Ministers meet\n\nFor immediate release: March 5, 2024\n\nThe ministers met.",
            "2024-03-05",
        ),
        (
            "en",
            "International conference\n\nJanuary 19, 2020\n\nBerlin\n\nThe leaders met.",
            "2020-01-19",
        ),
        (
            "en",
            "Press Release No. 12/2023\n30 May 2017\nThe minister spoke.",
            "2017-05-30",
        ),
        ("en", "Date: 2024-03-05\nThe minister spoke.", "2024-03-05"),
        (
            "zh",
            "外长会见大使\n发布时间：2023-09-20 10:12 来源：外交部\n正文。",
            "2023-09-20",
        ),
        (
            "zh",
            "关于任免的通知\n正文。\n二〇二三年九月二十日",
            "2023-09-20",
        ),
        (
            "ru",
            "Новости\nДата публикации: 23 июня 2021\nМинистр сказал.",
            "2021-06-23",
        ),
        (
            "ru",
            "События Совещание 7 человек. 7 февраля 2025 года 15:35 Москва, Кремль В совещании приняли участие министры",
            "2025-02-07",
        ),
        (
            "ru",
            "Сообщение для СМИ\n1242-23-06-2021\nМинистр встретился с послом.",
            "2021-06-23",
        ),
        (
            "ru",
            "28.09.2024 21:26 № 1832-28-09-2024\nВыступление министра",
            "2024-09-28",
        ),
        (
            "fr",
            "Communiqué\n\nPublié le 7 juillet 2011\n\nLe ministre a parlé.",
            "2011-07-07",
        ),
        (
            "fr",
            "Nomination\n\n📅 Dakar, 05 avril 2024\n\nLe ministre a parlé.",
            "2024-04-05",
        ),
        (
            "ar",
            "بيان\nتاريخ النشر: 5 مارس 2024\nاستقبل الوزير السفير.",
            "2024-03-05",
        ),
        (
            "de",
            "Ehrung\n\nSteinmeier ehrt Biden Stand: 18.10.2024 12:37 Uhr\n\nBiden war da.",
            "2024-10-18",
        ),
        (
            "de",
            "08.06.2023 | 14:00\nDie Ministerin war da.",
            "2023-06-08",
        ),
        (
            "es",
            "Versión estenográfica\n24 de febrero de 2021\n---\nMODERADORA",
            "2021-02-24",
        ),
        (
            "ja",
            "会議の開催について\n- 令和3年9月7日\n- 大臣決定",
            "2021-09-07",
        ),
        (
            "fr",
            "Discours\nIl a parlé.\nFait à Dakar, le 5 avril 2024",
            "2024-04-05",
        ),
        (
            "fr",
            "Discours\nIl a parlé longuement (Paris, 7 juillet 2011)",
            "2011-07-07",
        ),
    ] {
        assert_eq!(told(language, text).0, date, "{language} {text}");
    }
    let header = "外长会见大使\n发布时间：2023-09-20 10:12 来源：外交部\n正文。";
    assert_eq!(told("zh", header).2, "外交部");
}

#[test]
fn days_of_the_event_are_no_datelines() {
    for (language, text) in [
        ("en", "On 5 March 2024, the minister met the ambassador."),
        (
            "en",
            "The forum opened in Lianyungang on November 29, 2022.",
        ),
        (
            "en",
            "Visit to Tokyo from 28 to 31 August 2023\n\nThe minister will go.",
        ),
        (
            "en",
            "When: 5 March 2024\nWhere: Paris\nThe ministers will meet.",
        ),
        ("en", "The report, published on 5 March 2024, says much."),
        ("en", "03/04/2024\nThe ministers met."),
        ("en", "20-21 March 2023\nThe ministers met."),
        (
            "de",
            "Die Ministerin kommt am Montag, 5. März 2024, 14:00 Uhr nach Bonn.",
        ),
        ("zh", "部长2024年3月5日在北京会见大使。"),
        ("zh", "活动时间：2024年3月5日 10:00\n正文。"),
        ("ar", "استقبل الوزير في 5 مارس 2024 السفير"),
        ("ru", "Министр 5 марта 2024 года встретился с послом."),
        (
            "fr",
            "Concert à Évreux\nVENDREDI 15 DÉCEMBRE 2023 À 20H\nLIEU : cathédrale",
        ),
        ("de", "Das Finale im Film. 09.06.2021 | 31:54 min"),
        (
            "pt",
            "DECRETO No 7.439, DE 16 DE FEVEREIRO DE 2011\nAutoriza o aumento.",
        ),
        ("en", "A list\n20 March 2019 – One.\n21 March 2019 – Two."),
        (
            "vi",
            "Sự kiện\nNgày 30/4/1975: Dấu mốc huy hoàng của lịch sử Việt Nam",
        ),
        ("und", ""),
    ] {
        assert_eq!(told(language, text).0, "", "{language} {text}");
    }
    let related = format!(
        "{}• 5 September 2019\n• 6 September 2019",
        "He spoke.\n".repeat(20)
    );
    assert_eq!(told("en", &related).0, "");
}

#[test]
fn metadata_are_completed_and_say_from_where() {
    let text = "Singapore, 20 March 2023 – Minister Grace Fu will visit Copenhagen today.";
    let english = Language::new("en");
    let mut metadata = Metadata::default();
    complete(&mut metadata, text, &english);
    assert_eq!(metadata.date.as_deref(), Some("2023-03-20"));
    assert_eq!(metadata.place.as_deref(), Some("Singapore"));
    let from = [(Field::Date, "dateline"), (Field::Place, "dateline")];
    assert_eq!(metadata.from, from);
    // What the source itself says holds; its address says more than a footer.
    let mut metadata = Metadata::default();
    metadata.offer(Field::Date, "2023-03-21", "row");
    complete(&mut metadata, text, &english);
    assert_eq!(metadata.date.as_deref(), Some("2023-03-21"));
    let mut metadata = Metadata::default();
    metadata.offer(Field::Url, "https://example.org/2024/04/06/discours", "row");
    let speech = format!(
        "{}Fait à Dakar, le 5 avril 2024",
        "Il a parlé.\n".repeat(20)
    );
    complete(&mut metadata, &speech, &Language::new("fr"));
    assert_eq!(metadata.date.as_deref(), Some("2024-04-06"));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\PC|[0-9年月日:/.\\-(), \n])*", language in 0_usize..5) {
        let language = ["en", "zh", "ar", "ko", "und"].get(language).copied().unwrap_or("en");
        let found = read(&text, language);
        if let Some(place) = found.place {
            prop_assert!(text.get(place.start..place.end).is_some());
        }
    }
}
