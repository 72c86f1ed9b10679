//! Names of China, Japan, Korea and Vietnam: the family's comes first.

use rostra_lexicon::han::simplify;
use rostra_lexicon::key::fold;
use rostra_lexicon::names::NameLexicon;

use super::PersonName;
use super::culture::Setting;

/// States whose names are written in Han characters themselves, not by their sound.
const HAN_NAMES: &str = "CHN TWN HKG MAC SGP MYS KOR PRK VNM JPN";
const DOTS: [char; 6] = ['·', '・', '‧', '•', ' ', '\u{3000}'];
/// Rare surnames that more often begin a foreign name written by its sound.
const SOUNDS: &str =
    "阿埃奥巴比波布厄恩弗哈赫基加卡科克库拉勒列洛姆纳尼努帕佩皮普恰切萨塞赛斯塔特瓦维沃西伊扎佐";

/// Japanese surnames of one character and of three; others have two.
const JAPANESE_SHORT: &str =
    "林森菅原关東东辻堀岸南北西谷星泉柳秦乾滝畑城牧榊萩桂岡冈島岛橘椿堤脇浜";
const JAPANESE_LONG: &str = "佐々木 佐佐木 长谷川 五十岚 久保田 佐久间 小笠原 宇都宫 日下部 大久保 小野寺 长谷部 波多野 东海林 五百旗 后藤田 竹之内 山之内 伊集院 \
中曾根 小久保 大河原 小早川 三木谷 美浓部 宇野木 海江田 佐々江 佐佐江 山野内 加々美 木之下 八木沢 大和田 古贺田";

/// Korean surnames of one syllable, in Hangul.
const KOREAN: &str = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용라";
const KOREAN_LONG: [&str; 7] = ["남궁", "황보", "제갈", "사공", "선우", "독고", "서문"];

/// Surnames in Latin letters, folded: Pinyin, and what Hong Kong, Taiwan, Singapore and Korea write.
const ROMANISED: &str = "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang \
han feng deng cao peng zeng xiao tian dong yuan pan yu jiang cai du ye cheng su wei lu ding ren shen yao cui zhong tan fan jin shi liao jia xia \
fu fang bai zou meng xiong qin qiu hou yin xue yan lei long tao gu mao hao gong shao wan qian qi kang he shang dai mo kong xiang chang geng \
guan lan jiao ou zuo liu gan ning bao qu shu ruan ke ji mei tong ling bi shan pei huo tu miao luan qu weng ran lan you jin rao ouyang sima situ zhuge \
chan cheung leung lee wong ho ng kwok yeung lam tsang chow chiu fung fong hui kwan lau lo mak mok ngai poon siu szeto tam tse tsui tung yip yuen tsai chiang hsieh hsu \
hsiao kao kuo liao lien soong teng tsao tseng yeh yen goh koh lim loh low neo ong quah seah sim tan teo toh chua chng chee chong foo \
kim park choi jung jeong kang cho yoon yun jang im rim han oh seo suh shin kwon hwang ahn an song ryu yoo hong moon mun yang son sohn bae paek baek heo hur nam shim noh roh \
ha kwak sung cha joo woo ku koo min jin na um chae won chun bang kong byun yeom ri pak choe jon ryang chung ban kang no tae thae hyon hwangbo namgung";

/// Vietnamese surnames, folded without marks.
const VIETNAMESE: &str = "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly to luong dinh trinh doan mai ta cao ha thai tang chau quach \
lai kieu vuong dao lam truong phung nong tong thao giang chu luu lo vi trieu ton khuat nghiem than uong la tiet au bach bang ca che cu cung danh dam diep dieu doi \
gia han hau hua kha khuc khong kim lau lieu lu ma mac na nham ninh ong pho phu quan tham thach thi ung van vien xa y hoac nhu";

fn listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|entry| entry == word)
}

/// A name in Han characters or kana.
pub(super) fn han(name: &str, setting: Setting) -> PersonName {
    let divided: Vec<&str> = name.split(DOTS).filter(|part| !part.is_empty()).collect();
    let japanese = setting.is_of("JPN") || (setting.language == "ja" && setting.country.is_none());
    match divided.as_slice() {
        // `岸田 文雄`; a dot divides foreign names only.
        [family, given] if name.contains([' ', '\u{3000}']) && family.chars().all(is_han) => {
            named(given, family)
        }
        [first, middle @ .., last] if !middle.is_empty() || divided.len() == 2 => PersonName {
            given: (*first).to_owned(),
            middle: middle.join(" "),
            family: (*last).to_owned(),
            ..PersonName::default()
        },
        _ => {
            let letters: Vec<char> = name.chars().map(simplify).collect();
            let cut = if japanese {
                japanese_surname(&letters)
            } else {
                chinese_surname(&letters, setting)
            };
            split(name, cut)
        }
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9fff}')
}

