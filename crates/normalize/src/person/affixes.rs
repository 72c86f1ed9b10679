//! Words around and between names, folded and without full stops.

/// What a word before a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// A title by itself.
    Whole,
    /// A title that stands before a first name: `Sir Reginald`.
    First,
    /// Part of a title where one follows: `Right`, `Vice`, `US`.
    Opening,
}

/// What a word after a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suffix {
    /// `Jr.`, `III`.
    Generation,
    /// `PhD`, `MP`.
    Letters,
    /// Letters that are names and words too: `MA`, `Do`.
    Doubtful,
}

/// `Ph.D.` and `phd` are one.
pub(super) fn key(word: &str) -> String {
    let letters = word.chars().filter(|c| !matches!(c, '.' | ',' | ';'));
    letters.flat_map(char::to_lowercase).collect()
}

/// The parts of `Lt.Gen.` and `Magistrate-Judge`; one where the word has no joints.
fn joints(word: &str) -> impl Iterator<Item = String> {
    let parts = word.split(['.', '-']).filter(|part| !part.is_empty());
    parts.map(key)
}

/// What `word` is before a name.
pub(super) fn title(word: &str) -> Option<Title> {
    let whole = title_key(&key(word));
    if whole.is_some() || !word.contains(['.', '-']) {
        return whole;
    }
    let longer = |part: &String| part.chars().count() > 1;
    joints(word)
        .all(|part| longer(&part) && title_key(&part).is_some())
        .then_some(Title::Whole)
}

fn title_key(key: &str) -> Option<Title> {
    Some(match key {
        "sir" | "dame" | "king" | "queen" | "prince" | "princess" | "pope" | "sister"
        | "brother" | "sheikh" | "sheik" | "shaikh" | "imam" | "emperor" | "empress" | "tsar"
        | "czar" | "sultan" | "emir" | "uncle" | "aunt" | "auntie" | "infanta" | "infante" => {
            Title::First
        }
        "the" | "right" | "rt" | "most" | "very" | "his" | "her" | "their" | "us" | "chief"
        | "federal" | "vice" | "prime" | "deputy" | "assistant" | "associate" | "supreme"
        | "first" | "second" | "foreign" | "state" | "district" | "crown" | "grand" | "under"
        | "acting" | "former" | "royal" | "special" | "senior" | "junior" | "executive"
        | "managing" | "permanent" | "honorary" | "staff" | "master" | "high" => Title::Opening,
        "mr" | "mrs" | "ms" | "miss" | "mx" | "mister" | "messrs" | "dr" | "drs" | "doctor"
        | "prof" | "professor" | "madam" | "madame" | "mme" | "mlle" | "mademoiselle"
        | "monsieur" | "maître" | "me" | "herr" | "frau" | "fräulein" | "herrn" | "dhr"
        | "mevr" | "mevrouw" | "señor" | "señora" | "señorita" | "sra" | "srta" | "senhor"
        | "senhora" | "signor" | "signora" | "sig" | "sigra" | "dott" | "dottor" | "dottoressa"
        | "ing" | "lic" | "arq" | "avv" | "onorevole" | "on" | "dipl-ing" | "mag" | "don"
        | "doña" | "rev" | "reverend" | "fr" | "father" | "pastor" | "bishop" | "archbishop"
        | "cardinal" | "rabbi" | "monsignor" | "msgr" | "mgr" | "patriarch" | "abbot"
        | "mother" | "ven" | "venerable" | "hon" | "honorable" | "honourable" | "excellency"
        | "majesty" | "highness" | "holiness" | "eminence" | "beatitude" | "he" | "hrh" | "hm"
        | "hh" | "lord" | "lady" | "baroness" | "viscount" | "duchess" | "countess"
        | "president" | "minister" | "premier" | "chancellor" | "secretary" | "undersecretary"
        | "ambassador" | "senator" | "sen" | "representative" | "rep" | "congressman"
        | "congresswoman" | "governor" | "gov" | "ltgov" | "mayor" | "councillor"
        | "councilman" | "councilwoman" | "alderman" | "commissioner" | "judge" | "justice"
        | "magistrate" | "coach" | "general" | "gen" | "lt" | "lieut" | "lieutenant" | "col"
        | "colonel" | "maj" | "major" | "capt" | "cpt" | "captain" | "cpl" | "corporal" | "sgt"
        | "sergeant" | "ssgt" | "msgt" | "cmdr" | "cdr" | "commander" | "commodore" | "adm"
        | "admiral" | "radm" | "vadm" | "brig" | "brigadier" | "bgen" | "bg" | "mg" | "ltg"
        | "ltcol" | "ltc" | "ltcdr" | "lcdr" | "pvt" | "private" | "pfc" | "marshal" | "ens"
        | "ensign" | "officer" | "detective" | "inspector" | "sheriff" | "attorney" | "speaker"
        | "chairman" | "chairwoman" | "chairperson" | "director" => Title::Whole,
        _ => return None,
    })
}

