//! Pieces of the small tokenizers: words and letters of several scripts.

use serde_json::{Value, json};

use super::model::Family;

/// Words that are one piece by themselves.
const WORDS: [&str; 12] = [
    "the",
    "minister",
    "president",
    "met",
    "министр",
    "президент",
    "وزير",
    "部长",
    "会见",
    "el",
    "señor",
    "müller",
];
/// Letters from which other words are put together.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzéñüáабвгдежзийклмнопрстуфхцчшщъыьэюяابتثجحخدذرزسشصضطظعغفقكلمنهويةى王毅外交部长会见北京.,-'’0123456789\u{301}🎉";

/// All pieces, in the order of their numbers.
pub fn pieces(family: Family) -> Vec<String> {
    let is_roberta = family == Family::XlmRoberta;
    let specials: &[&str] = if is_roberta {
        &["<s>", "<pad>", "</s>", "<unk>"]
    } else {
        &["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    };
    let mut pieces: Vec<String> = specials.iter().map(|&piece| piece.to_owned()).collect();
    let mut add = |piece: String| {
        if !pieces.contains(&piece) {
            pieces.push(piece);
        }
    };
    if is_roberta {
        add("▁".to_owned());
        WORDS.iter().for_each(|word| add(format!("▁{word}")));
        letters().for_each(&mut add);
    } else {
        WORDS.iter().for_each(|&word| add(word.to_owned()));
        letters().for_each(&mut add);
        letters().for_each(|letter| add(format!("##{letter}")));
    }
    pieces
}

fn letters() -> impl Iterator<Item = String> {
    let cased = LETTERS
        .chars()
        .flat_map(|c| [c].into_iter().chain(c.to_uppercase()));
    cased.map(String::from)
}

/// The text of tokenizer.json.
pub fn tokenizer(family: Family) -> Value {
    if family == Family::XlmRoberta {
        unigram(&pieces(family))
    } else {
        word_piece(&pieces(family))
    }
}

/// As BERT's multilingual tokenizer, with case.
fn word_piece(pieces: &[String]) -> Value {
    let numbered = pieces.iter().enumerate();
    let vocabulary: serde_json::Map<_, _> = numbered
        .map(|(id, piece)| (piece.clone(), json!(id)))
        .collect();
    json!({
        "version": "1.0",
        // What the run that saved it used, and what must not cut or fill here.
        "truncation": {"direction": "Right", "max_length": 6, "strategy": "LongestFirst", "stride": 0},
        "padding": {"strategy": {"Fixed": 6}, "direction": "Right", "pad_to_multiple_of": null,
            "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"},
        "added_tokens": specials(&[(0, "[PAD]"), (1, "[UNK]"), (2, "[CLS]"), (3, "[SEP]")]),
        "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
            "strip_accents": false, "lowercase": false},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": vocabulary},
    })
}

/// As XLM-R's tokenizer: a score a piece, and a mark where a word begins.
fn unigram(pieces: &[String]) -> Value {
    let score = |piece: &String| {
        if piece.chars().count() > 2 {
            -4.0
        } else {
            -8.0
        }
    };
    let vocabulary: Vec<Value> = pieces
        .iter()
        .map(|piece| {
            json!([
                piece,
                if piece.starts_with('<') {
                    0.0
                } else {
                    score(piece)
                }
            ])
        })
        .collect();
    json!({
        "version": "1.0",
        "truncation": null,
        "padding": null,
        "added_tokens": specials(&[(0, "<s>"), (1, "<pad>"), (2, "</s>"), (3, "<unk>")]),
        "normalizer": {"type": "NFKC"},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
        "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0],
            "trim_offsets": false, "add_prefix_space": false},
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
        "model": {"type": "Unigram", "unk_id": 3, "vocab": vocabulary, "byte_fallback": false},
    })
}

fn specials(pieces: &[(u32, &str)]) -> Value {
    let special = |&(id, content): &(u32, &str)| {
        json!({"id": id, "content": content, "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": true})
    };
    pieces.iter().map(special).collect()
}
