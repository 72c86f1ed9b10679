//! Chinese names by Hanyu Pinyin, without tones.

use pinyin::ToPinyin;

use super::capitalised;

/// Surnames whose character is read differently elsewhere.
const SURNAMES: &[(char, &str)] = &[
    ('单', "shan"),
    ('單', "shan"),
    ('曾', "zeng"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('查', "zha"),
    ('任', "ren"),
    ('区', "ou"),
    ('區', "ou"),
    ('朴', "piao"),
    ('盖', "ge"),
    ('蓋', "ge"),
    ('翟', "zhai"),
    ('覃', "qin"),
    ('缪', "miao"),
    ('繆', "miao"),
    ('乐', "yue"),
    ('樂', "yue"),
    ('冼', "xian"),
    ('佘', "she"),
    ('折', "she"),
    ('召', "shao"),
    ('逄', "pang"),
    ('员', "yun"),
    ('宁', "ning"),
    ('尹', "yin"),
    ('洗', "xian"),
    ('秘', "bi"),
    ('黑', "he"),
    ('华', "hua"),
    ('沈', "shen"),
    ('石', "shi"),
    ('重', "chong"),
    ('种', "chong"),
    ('晟', "cheng"),
    ('隗', "wei"),
    ('长', "zhang"),
    ('尉', "yu"),
    ('万', "wan"),
];

/// Characters whose reading in names is not the first of the dictionary.
const READINGS: &[(char, &str)] = &[
    ('长', "chang"),
    ('長', "chang"),
    ('行', "xing"),
    ('朝', "chao"),
    ('乐', "le"),
    ('樂', "le"),
    ('盛', "sheng"),
];

/// Surnames of two characters.
const COMPOUND: &[&str] = &[
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "東方", "皇甫", "尉迟", "尉遲",
    "公孙", "公孫", "慕容", "长孙", "長孫", "司徒", "司空", "夏侯", "令狐", "宇文", "端木", "轩辕",
    "軒轅", "独孤", "獨孤", "南宫", "南宮",
];

/// Surnames of one character, simplified and traditional, the frequent ones of today.
const SINGLE: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高梁郑鄭谢謝宋唐许許邓鄧冯馮韩韓曹\
    曾彭萧蕭肖蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鐘鍾姜崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊\
    孟秦白江阎閻薛尹段雷黎史龙龍陶贺賀顾顧毛郝龚龔邵万萬钱錢严嚴赖賴覃洪武莫孔汤湯向常温溫康施文牛樊葛邢安齐齊易乔喬\
    伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛\
    曲翁冉骆駱蓝藍路游辛靳欧管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥\
    褚娄婁窦竇戚岑景党黨宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄\
    丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺官封谈談匡鞠惠荆荊乐樂冀郁胥南班储儲原栗燕楚鄢劳勞谌諶奚皮粟冼蔺藺楼樓盘盤满滿\
    闻聞位厉厲伊仝区區郜海阚闞花权權强帅帥屠豆朴盖蓋练練廉禹井祖漆巴丰豐支卿国國狄平计計索宣晋晉相初门門云雲容敬来來\
    扈晁芮都普阙闕浦戈伏鹿薄邸雍辜羊凡丘裘禄祿撒";

/// Characters of a name that takes a surname: longer ones are foreign names by their sound.
const LONGEST: usize = 4;

/// `name` by its sound: `王小洪` is `Wang Xiaohong`; each part of a foreign name is one word.
pub(super) fn pinyin(name: &str) -> String {
    let foreign = name.contains(['·', '・', '‧', '•', ' ']);
    let parts = name.split_inclusive(|c: char| "·・‧• ".contains(c));
    parts
        .map(|part| {
            if foreign {
                together(part, false)
            } else {
                with_surname(part)
            }
        })
        .collect()
}

fn with_surname(name: &str) -> String {
    let letters = name.chars().count();
    let surname = surname_letters(name);
    if surname == 0 || letters > LONGEST || letters <= surname {
        return together(name, false);
    }
    let cut = name
        .char_indices()
        .nth(surname)
        .map_or(name.len(), |(at, _)| at);
    let (family, given) = name.split_at(cut);
    format!(
        "{} {}",
        capitalised(&family_name(family)),
        together(given, true)
    )
}

/// Characters of the surname that `name` begins with; 0 where it begins with none.
fn surname_letters(name: &str) -> usize {
    if COMPOUND.iter().any(|compound| name.starts_with(compound)) {
        return 2;
    }
    usize::from(
        name.chars()
            .next()
            .is_some_and(|first| SINGLE.contains(first)),
    )
}

fn family_name(family: &str) -> String {
    let mut chars = family.chars();
    let known = match (chars.next(), chars.next()) {
        (Some(only), None) => SURNAMES.iter().find(|(c, _)| *c == only),
        _ => None,
    };
    known.map_or_else(
        || together(family, false),
        |(_, reading)| (*reading).to_owned(),
    )
}

/// One capitalised word; where `divided`, an apostrophe stands before a syllable that begins with
/// a vowel.
fn together(name: &str, divided: bool) -> String {
    let mut out = String::new();
    for (c, syllable) in name.chars().zip(name.to_pinyin()) {
        let known = READINGS
            .iter()
            .find(|(form, _)| *form == c)
            .map(|(_, reading)| *reading);
        let Some(syllable) = known.or_else(|| syllable.map(|s| s.plain())) else {
            out.push(c);
            continue;
        };
        if divided && !out.is_empty() && syllable.starts_with(['a', 'e', 'o']) {
            out.push('\'');
        }
        out.push_str(syllable);
    }
    capitalised(&out)
}
