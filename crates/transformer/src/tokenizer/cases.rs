//! Pieces of small texts, and what is told of files that do not hold.

use std::fs;
use std::path::Path;

use tokenizers::Tokenizer;

use crate::checkpoint::Checkpoint;
use crate::tokenizer::sentencepiece::SentencePiece;
use crate::tokenizer::unigram::Layout;
use crate::tokenizer::{TextTokenizer, charsmap, samples};

/// Each piece as `name:the bytes it covers`.
fn shown(tokenizer: &TextTokenizer, text: &str, inside: bool) -> String {
    let pieces = tokenizer.pieces(text, inside).unwrap();
    let shown = pieces.iter().map(|piece| {
        let name = tokenizer.inner.id_to_token(piece.id).unwrap();
        format!("{}:{}", name.trim_end(), piece.range.of(text))
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn pieces_of_words() {
    let bert = samples::bert("{}");
    let cased = samples::bert(r#"{"do_lower_case": true, "strip_accents": false}"#);
    let roberta = samples::roberta();
    let xlm = samples::sentence_piece(Layout::XlmRoberta);
    let cases = [
        (
            &bert,
            "The  Ministers met,",
            "the:The minister:Minister ##s:s met:met ,:,",
        ),
        (
            &bert,
            " Café\u{1}國 [SEP]",
            "cafe:Café 國:國 [UNK]:[ [UNK]:SEP [UNK]:]",
        ),
        (
            &bert,
            "cafe\u{301} İ 한",
            "cafe:cafe i:İ \u{1112}\u{1161}:한 ##\u{11ab}:한",
        ),
        (&cased, "Café İ", "café:Café i:İ ##\u{307}:İ"),
        (&roberta, "the the", "the:the Ġthe:the"),
        (&roberta, "é", "Ã:é ©:é"),
        (&roberta, "t  <s>", "t:t Ġ: Ġ: <:< s:s >:>"),
        (&xlm, "the ﬁne", "▁the:the ▁fi:ﬁ ne:ne"),
        (
            &xlm,
            "\u{feff}\u{ad}™…the",
            "▁:™ T:™ M:™ .:… .:… .:… t:t he:he",
        ),
        (
            &xlm,
            "the\u{3000}qu <s>",
            "▁the:the ▁:q <unk>:qu ▁:< <:< s:s >:>",
        ),
    ];
    for (tokenizer, text, pieces) in cases {
        assert_eq!(shown(tokenizer, text, false), pieces, "{text:?}");
    }
}

#[test]
fn to_bytes_a_word_inside_a_text_has_a_space_before_it() {
    let roberta = samples::roberta();
    assert_eq!(shown(&roberta, "the", true), "Ġthe:the");
    assert_eq!(shown(&roberta, " the", true), "Ġthe:the");
    assert_eq!(shown(&roberta, "the", false), "the:the");
    let bert = samples::bert("{}");
    assert_eq!(shown(&bert, "the", true), "the:the");
}

#[test]
fn special_pieces_of_each_layout() {
    let cases = [
        (samples::bert("{}"), (2, 3)),
        (samples::roberta(), (0, 2)),
        (samples::sentence_piece(Layout::XlmRoberta), (0, 2)),
        (samples::sentence_piece(Layout::Camembert), (5, 6)),
        (samples::sentence_piece(Layout::DebertaV2), (1, 2)),
    ];
    for (tokenizer, (before, after)) in cases {
        assert_eq!(
            (tokenizer.before(), tokenizer.after()),
            (&[before][..], &[after][..])
        );
    }
}

#[test]
fn identifiers_of_each_layout() {
    // `▁the` is the fourth piece of the file.
    let cases = [
        (Layout::XlmRoberta, 4),
        (Layout::Camembert, 7),
        (Layout::DebertaV2, 3),
    ];
    for (layout, id) in cases {
        let pieces = samples::sentence_piece(layout)
            .pieces("the x", false)
            .unwrap();
        let unknown = if layout == Layout::DebertaV2 { 0 } else { 3 };
        assert_eq!((pieces[0].id, pieces[2].id), (id, unknown), "{layout:?}");
    }
}

#[test]
fn a_model_is_read_from_its_file() {
    for layout in [Layout::XlmRoberta, Layout::DebertaV2] {
        let model = samples::model(layout);
        assert_eq!(SentencePiece::parse(&samples::file(&model)), Ok(model));
    }
}

#[test]
fn maps_of_characters_are_checked() {
    let whole = samples::charsmap();
    assert_eq!(charsmap::check(&whole), Ok(()));
    let cut = whole.get(..100).unwrap();
    for map in [&[][..], &[0; 4], &[4, 0, 0, 0, 0, 0, 0, 0], cut] {
        assert!(charsmap::check(map).is_err(), "{map:?}");
    }
}

/// A folder with a configuration and files.
fn folder(model_type: &str, files: Files<'_>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = format!(
        r#"{{"model_type": "{model_type}", "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2,
        "intermediate_size": 8, "vocab_size": 20, "max_position_embeddings": 64, "id2label": {{"0": "O", "1": "PER"}}}}"#
    );
    fs::write(folder.path().join("config.json"), config).unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn open(folder: &Path) -> Result<TextTokenizer, String> {
    let checkpoint = Checkpoint::open(folder).unwrap();
    TextTokenizer::open(&checkpoint).map_err(|error| error.to_string())
}

/// Names and contents of files.
type Files<'a> = &'a [(&'a str, &'a [u8])];

const VOCAB: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n";

#[test]
fn what_does_not_hold_is_told() {
    let long = format!("{VOCAB}{}", "x\n".repeat(20));
    let spm = samples::file(&samples::model(Layout::XlmRoberta));
    let vocab = br#"{"<s>": 0, "</s>": 1, "<unk>": 2, "a": 3}"#;
    let cases: [(&str, Files<'_>, &str); 14] = [
        (
            "bert",
            &[],
            "there is no tokenizer.json, vocab.txt, vocab.json with merges.txt, sentencepiece.bpe.model or spm.model: save",
        ),
        ("bert", &[("tokenizer.json", b"{\n\"model\": ")], "line 2"),
        ("bert", &[("tokenizer.json", b"{}")], "no tokenizer"),
        (
            "bert",
            &[("vocab.txt", b"a\nb\n")],
            "vocab.txt: it has no line [UNK]",
        ),
        ("bert", &[("vocab.txt", b"[UNK]\nb\n")], "[CLS] and [SEP]"),
        (
            "bert",
            &[("vocab.txt", long.as_bytes())],
            "up to number 24, but the model (`vocab_size`) only 20",
        ),
        (
            "bert",
            &[
                ("vocab.txt", VOCAB.as_bytes()),
                ("tokenizer_config.json", b"["),
            ],
            "tokenizer_config.json: no JSON",
        ),
        (
            "roberta",
            &[("vocab.json", vocab)],
            "there is no merges.txt beside vocab.json",
        ),
        (
            "roberta",
            &[("vocab.json", b"{\n"), ("merges.txt", b"")],
            "vocab.json: no JSON of pieces and their numbers: EOF while parsing an object at line 2",
        ),
        (
            "roberta",
            &[("vocab.json", vocab), ("merges.txt", b"#version\nab\n")],
            "merges.txt, line 2",
        ),
        (
            "roberta",
            &[("vocab.json", vocab), ("merges.txt", b"a b\n")],
            "merges.txt does not fit",
        ),
        (
            "xlm-roberta",
            &[("sentencepiece.bpe.model", b"\x0a\xff")],
            "it is cut off",
        ),
        ("t5", &[("spm.model", &spm)], "how a `t5`"),
        (
            "deberta-v2",
            &[("spm.model", &spm)],
            "it lacks the special piece [CLS]",
        ),
    ];
    for (model_type, files, message) in cases {
        let error = open(folder(model_type, files).path()).unwrap_err();
        assert!(error.contains(message), "{error}\nlacks {message}");
    }
}

#[test]
fn padding_and_truncation_of_a_file_are_switched_off() {
    let mut inner = samples::bert("{}").inner;
    inner.with_padding(Some(tokenizers::PaddingParams {
        strategy: tokenizers::PaddingStrategy::Fixed(9),
        ..Default::default()
    }));
    let truncation = tokenizers::TruncationParams {
        max_length: 3,
        ..Default::default()
    };
    inner.with_truncation(Some(truncation)).unwrap();
    let json = inner.to_string(false).unwrap();
    let settings = br#"{"cls_token": {"content": "[CLS]"}, "sep_token": "[SEP]"}"#;
    let files: [(&str, &[u8]); 2] = [
        ("tokenizer.json", json.as_bytes()),
        ("tokenizer_config.json", settings),
    ];
    let tokenizer = open(folder("bert", &files).path()).unwrap();
    assert_eq!(tokenizer.pieces("the", false).unwrap().len(), 1);
    assert_eq!(
        tokenizer
            .pieces("the met the met the", false)
            .unwrap()
            .len(),
        5
    );
    // The file has no post-processor: the settings name the special pieces.
    assert_eq!(
        (tokenizer.before(), tokenizer.after()),
        (&[2][..], &[3][..])
    );
}

#[test]
fn a_tokenizer_without_a_piece_for_unknown_words_is_refused() {
    let model = r#"{"type": "Unigram", "unk_id": null, "vocab": [["a", 0.0]]}"#;
    let json = format!(r#"{{"version": "1.0", "added_tokens": [], "model": {model}}}"#);
    assert!(json.parse::<Tokenizer>().is_ok());
    let files: [(&str, &[u8]); 1] = [("tokenizer.json", json.as_bytes())];
    let error = open(folder("bert", &files).path()).unwrap_err();
    assert!(
        error.contains("no piece for words that it does not know"),
        "{error}"
    );
    let map =
        r#""normalizer": {"type": "Precompiled", "precompiled_charsmap": "BAAAAAAAAAA="}, "model""#;
    let json = json.replace("\"model\"", map);
    let files: [(&str, &[u8]); 1] = [("tokenizer.json", json.as_bytes())];
    let error = open(folder("bert", &files).path()).unwrap_err();
    assert!(
        error.contains("precompiled_charsmap) is damaged"),
        "{error}"
    );
}
