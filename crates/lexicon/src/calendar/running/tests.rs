use jiff::civil::Date;
use rostra_document::TextRange;

use super::dates;

/// The dates of `text`, told on `anchor`, as ISO 8601 and as written.
fn read(lang: &str, text: &str, anchor: &str) -> Vec<(String, String)> {
    let pack = crate::pack(lang).expect("it has a pack");
    let tokens = pack.tokenize(text, TextRange::new(0, text.len()));
    let ann = pack.annotate(&tokens);
    dates(&tokens, &ann, pack, anchor.parse::<Date>().ok())
        .into_iter()
        .map(|d| {
            let end = d.end.map(|e| format!("/{e}")).unwrap_or_default();
            let range = tokens[d.tokens.start]
                .range
                .cover(tokens[d.tokens.end - 1].range);
            (format!("{}{end}", d.start), range.of(text).to_owned())
        })
        .collect()
}

#[test]
fn days_with_their_year_need_no_anchor() {
    for (lang, text, iso, words) in [
        (
            "en",
            "opened on November 29, 2022.",
            "2022-11-29",
            "November 29, 2022",
        ),
        (
            "ko",
            "회의는 2024년 3월 5일부터 7일까지",
            "2024-03-05/2024-03-07",
            "2024년 3월 5일부터 7일까지",
        ),
        (
            "ko",
            "2024년 10월 17일 인천에서",
            "2024-10-17",
            "2024년 10월 17일",
        ),
        (
            "pl",
            "W dniach 9–10 października 2024 r.",
            "2024-10-09/2024-10-10",
            "9–10 października 2024",
        ),
        (
            "en",
            "from 20 to 21 March 2023",
            "2023-03-20/2023-03-21",
            "20 to 21 March 2023",
        ),
        (
            "en",
            "28 August to 31 August 2023",
            "2023-08-28/2023-08-31",
            "28 August to 31 August 2023",
        ),
        (
            "en",
            "December 30-31, 2023",
            "2023-12-30/2023-12-31",
            "December 30-31, 2023",
        ),
        (
            "en",
            "the 20th of January 2020",
            "2020-01-20",
            "20th of January 2020",
        ),
        ("fr", "le 1er mars 2024", "2024-03-01", "1er mars 2024"),
        (
            "fr",
            "du 17 au 19 mars 2024",
            "2024-03-17/2024-03-19",
            "17 au 19 mars 2024",
        ),
        ("fr", "Source 05/03/2023", "2023-03-05", "05/03/2023"),
        (
            "es",
            "24 de febrero de 2021",
            "2021-02-24",
            "24 de febrero de 2021",
        ),
        (
            "es",
            "del 3 al 5 de mayo de 2022",
            "2022-05-03/2022-05-05",
            "3 al 5 de mayo de 2022",
        ),
        (
            "pt",
            "28 de dezembro de 2010",
            "2010-12-28",
            "28 de dezembro de 2010",
        ),
        (
            "de",
            "am 24. Februar 2022",
            "2022-02-24",
            "24. Februar 2022",
        ),
        ("de", "Stand: 18.10.2024 12:37", "2024-10-18", "18.10.2024"),
        (
            "ru",
            "28 сентября 2024 года",
            "2024-09-28",
            "28 сентября 2024",
        ),
        (
            "ru",
            "с 20 по 22 мая 2023 года",
            "2023-05-20/2023-05-22",
            "20 по 22 мая 2023",
        ),
        ("uk", "5 травня 2022 року", "2022-05-05", "5 травня 2022"),
        (
            "ar",
            "25 شوال 1436 هـ الموافق 10 أغسطس 2015 م",
            "2015-08-10",
            "10 أغسطس 2015",
        ),
        (
            "ar",
            "في ٣ كانون الأول ٢٠٢٤",
            "2024-12-03",
            "٣ كانون الأول ٢٠٢٤",
        ),
        ("zh", "2024年9月5日下午", "2024-09-05", "2024年9月5日"),
        (
            "zh",
            "二〇二三年九月二十一日",
            "2023-09-21",
            "二〇二三年九月二十一日",
        ),
        ("zh", "民國112年9月5日", "2023-09-05", "民國112年9月5日"),
        ("ja", "令和3年9月7日", "2021-09-07", "令和3年9月7日"),
        (
            "ja",
            "令和元年十二月十日",
            "2019-12-10",
            "令和元年十二月十日",
        ),
        ("ko", "2023. 9. 20.(수)", "2023-09-20", "2023. 9. 20"),
        ("en", "Sept. 20, 2023", "2023-09-20", "Sept. 20, 2023"),
        ("en", "2024-05-02T10:00Z", "2024-05-02", "2024-05-02T10"),
        (
            "ar",
            "27 كانون الثاني/يناير 2022",
            "2022-01-27",
            "27 كانون الثاني/يناير 2022",
        ),
        (
            "vi",
            "ngày 5 tháng 3 năm 2024",
            "2024-03-05",
            "5 tháng 3 năm 2024",
        ),
        ("tr", "5 Mart 2024 Salı", "2024-03-05", "5 Mart 2024"),
        (
            "zh",
            "2023年9月16日至19日",
            "2023-09-16/2023-09-19",
            "2023年9月16日至19日",
        ),
    ] {
        let found = read(lang, text, "");
        assert_eq!(found, [(iso.to_owned(), words.to_owned())], "{lang} {text}");
    }
}

