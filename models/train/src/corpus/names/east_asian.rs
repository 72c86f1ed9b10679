//! Chinese, Japanese and Korean names: a family name of a list, and a given one of frequent characters.

use std::sync::LazyLock;

use super::super::random::Random;
use super::Name;

const SURNAMES_HAN: &str = include_str!("../../../../../crates/lexicon/tables/surnames_han.txt");
/// Characters of given names, most of them frequent ones.
const HAN_GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文玉兰红梅志海云飞鹏宇浩博子轩雨\
晨思琪欣怡佳慧雪婷晓春林树德忠义仁礼智信永安宁康庆祥瑞福禄寿天佑家豪俊贤良才学成功立业振兴东南西北山川江河湖光辉\
耀亮清泉松柏竹菊荷莲凤龙虎鹤燕翔翰墨书诗词琴棋艺术之维正大中和为民富胜利长远世界新民权";
const JAPANESE_FAMILY: &str = "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 \
井上 木村 林 斎藤 清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 \
岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 岡本 藤原 \
中野 三浦 原田 松田 竹内 小野 和田 中山 石田 上田 森田 柴田 酒井 宮崎";
const JAPANESE_GIVEN: &str = "太郎 一郎 健一 健太 大輔 翔太 拓也 誠 浩 隆 博 修 茂 豊 進 正 和夫 幸雄 \
義雄 文雄 真一 直樹 哲也 康弘 信夫 俊介 雄一 恵子 洋子 幸子 和子 久美子 由美子 \
裕子 明美 直美 真由美 陽子 京子 美咲 さくら 葵 七海 彩 舞 愛 由紀 千尋";
const KOREAN_FAMILY: &str =
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민";
const KOREAN_GIVEN: &str = "민서준지현우도윤예은하수진영호석철성재훈상동경미선희정숙자순옥연아라나혜원규태형기용섭\
병일국한울빈찬혁승범광주인";

/// How often a given name is tried again until it is allowed.
const TRIES: usize = 200;

/// Whether a given name may be used.
pub type May<'a> = &'a dyn Fn(&str) -> bool;

/// `王小洪`
pub fn chinese(may: May, random: &mut Random) -> Option<Name> {
    let family = han_surname(random)?;
    given_after(family, HAN_GIVEN, may, random)
}

/// `김철수`
pub fn korean(may: May, random: &mut Random) -> Option<Name> {
    let family = korean_surname(random)?.to_string();
    given_after(&family, KOREAN_GIVEN, may, random)
}

/// `佐藤健一`
pub fn japanese(may: May, random: &mut Random) -> Option<Name> {
    let families: Vec<&str> = JAPANESE_FAMILY.split(' ').collect();
    let givens: Vec<&str> = JAPANESE_GIVEN
        .split(' ')
        .filter(|given| may(given))
        .collect();
    let between = if random.chance(15) { "　" } else { "" };
    Some(Name {
        before: String::new(),
        family: (*random.pick(&families)?).to_owned(),
        after: format!("{between}{}", random.pick(&givens)?),
    })
}

fn given_after(family: &str, letters: &str, may: May, random: &mut Random) -> Option<Name> {
    let letters: Vec<char> = letters.chars().collect();
    let length = if random.chance(20) { 1 } else { 2 };
    let after = (0..TRIES).find_map(|_| {
        let given: Option<String> = (0..length).map(|_| random.pick(&letters)).collect();
        given.filter(|given| may(given))
    })?;
    Some(Name {
        before: String::new(),
        family: family.to_owned(),
        after,
    })
}

/// A surname as often as it is borne.
pub fn han_surname(random: &mut Random) -> Option<&'static str> {
    static SURNAMES: LazyLock<(Vec<(usize, &str)>, usize)> = LazyLock::new(|| {
        let mut sum = 0;
        let lines = SURNAMES_HAN
            .lines()
            .filter_map(|line| line.split_once('\t'));
        let surnames = lines
            .filter_map(|(word, count)| {
                sum += count.trim().parse::<usize>().ok()?;
                Some((sum, word))
            })
            .collect();
        (surnames, sum)
    });
    let (surnames, sum) = &*SURNAMES;
    let number = random.below(*sum);
    let at = surnames.partition_point(|(until, _)| *until <= number);
    surnames.get(at).map(|(_, word)| *word)
}

/// A character of a Korean family name.
pub fn korean_surname(random: &mut Random) -> Option<char> {
    let families: Vec<char> = KOREAN_FAMILY.chars().collect();
    random.pick(&families).copied()
}
