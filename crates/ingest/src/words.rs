//! The commonest function words and the letters of languages in Latin script, which tell them apart
//! in a headline already, where trigrams guess.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words by language. A word that several languages share counts less for each of them.
const WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in for with on at by from is was that his her has have will who as an be this it are not we you they which all there what s",
    ),
    (
        "fr",
        "le la les de des du et à au aux en un une dans pour avec sur par est a été qui que son sa ses ce cette il ont l d qu ne pas plus sont nous elle mais leur",
    ),
    (
        "es",
        "el la los las de del y a al en un una para con por se que su sus es fue ha lo este esta como más entre no o sobre sin cuando muy también desde hasta son tiene",
    ),
    (
        "pt",
        "o a os as de do da dos das e em no na nos nas um uma para com por se que seu sua é foi ao à pelo pela como mais não sobre sem quando muito também desde até são tem",
    ),
    (
        "it",
        "il lo la i gli le di del della dei delle degli e a al alla in nel nella un una per con su da dal che è ha si suo sua sono ed non anche come più questo questa lo ma",
    ),
    (
        "de",
        "der die das den dem des und in im zu zum zur mit von vom für auf an am ist hat ein eine einer wird nach bei sich auch als nicht es sie wir oder aus sind aber wie dass",
    ),
    (
        "nl",
        "de het een en van in op te voor met aan door is heeft zijn dat die er naar ook bij werd wordt over",
    ),
    (
        "id",
        "yang dan di ke dari dengan untuk pada dalam ini itu oleh para akan telah tersebut juga sebagai adalah kepada bahwa tidak",
    ),
    (
        "ms",
        "yang dan di ke dari dengan untuk pada dalam ini itu oleh akan telah beliau juga sebagai adalah kepada bahawa tidak ialah",
    ),
    (
        "tr",
        "ve bir ile bu da de için olarak olan çok gibi daha kadar sonra en ise ya ki göre dedi etti ne değil kişi sayın olduğunu bugün içinde üzere",
    ),
    (
        "pl",
        "i w z na do się o że po od dla przez za ze jest oraz przy jego był która który podczas",
    ),
    (
        "cs",
        "a v se na s z do o že pro po za ve k je jeho by při také podle který která od",
    ),
    (
        "sk",
        "a v sa na s z do o že pre po za vo k je jeho by pri tiež podľa ktorý ktorá od",
    ),
    (
        "ro",
        "și a al ai ale de la în cu pe din pentru că o un prin sau este fost care să lui dintre",
    ),
    (
        "hu",
        "a az és hogy is nem egy ez volt meg el van mint szerint után között de már csak",
    ),
    (
        "sv",
        "och i att en ett det som på är av för med till den har de om vid från inte",
    ),
    (
        "da",
        "og i at en et det som på er af for med til den har de om ved fra ikke blev",
    ),
    (
        "no",
        "og i at en et det som på er av for med til den har de om ved fra ikke ble",
    ),
    (
        "fi",
        "ja on ei se että oli hän myös kun tai ovat mukaan sekä joka jonka vuoden",
    ),
    (
        "hr",
        "i u je na se za da s od o su iz po koji koja kako te bio nije predsjednik",
    ),
    (
        "vi",
        "và của các với trong cho là được có tại đã về này những một không người",
    ),
];

/// Letters that few languages write; a word that has one counts as a word of theirs.
const LETTERS: &[(&str, &str)] = &[
    ("es", "ñ"),
    ("pt", "ãõ"),
    ("fr", "èêœùû"),
    ("it", "ìò"),
    ("de", "ßä"),
    ("tr", "ğışİ"),
    ("pl", "łąęśźż"),
    ("cs", "ěřů"),
    ("sk", "ľĺŕ"),
    ("ro", "țșă"),
    ("hu", "őű"),
    ("sv", "å"),
    ("da", "øæ"),
    ("no", "øå"),
    ("hr", "đć"),
    ("vi", "ạảấầệộớợửự"),
];

/// What a word counts that one language alone has; shared ones count a share of it.
const WEIGHT: u32 = 12;

/// Words read: enough for any text, and a bound on the work.
const MOST: usize = 600;

/// Each word with the languages that have it, one bit a row of [`WORDS`].
static LANGUAGES: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let mut languages = HashMap::new();
    for (row, (_, list)) in WORDS.iter().enumerate() {
        for word in list.split(' ') {
            *languages.entry(word).or_default() |= 1 << row;
        }
    }
    languages
});

/// The language whose words fill most of `text`, and whether it leads clearly.
pub(crate) fn identify(text: &str) -> Option<(&'static str, bool)> {
    let mut scores = [0_u32; WORDS.len()];
    let words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    for word in words.take(MOST) {
        let word = word.to_lowercase();
        let languages = LANGUAGES
            .get(word.as_str())
            .copied()
            .unwrap_or_else(|| by_letters(&word));
        let count = languages.count_ones().max(1);
        for (row, score) in scores.iter_mut().enumerate() {
            *score += (languages >> row & 1) * WEIGHT / count;
        }
    }
    let mut ranked: Vec<(u32, &str)> = scores
        .iter()
        .zip(WORDS)
        .map(|(&score, &(tag, _))| (score, tag))
        .collect();
    ranked.sort_by_key(|&(score, _)| std::cmp::Reverse(score)); // stable: the list's order breaks ties
    let (best, tag) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |r| r.0);
    (best > 0).then_some((tag, best >= 4 * WEIGHT && best * 4 >= second * 5))
}

/// Languages that write a letter of `word`, one bit a row of [`WORDS`].
fn by_letters(word: &str) -> u32 {
    if word.is_ascii() {
        return 0;
    }
    let has = |tag: &str| {
        LETTERS
            .iter()
            .any(|(t, list)| *t == tag && word.contains(|c| list.contains(c)))
    };
    let rows = WORDS.iter().enumerate().filter(|(_, (tag, _))| has(tag));
    rows.fold(0, |languages, (row, _)| languages | 1 << row)
}
