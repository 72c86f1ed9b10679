//! What holds of pieces whatever the text, and of files whatever their bytes.

use proptest::prelude::*;
use tokenizers::{NormalizedString, Normalizer};

use crate::tokenizer::sentencepiece::SentencePiece;
use crate::tokenizer::settings::Settings;
use crate::tokenizer::unigram::{self, Layout};
use crate::tokenizer::{Piece, TextTokenizer, charsmap, samples};

/// Whether a tokenizer gives a piece to a character.
fn counts(tokenizer: &TextTokenizer, c: char) -> bool {
    let mut one = NormalizedString::from(c.to_string());
    if let Some(normalizer) = tokenizer.inner.get_normalizer() {
        normalizer.normalize(&mut one).unwrap();
    }
    !one.get().trim().is_empty() && !c.is_whitespace()
}

/// Ranges cut the text, in order, share single characters at most, and leave out nothing that counts.
fn hold(tokenizer: &TextTokenizer, text: &str, pieces: &[Piece]) {
    let mut covered = vec![false; text.len()];
    for (at, piece) in pieces.iter().enumerate() {
        let range = piece.range.start..piece.range.end;
        assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
        covered[range].fill(true);
        for next in pieces.get(at + 1..).unwrap_or_default() {
            assert!(
                piece.range.start <= next.range.start,
                "{piece:?} {next:?} in {text:?}"
            );
            if next.range.start >= piece.range.end {
                break;
            }
            let shared = next.range.start..piece.range.end.min(next.range.end);
            let shared = text.get(shared).unwrap().chars().count();
            assert!(shared <= 1, "{piece:?} {next:?} in {text:?}");
        }
    }
    for (at, c) in text.char_indices() {
        let is_covered = covered[at..at + c.len_utf8()]
            .iter()
            .all(|covered| *covered);
        assert!(
            is_covered || !counts(tokenizer, c),
            "{c:?} at {at} of {text:?} has no piece: {pieces:?}"
        );
    }
}

/// Texts with what is hard about Unicode in them.
fn texts() -> impl Strategy<Value = String> {
    let hard = "ﬁ ™ … ½ İ ẞ ſ é e\u{301} \u{301} ｶﾞ 한 \u{1112}\u{1161}\u{11ab} 國 😀 👩\u{200d}👧 🇫🇷 \u{ad} \u{feff} \u{200b} \u{3000} \u{a0} \u{85} \t \n \0 ▁ Ġ [SEP] </s> the minister Ali , don't d\u{e9}";
    let hard: Vec<String> = hard.split(' ').map(str::to_owned).collect();
    let part = prop_oneof![
        4 => prop::sample::select(hard),
        2 => Just(" ".to_owned()),
        1 => any::<char>().prop_map(String::from),
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn pieces_lead_back_to_the_text(text in texts(), inside in any::<bool>()) {
        let kinds = [
            samples::bert("{}"),
            samples::bert(r#"{"do_lower_case": false}"#),
            samples::bert(r#"{"do_lower_case": true, "strip_accents": false}"#),
            samples::roberta(),
            samples::sentence_piece(Layout::XlmRoberta),
            samples::sentence_piece(Layout::DebertaV2),
        ];
        for tokenizer in kinds {
            hold(&tokenizer, &text, &tokenizer.pieces(&text, inside).unwrap());
        }
    }

    #[test]
    fn no_bytes_of_a_model_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = SentencePiece::parse(&bytes);
    }

    #[test]
    fn a_damaged_model_is_refused_or_cuts_text(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<bool>(),
        text in texts(),
    ) {
        let mut bytes = samples::file(&samples::model(Layout::XlmRoberta));
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(if cut { at } else { bytes.len() });
        if let Ok(model) = SentencePiece::parse(&bytes) {
            let layout = Layout::XlmRoberta;
            if let Ok(tokenizer) = unigram::make(&model, layout, &Settings::default()) {
                let _ = samples::whole(tokenizer).pieces(&text, false);
            }
        }
    }

    #[test]
    fn a_map_that_passes_can_be_used(
        units in prop::collection::vec((any::<prop::sample::Index>(), any::<u32>()), 1..4),
        text in texts(),
    ) {
        let mut map = samples::charsmap();
        let length = map.len() / 4;
        for (at, unit) in units {
            let at = at.index(length) * 4;
            map[at..at + 4].copy_from_slice(&unit.to_le_bytes());
        }
        if charsmap::check(&map).is_ok() {
            let map = tokenizers::normalizers::Precompiled::from(&map).unwrap();
            map.normalize(&mut NormalizedString::from(text)).unwrap();
        }
    }
}
