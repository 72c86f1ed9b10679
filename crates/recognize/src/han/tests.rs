//! Sentences and what is found in them: `name` for people, `[title]`, `(honorific)`.

use rostra_document::{
    Detail, Document, Label, Language, Metadata, Origin, Recognizer, Segmenter, TitleStatus,
};

use crate::GrammarRecognizer;

/// People, titles and honorifics of `text`, in order, as one line.
fn read(lang: &str, text: &str) -> String {
    let document = Document {
        identity: rostra_document::Identity::new("test", rostra_document::Provenance::file("test")),
        sha256: String::new(),
        language: Language::new(lang),
        metadata: Metadata::default(),
        text: text.into(),
        sections: Vec::new(),
        origin: Origin::default(),
        diagnostics: Vec::new(),
    };
    let segments = rostra_segment::SentenceSegmenter::new().segment(&document);
    let mut found = Vec::new();
    let mentions = GrammarRecognizer::new().recognize(&document, &segments, Vec::new());
    for mention in mentions.unwrap() {
        let words = mention.range.of(text);
        match &mention.detail {
            Detail::Title(t) => {
                let country = t.country.as_ref().map_or("", |c| c.code.as_str());
                let status = match t.status {
                    TitleStatus::Current => String::new(),
                    other => format!(" {other:?}").to_lowercase(),
                };
                let pieces: Vec<&str> = t.pieces.iter().map(|p| p.of(text)).collect();
                let gap = if country.is_empty() { "" } else { " " };
                found.push(format!("[{}{gap}{country}{status}]", pieces.join("...")));
            }
            Detail::Honorific(_) => found.push(format!("({words})")),
            _ if mention.label == Label::Person => found.push(words.to_owned()),
            _ => {}
        }
    }
    found.join(" ")
}

#[test]
fn titles_and_names_of_chinese() {
    for (text, found) in [
        (
            "老挝国家主席通伦29日在万象会见中国公安部部长王小洪。",
            "[国家主席 LAO] 通伦 [公安部部长 CHN] 王小洪",
        ),
        (
            "泰国副总理兼外交部长玛里、挪威前首相布伦特兰出席。",
            "[副总理 THA] [外交部长 THA] 玛里 [首相 NOR former] 布伦特兰",
        ),
        (
            "江苏省人民政府省长许昆林、南京市市长陈之常陪同。",
            "[江苏省人民政府省长 CHN] 许昆林 [南京市市长 CHN] 陈之常",
        ),
        (
            "時任英國駐華大使吳百納與俄外長拉夫羅夫會面。",
            "[駐華大使 GBR then] 吳百納 [外長 RUS] 拉夫羅夫",
        ),
        (
            "穆罕默德·本·扎耶德总统对记者说，李强总理的访问很成功。",
            "穆罕默德·本·扎耶德 [总统] 李强 [总理]",
        ),
        (
            "中国气象学会理事长王劲松作主旨报告。",
            "[中国气象学会理事长 CHN] 王劲松",
        ),
        (
            "中央党校校长（院长）陈希和国防部长李尚福上将讲话。",
            "[中央党校校长] [院长] 陈希 [国防部长] 李尚福 (上将)",
        ),
        ("何立峰、谌贻琴参加有关活动。", "何立峰 谌贻琴"),
        ("会议决定任命赵刚为副市长。", "赵刚 [副市长]"),
        (
            "巴基斯坦总统扎尔达里、总理夏巴兹会见曾任国防部长的马蒂斯。",
            "[总统 PAK] 扎尔达里 [总理 PAK] 夏巴兹 [国防部长 former] 马蒂斯",
        ),
        ("全会指出，各方表示高度评价，双方强调合作。", ""),
        (
            "《江州日报》社长谭志远、“绿荫”研究小组共同召集人应凯出席。",
            "[《江州日报》社长] 谭志远 [“绿荫”研究小组共同召集人] 应凯",
        ),
        (
            "习近平主席特别代表、国务委员王毅会见联合国秘书长叙利亚问题特使裴凯儒。",
            "习近平 [主席] [习近平主席特别代表] [国务委员] 王毅 [联合国秘书长叙利亚问题特使] 裴凯儒",
        ),
        (
            "摩洛哥国王穆罕默德六世、吉尔吉斯斯坦总理卡瑟马利耶夫、俄罗斯副总理切尔内申科出席。",
            "[摩洛哥国王 MAR] 穆罕默德六世 [总理 KGZ] 卡瑟马利耶夫 [副总理 RUS] 切尔内申科",
        ),
        (
            "统战部部长石泰峰、国务院副总理刘国中参加会见，中共中央政治局常委何立峰和王毅在座。",
            "[统战部部长] 石泰峰 [国务院副总理 CHN] 刘国中 [中共中央政治局常委 CHN] 何立峰 王毅",
        ),
        (
            "一切有总书记掌舵领航，强化政协委员履职尽责。",
            "[总书记] [政协委员]",
        ),
    ] {
        assert_eq!(read("zh", text), found, "{text}");
    }
}

#[test]
fn titles_and_names_of_japanese() {
    for (text, found) in [
        (
            "岸本隆志内閣総理大臣は、ミケル・ラーセン・デンマーク外務大臣と会談した。",
            "岸本隆志 [内閣総理大臣] ミケル・ラーセン [外務大臣 DNK]",
        ),
        (
            "会談には、小田切浩外務省欧州局長、株式会社東海風力代表取締役社長の三宅良平氏が同席した。",
            "小田切浩 [外務省欧州局長 JPN] [株式会社東海風力代表取締役社長] 三宅良平 (氏)",
        ),
        (
            "|委員|山本 太一|北海大学 教授|\n|委員|李 美香|株式会社みなと 取締役・会長|",
            "山本 太一 [北海大学 教授] 李 美香 [株式会社みなと 取締役] [会長]",
        ),
    ] {
        assert_eq!(read("ja", text), found, "{text}");
    }
}

#[test]
fn a_name_shown_once_is_found_again() {
    let text = "法国总统马克龙抵达北京。\n\n两国元首会谈时，马克龙主张对话。";
    assert_eq!(read("zh", text), "[总统 FRA] 马克龙 马克龙");
}

#[test]
fn no_text_makes_it_panic() {
    for text in [
        "",
        "的",
        "·",
        "总统",
        "总统·",
        "（记者",
        "驻",
        "🙂总理🙂李",
        "前前前总理总理总理",
    ] {
        read("zh", text);
    }
}
