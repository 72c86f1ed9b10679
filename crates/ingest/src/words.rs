//! The commonest function words of languages in Latin script, which tell them apart in a headline
//! already, where trigrams guess.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words by language. A word that several languages share counts for each of them.
const WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in for with on at by from is was that his her has have will who as an be",
    ),
    (
        "fr",
        "le la les de des du et à au aux en un une dans pour avec sur par est a été qui que son sa ses ce cette il ont l d",
    ),
    (
        "es",
        "el la los las de del y a al en un una para con por se que su sus es fue ha lo este esta como más entre",
    ),
    (
        "pt",
        "o a os as de do da dos das e em no na nos nas um uma para com por se que seu sua é foi ao à pelo pela como mais",
    ),
    (
        "it",
        "il lo la i gli le di del della dei delle degli e a al alla in nel nella un una per con su da dal che è ha si suo sua sono ed",
    ),
    (
        "de",
        "der die das den dem des und in im zu zum zur mit von vom für auf an am ist hat ein eine einer wird nach bei sich auch als",
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
        "ve bir ile bu da de için olarak olan çok gibi daha kadar sonra en ise ya ki göre dedi etti",
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

/// The language whose function words fill most of `text`, and whether it leads clearly.
pub(crate) fn identify(text: &str) -> Option<(&'static str, bool)> {
    let mut scores = [0_usize; WORDS.len()];
    let words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    for word in words.take(MOST) {
        let Some(&languages) = LANGUAGES.get(word.to_lowercase().as_str()) else {
            continue;
        };
        for (row, score) in scores.iter_mut().enumerate() {
            *score += (languages >> row & 1) as usize;
        }
    }
    let mut ranked: Vec<(usize, &str)> = scores
        .iter()
        .zip(WORDS)
        .map(|(&score, &(tag, _))| (score, tag))
        .collect();
    ranked.sort_by_key(|&(score, _)| std::cmp::Reverse(score)); // stable: the list's order breaks ties
    let (best, tag) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |r| r.0);
    (best > 0).then_some((tag, best >= 5 && best * 4 >= second * 5))
}
