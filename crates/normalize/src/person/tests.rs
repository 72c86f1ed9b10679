use super::{Setting, parse, parts};

/// `given|middle|family`.
fn of_record(name: &str, language: &str, country: &str) -> String {
    let country = Some(country).filter(|country| !country.is_empty());
    let found = parts(name, Setting { language, country });
    format!("{}|{}|{}", found.given, found.middle, found.family)
}

#[test]
fn the_order_is_that_of_the_country() {
    for (name, language, country, expected) in [
        ("王小洪", "zh", "CHN", "小洪||王"),
        ("欧阳自远", "zh", "CHN", "自远||欧阳"),
        ("蔡英文", "zh", "TWN", "英文||蔡"),
        ("Wang Xiaohong", "en", "CHN", "Xiaohong||Wang"),
        ("Jack Ma", "en", "CHN", "Jack||Ma"),
        ("Tsai Ing-wen", "en", "TWN", "Ing-wen||Tsai"),
        ("Ван Сяохун", "ru", "CHN", "Сяохун||Ван"),
        ("شي جين بينغ", "ar", "CHN", "جين بينغ||شي"),
        ("托卡耶夫", "zh", "KAZ", "||托卡耶夫"),
        ("弗拉基米尔·普京", "zh", "RUS", "弗拉基米尔||普京"),
        ("岸田文雄", "ja", "JPN", "文雄||岸田"),
        ("林芳正", "ja", "JPN", "芳正||林"),
        ("岸田 文雄", "ja", "JPN", "文雄||岸田"),
        ("長谷川浩一", "ja", "JPN", "浩一||長谷川"),
        ("アントニオ・グテーレス", "ja", "", "アントニオ||グテーレス"),
        ("KISHIDA Fumio", "en", "JPN", "Fumio||KISHIDA"),
        ("Yoko Kamikawa", "en", "JPN", "Yoko||Kamikawa"),
        ("김민석", "ko", "KOR", "민석||김"),
        ("남궁민수", "ko", "KOR", "민수||남궁"),
        ("도널드 트럼프", "ko", "USA", "도널드||트럼프"),
        ("Cho Tae-yul", "en", "KOR", "Tae-yul||Cho"),
        ("Ban Ki-moon", "en", "", "Ki-moon||Ban"),
        ("Nguyễn Xuân Phúc", "vi", "VNM", "Xuân Phúc||Nguyễn"),
        ("Tô Lâm", "vi", "VNM", "Lâm||Tô"),
        ("Phạm Thị Thanh Trà", "vi", "", "Thị Thanh Trà||Phạm"),
        ("Orbán Viktor", "hu", "HUN", "Viktor||Orbán"),
        ("Sándor Pintér", "en", "HUN", "Sándor||Pintér"),
        ("Sar Kheng", "en", "KHM", "Kheng||Sar"),
    ] {
        assert_eq!(of_record(name, language, country), expected, "{name}");
    }
}

#[test]
fn surnames_of_two_words_and_particles_stay_whole() {
    for (name, language, country, expected) in [
        (
            "Andrés Manuel López Obrador",
            "es",
            "MEX",
            "Andrés Manuel||López Obrador",
        ),
        (
            "Pedro Sánchez Castejón",
            "es",
            "ESP",
            "Pedro||Sánchez Castejón",
        ),
        ("Juan Carlos Varela", "es", "PAN", "Juan Carlos||Varela"),
        (
            "María de los Ángeles Ortiz Ruiz",
            "es",
            "MEX",
            "María de los Ángeles||Ortiz Ruiz",
        ),
        ("José Ortega y Gasset", "es", "ESP", "José||Ortega y Gasset"),
        (
            "Miguel de la Madrid Hurtado",
            "es",
            "MEX",
            "Miguel||de la Madrid Hurtado",
        ),
        (
            "Luiz Inácio Lula da Silva",
            "pt",
            "BRA",
            "Luiz Inácio||Lula da Silva",
        ),
        (
            "Marcelo Rebelo de Sousa",
            "pt",
            "PRT",
            "Marcelo||Rebelo de Sousa",
        ),
        ("Ursula von der Leyen", "de", "", "Ursula||von der Leyen"),
        ("Johan van den Berg", "nl", "NLD", "Johan||van den Berg"),
        (
            "Dominique de Villepin",
            "fr",
            "FRA",
            "Dominique||de Villepin",
        ),
        ("Jean-Yves Le Drian", "fr", "FRA", "Jean-Yves||Le Drian"),
        ("Anne Marie Dupont", "fr", "FRA", "Anne Marie||Dupont"),
        ("Emmanuel MACRON", "fr", "FRA", "Emmanuel||MACRON"),
        ("Recep Tayyip Erdoğan", "tr", "TUR", "Recep Tayyip||Erdoğan"),
        ("Jane Q. Roe", "en", "USA", "Jane|Q.|Roe"),
    ] {
        assert_eq!(of_record(name, language, country), expected, "{name}");
    }
}

#[test]
fn what_a_part_is_shows_in_the_words() {
    for (name, language, country, expected) in [
        (
            "ОРЛОВ Максим Петрович",
            "ru",
            "RUS",
            "Максим|Петрович|ОРЛОВ",
        ),
        ("С.Лавров", "ru", "RUS", "С.||Лавров"),
        ("Віктор Янукович", "uk", "UKR", "Віктор||Янукович"),
        ("Урсула фон дер Ляйен", "ru", "", "Урсула||фон дер Ляйен"),
        ("Díaz Canel", "es", "CUB", "||Díaz Canel"),
        ("Al Asad", "es", "SYR", "||Al Asad"),
        ("Tập Cận Bình", "vi", "CHN", "Cận Bình||Tập"),
        ("Gustavo Petro", "vi", "VNM", "Gustavo||Petro"),
    ] {
        assert_eq!(of_record(name, language, country), expected, "{name}");
    }
}