#[test]
fn days_without_a_year_are_the_nearest() {
    for (lang, text, anchor, iso) in [
        (
            "en",
            "On February 5, 23 ambassadors",
            "2020-02-04",
            "2020-02-05",
        ),
        ("fr", "ce mardi 21 février", "2023-03-05", "2023-02-21"),
        (
            "es",
            "los días 23 y 24 de enero",
            "2013-12-21",
            "2014-01-23/2014-01-24",
        ),
        ("zh", "李强17日在南宁", "2023-09-18", "2023-09-17"),
        ("zh", "王毅30日在北京", "2024-07-01", "2024-06-30"),
        ("en", "on Wednesday", "2024-09-27", "2024-09-25"),
        ("en", "today, leaders", "2024-09-27", "2024-09-27"),
        ("zh", "周五在汉堡", "2017-07-07", "2017-07-07"),
        ("ar", "صباح اليوم حفل", "2015-07-31", "2015-07-31"),
        ("de", "gestern in Bonn", "2024-01-01", "2023-12-31"),
    ] {
        let found = read(lang, text, anchor);
        let found: Vec<&str> = found.iter().map(|f| f.0.as_str()).collect();
        assert_eq!(found, [iso], "{lang} {text}");
        assert!(read(lang, text, "").is_empty(), "{lang} {text}");
    }
}

#[test]
fn other_numbers_are_no_days() {
    for (lang, text) in [
        ("en", "23 ambassadors may attend, 1,200 people, section 3.2"),
        ("en", "in May 2023"),
        ("en", "05/03/2023"),
        ("en", "31 February 2023"),
        ("fr", "en mars 12 personnes"),
        ("ar", "25 شوال 1436 هـ"),
        ("zh", "约1200人出席第20届会议"),
        ("zh", "一日三餐，十二月花名"),
    ] {
        assert_eq!(read(lang, text, ""), [], "{lang} {text}");
    }
}

#[test]
fn languages_without_a_pack_have_their_months() {
    let pack = crate::pack("en").expect("it has a pack");
    for (text, iso) in [
        ("Budapest, 2024. március 5.", "2024-03-05"),
        ("5. března 2024", "2024-03-05"),
        ("2024 m. kovo 5 d.", "2024-03-05"),
        ("Stockholm den 5 mars 2024", "2024-03-05"),
        ("Αθήνα, 5 Μαρτίου 2024", "2024-03-05"),
        ("13/04/2024", "2024-04-13"),
        ("03/04/2024", ""),
        ("5. listopada 2024", ""),
    ] {
        let tokens = pack.tokenize(text, TextRange::new(0, text.len()));
        let reading = super::Reading {
            anchor: None,
            foreign: true,
        };
        let found = dates(&tokens, &pack.annotate(&tokens), pack, reading);
        let found = found.first().map(|d| d.start.to_string());
        assert_eq!(found.unwrap_or_default(), iso, "{text}");
    }
}