/// Characters of the surname; all of them where the name is foreign.
fn chinese_surname(letters: &[char], setting: Setting) -> usize {
    let names = NameLexicon::embedded();
    let opening = |n: usize| letters.iter().take(n).collect::<String>();
    let surname = (1..=2)
        .rev()
        .find(|n| names.han_surname(&opening(*n)).is_some());
    let by_sound = letters.len() > 2 && letters.first().is_some_and(|c| SOUNDS.contains(*c));
    let foreign = !setting.may_be_of(HAN_NAMES) || (by_sound && setting.country.is_none());
    match surname {
        Some(n) if !foreign && (n + 1..=n + 2).contains(&letters.len()) => n,
        _ => letters.len(),
    }
}

fn japanese_surname(letters: &[char]) -> usize {
    if !letters.iter().all(|c| is_han(*c)) && !letters.first().is_some_and(|c| is_han(*c)) {
        return letters.len();
    }
    let three: String = letters.iter().take(3).collect();
    let long = JAPANESE_LONG
        .split_whitespace()
        .any(|name| name.chars().map(simplify).eq(three.chars()));
    let short = letters.first().is_some_and(|c| JAPANESE_SHORT.contains(*c));
    match letters.len() {
        0..=1 => letters.len(),
        2 => 1,
        3 if short => 1,
        4.. if long => 3,
        _ => 2,
    }
}

/// A name in Hangul.
pub(super) fn hangul(name: &str, setting: Setting) -> PersonName {
    let words: Vec<&str> = name.split_whitespace().collect();
    let korean = |word: &str| {
        let first = word.chars().next();
        KOREAN_LONG.iter().any(|long| word.starts_with(long))
            || first.is_some_and(|c| KOREAN.contains(c))
    };
    match words.as_slice() {
        [family, given] if family.chars().count() <= 2 && korean(family) => named(given, family),
        [first, middle @ .., last] if words.len() > 1 => PersonName {
            given: (*first).to_owned(),
            middle: middle.join(" "),
            family: (*last).to_owned(),
            ..PersonName::default()
        },
        _ => {
            let letters = name.chars().count();
            let long = letters > 2 && KOREAN_LONG.iter().any(|long| name.starts_with(long));
            let native =
                setting.may_be_of("KOR PRK CHN") && korean(name) && (2..=4).contains(&letters);
            split(
                name,
                if !native {
                    letters
                } else if long {
                    2
                } else {
                    1
                },
            )
        }
    }
}

/// Family name of `cut` characters, the rest given.
fn split(name: &str, cut: usize) -> PersonName {
    let at = name
        .char_indices()
        .nth(cut)
        .map_or(name.len(), |(at, _)| at);
    let (family, given) = name.split_at(at);
    named(given, family)
}

fn named(given: &str, family: &str) -> PersonName {
    PersonName {
        given: given.to_owned(),
        family: family.to_owned(),
        ..PersonName::default()
    }
}

/// Family name first, in letters; all that follows is given.
pub(super) fn family_first(words: &[&str]) -> PersonName {
    match words {
        [family, given @ ..] => named(&given.join(" "), family),
        [] => PersonName::default(),
    }
}

/// Whether `word` is a Chinese or Korean surname in Latin letters.
pub(super) fn is_surname(word: &str) -> bool {
    listed(ROMANISED, &fold(word, false))
}

/// `Ban Ki-moon`: a surname, and a given name in two syllables.
pub(super) fn is_romanised(words: &[&str]) -> bool {
    match words {
        [family, given] => {
            let syllables = given.split_once('-');
            is_surname(family)
                && syllables.is_some_and(|(_, last)| last.starts_with(char::is_lowercase))
        }
        _ => false,
    }
}

/// Whether the first of `words` is a Vietnamese surname.
pub(super) fn is_vietnamese(words: &[&str]) -> bool {
    words
        .first()
        .is_some_and(|word| listed(VIETNAMESE, &fold(word, false)))
}

/// Whether `word` has letters that only Vietnamese has.
pub(super) fn is_vietnamese_writing(word: &str) -> bool {
    word.chars()
        .any(|c| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ơ' | 'ư' | 'Ơ' | 'Ư'))
}