#[test]
fn patronymics_and_initials_tell_the_order() {
    for (name, language, country, expected) in [
        (
            "Сергей Викторович Лавров",
            "ru",
            "RUS",
            "Сергей|Викторович|Лавров",
        ),
        (
            "Лавров Сергей Викторович",
            "ru",
            "RUS",
            "Сергей|Викторович|Лавров",
        ),
        (
            "Ольга Ивановна Петренко",
            "uk",
            "UKR",
            "Ольга|Ивановна|Петренко",
        ),
        (
            "Володимир Олександрович Зеленський",
            "uk",
            "UKR",
            "Володимир|Олександрович|Зеленський",
        ),
        (
            "Сергея Викторовича Лаврова",
            "ru",
            "RUS",
            "Сергея|Викторовича|Лаврова",
        ),
        ("Иван Петрович", "ru", "RUS", "Иван|Петрович|"),
        ("Иванов Иван", "ru", "RUS", "Иван||Иванов"),
        ("Иван Иванов", "ru", "RUS", "Иван||Иванов"),
        ("С. В. Лавров", "ru", "RUS", "С. В.||Лавров"),
        ("Лавров С.В.", "ru", "RUS", "С.В.||Лавров"),
        (
            "Sergey Viktorovich Lavrov",
            "en",
            "RUS",
            "Sergey|Viktorovich|Lavrov",
        ),
        (
            "Ильхам Гейдар оглы Алиев",
            "ru",
            "AZE",
            "Ильхам|Гейдар оглы|Алиев",
        ),
    ] {
        assert_eq!(of_record(name, language, country), expected, "{name}");
    }
}

#[test]
fn arab_names_have_fathers_and_articles() {
    for (name, language, country, expected) in [
        ("محمد بن سلمان", "ar", "SAU", "محمد||بن سلمان"),
        (
            "فيصل بن فرحان آل سعود",
            "ar",
            "SAU",
            "فيصل|بن فرحان|آل سعود",
        ),
        ("عبد الفتاح السيسي", "ar", "EGY", "عبد الفتاح||السيسي"),
        ("أحمد أبو الغيط", "ar", "", "أحمد||أبو الغيط"),
        ("محمد شياع السوداني", "ar", "IRQ", "محمد|شياع|السوداني"),
        ("أنطونيو غوتيريش", "ar", "", "أنطونيو||غوتيريش"),
        ("Abdel Fattah el-Sisi", "en", "EGY", "Abdel Fattah||el-Sisi"),
        (
            "Mohammed bin Zayed Al Nahyan",
            "en",
            "ARE",
            "Mohammed|bin Zayed|Al Nahyan",
        ),
        ("Bashar al-Assad", "en", "", "Bashar||al-Assad"),
    ] {
        assert_eq!(of_record(name, language, country), expected, "{name}");
    }
}

#[test]
fn single_names_are_given_where_families_have_none() {
    for (name, language, country, expected) in [
        ("Sukarno", "id", "IDN", "Sukarno||"),
        ("Retno Marsudi", "id", "IDN", "Retno||Marsudi"),
        ("Min Aung Hlaing", "en", "MMR", "Min Aung Hlaing||"),
        ("Johnson", "en", "GBR", "||Johnson"),
        ("普京", "zh", "RUS", "||普京"),
        ("", "en", "", "||"),
    ] {
        assert_eq!(of_record(name, language, country), expected, "{name:?}");
    }
    let king = parts(
        "Charles III",
        Setting {
            language: "en",
            country: Some("GBR"),
        },
    );
    assert_eq!((king.suffix.as_str(), king.family.as_str()), ("III", ""));
}

#[test]
fn strings_of_lists_are_taken_apart() {
    for (string, title, given, middle, family, suffix, nickname) in [
        (
            "Roe, Dr. Jane M., Jr.",
            "Dr.",
            "Jane",
            "M.",
            "Roe",
            "Jr.",
            "",
        ),
        (
            "Lt. Gen. Jane Roe PhD",
            "Lt. Gen.",
            "Jane",
            "",
            "Roe",
            "PhD",
            "",
        ),
        (
            "Jane (Janie) van der Roe",
            "",
            "Jane",
            "",
            "van der Roe",
            "",
            "Janie",
        ),
        (
            "Secretary of State Jane Roe",
            "Secretary of State",
            "Jane",
            "",
            "Roe",
            "",
            "",
        ),
        ("Mr. and Mrs. Roe", "Mr. and Mrs.", "", "", "Roe", "", ""),
        ("Sir Reginald", "Sir", "Reginald", "", "", "", ""),
        ("Jane Ruiz y Vega", "", "Jane", "", "Ruiz y Vega", "", ""),
        ("Vega, Jane de la", "", "Jane", "", "de la Vega", "", ""),
        ("Roe Jane Q.", "", "Jane", "Q.", "Roe", "", ""),
        ("JANE ROE MD", "", "JANE", "", "ROE", "MD", ""),
        ("Jane Do", "", "Jane", "", "Do", "", ""),
        (",", "", "", "", "", "", ""),
        ("\"'((", "", "\"'((", "", "", "", ""),
    ] {
        let found = parse(string);
        assert_eq!(
            [
                &found.title,
                &found.given,
                &found.middle,
                &found.family,
                &found.suffix,
                &found.nickname
            ],
            [title, given, middle, family, suffix, nickname],
            "{string}"
        );
    }
}