/// What `word` is after a name.
pub(super) fn suffix(word: &str) -> Option<Suffix> {
    let whole = suffix_key(&key(word));
    let letters = || word.split('.').filter(|part| !part.is_empty());
    if whole == Some(Suffix::Generation) && letters().count() > 1 {
        return None; // `J.R.`
    }
    // `V` may be an initial, `v` and `III` are numbers.
    if is_initial(word) && word.chars().all(|c| !c.is_lowercase()) {
        return None;
    }
    if whole.is_some() || !word.contains('.') {
        return whole;
    }
    let known = joints(word).all(|part| part.chars().count() > 1 && suffix_key(&part).is_some());
    known.then_some(Suffix::Letters)
}

fn suffix_key(key: &str) -> Option<Suffix> {
    Some(match key {
        "jr" | "sr" | "jnr" | "snr" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii" | "2nd"
        | "3rd" | "4th" | "2d" | "3d" | "filho" | "neto" | "júnior" => Suffix::Generation,
        "md" | "phd" | "ph d" | "dds" | "dmd" | "dvm" | "vmd" | "rn" | "lpn" | "aprn" | "crna"
        | "esq" | "esquire" | "cpa" | "cfp" | "clu" | "chfc" | "lutc" | "lutcf" | "mba" | "msc"
        | "mphil" | "dphil" | "edd" | "eds" | "med" | "meng" | "qc" | "kc" | "sc" | "mp"
        | "mep" | "msp" | "mla" | "mpp" | "mbe" | "obe" | "cbe" | "kbe" | "dbe" | "gbe" | "kcb"
        | "cb" | "kg" | "kt" | "gcb" | "cmg" | "kcmg" | "gcmg" | "cvo" | "kcvo" | "ao" | "am"
        | "ac" | "oam" | "psm" | "ch" | "dso" | "dsc" | "dfc" | "ret" | "usn" | "usaf" | "usmc"
        | "uscg" | "usar" | "od" | "dpm" | "facs" | "facp" | "faap" | "fca" | "fcca" | "aia"
        | "faia" | "gri" | "cfa" | "cfe" | "cissp" | "llb" | "llm" | "lld" | "frs" | "frcp"
        | "frcs" | "frse" | "rph" | "pharmd" | "psyd" | "mph" | "mpa" | "mpp " | "msw" | "lcsw"
        | "lmft" | "lpc" | "bsc" | "bsn" | "msn" | "dnp" | "np" | "fnp" | "arnp" | "atty"
        | "attorney" | "realtor" | "crs" | "csp" | "cae" | "pmp" | "ea" | "sj" | "op" | "ofm"
        | "osb" | "dd" | "thd" | "mdiv" | "dmin" | "mscs" | "mfa" | "bfa" | "ccim" | "cre"
        | "rna" | "pt" | "dpt" | "otr" | "slp" | "rd" | "rdn" | "fsc" | "lmt" => Suffix::Letters,
        "ma" | "ms" | "do" | "ba" | "bs" | "ed" | "eng" | "dc" | "pa" | "jd" | "ap" | "pe"
        | "la" | "cm" | "i" => Suffix::Doubtful,
        _ => return None,
    })
}

/// Whether `word` ties itself to the next: `van`, `de`, `bin`.
pub(super) fn is_particle(word: &str) -> bool {
    let key = key(word);
    // `Ben` is a given name, `ben` a son.
    if matches!(key.as_str(), "ben" | "ter" | "ten" | "den" | "do") {
        return word.starts_with(char::is_lowercase);
    }
    matches!(
        key.as_str(),
        "af" | "al"
            | "as"
            | "av"
            | "aw"
            | "bin"
            | "bint"
            | "binti"
            | "ibn"
            | "abu"
            | "aboul"
            | "abou"
            | "da"
            | "dal"
            | "dalla"
            | "das"
            | "de"
            | "degli"
            | "dei"
            | "del"
            | "dela"
            | "della"
            | "delle"
            | "delli"
            | "dello"
            | "der"
            | "des"
            | "di"
            | "dí"
            | "dos"
            | "du"
            | "el"
            | "la"
            | "las"
            | "le"
            | "les"
            | "los"
            | "lo"
            | "mac"
            | "mc"
            | "ould"
            | "san"
            | "santa"
            | "st"
            | "ste"
            | "saint"
            | "sainte"
            | "van"
            | "vande"
            | "vanden"
            | "vander"
            | "vd"
            | "vel"
            | "vom"
            | "von"
            | "zu"
            | "zum"
            | "zur"
            | "ua"
            | "ní"
            | "ó"
            | "nic"
            | "d'"
            | "d’"
            | "'t"
            | "фон"
            | "дер"
            | "ван"
            | "де"
            | "ди"
            | "да"
            | "ду"
            | "дю"
            | "ла"
            | "ле"
            | "дель"
            | "аль"
            | "эль"
            | "ap"
    )
}

/// Whether `word` joins its neighbours.
pub(super) fn is_conjunction(word: &str) -> bool {
    matches!(
        key(word).as_str(),
        "and" | "&" | "of" | "the" | "y" | "e" | "et" | "und" | "и"
    )
}

/// A letter, with or without a full stop.
pub(super) fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    let letter = chars.next().is_some_and(char::is_alphabetic);
    letter && matches!((chars.next(), chars.next()), (None | Some('.'), None))
}

/// A number in Roman figures.
pub(super) fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}
