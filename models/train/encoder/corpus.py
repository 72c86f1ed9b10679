"""Rows of the corpus that `rostra-train corpus` writes, cut into windows that an encoder takes at once."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from transformers import PreTrainedTokenizerFast

from labels import Span, begin, inside, may_be_outside

SENTENCE_ENDS = ".!?…。！？؟।"


@dataclass
class Row:
    """A labelled text; offsets count code points."""

    lang: str
    set: str
    text: str
    spans: list[Span]
    # The kinds that are marked wherever they stand.
    complete: list[str]
    held_out: bool


@dataclass
class Window:
    """A piece of a row's text as the encoder sees it, special tokens at its ends."""

    # Index of the row.
    row: int
    ids: list[int]
    # The labels that each token may have, a bit each; 0 where none is asked for.
    allowed: list[int]
    # Which word each token is of; None for special tokens.
    words: list[int | None]
    # In code points of the row's text.
    offsets: list[tuple[int, int]]


def read(path: Path, languages: Collection[str]) -> list[Row]:
    """The rows in these languages."""
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return [row_of(row) for row in rows if row["lang"] in languages]


def row_of(row: dict) -> Row:
    spans = [(span["kind"].lower(), span["start"], span["end"]) for span in row["spans"]]
    complete = [kind.lower() for kind in row["complete"]]
    return Row(row["lang"], row["set"], row["text"], spans, complete, row["held_out"])


def windows(rows: Sequence[Row], tokenizer: PreTrainedTokenizerFast, longest: int) -> list[Window]:
    """All windows of the rows, each of at most `longest` tokens with its special ones."""
    return [
        window(number, row, start, end, tokenizer, longest)
        for number, row in enumerate(rows)
        for start, end in cuts(row, tokenizer, longest)
    ]


def cuts(row: Row, tokenizer: PreTrainedTokenizerFast, longest: int) -> Iterator[tuple[int, int]]:
    """Ranges of the text whose tokens fit a window. They end where a line does, or else a sentence, or else a
    word, as late as may be in the second half of what fits; not within a span if that can be helped."""
    encoded = tokenizer(row.text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
    offsets = encoded["offset_mapping"]
    room = longest - tokenizer.num_special_tokens_to_add()
    first = 0
    while first < len(offsets):
        rest = len(offsets) - first
        candidates = range(first + room // 2 + 1, first + room + 1)
        cut = max(candidates, key=lambda at: (border(row, offsets, at), at)) if rest > room else len(offsets)
        yield offsets[first][0], offsets[cut - 1][1]
        first = cut


def border(row: Row, offsets: Sequence[tuple[int, int]], at: int) -> int:
    """How well the text may be cut before token `at`: 3 at a line's end, 2 at a sentence's, 1 at a word's."""
    before, after = offsets[at - 1][1], offsets[at][0]
    gap = row.text[before:after]
    if any(start < after < end for _, start, end in row.spans):
        return -1
    if "\n" in gap:
        return 3
    if row.text[before - 1 : before] in SENTENCE_ENDS:
        return 2
    return 1 if gap else 0


def window(
    number: int, row: Row, start: int, end: int, tokenizer: PreTrainedTokenizerFast, longest: int
) -> Window:
    """The tokens of a range of the text. Later pieces of a word have the label of its first, so that it does not
    matter how whoever uses the model makes one label of a word's."""
    encoded = tokenizer(
        row.text[start:end], return_offsets_mapping=True, truncation=True, max_length=longest
    )
    words = encoded.word_ids()
    offsets = [(start + first, start + last) for first, last in encoded["offset_mapping"]]
    outside = may_be_outside(row.complete)
    allowed = [0 if word is None else outside for word in words]
    for kind, first, last in row.spans:
        within = [
            token
            for token, (left, right) in enumerate(offsets)
            if left < last and first < right and words[token] is not None
        ]
        for token in within:
            starts = words[token] == words[within[0]]
            allowed[token] = 1 << (begin(kind) if starts else inside(kind))
    return Window(number, encoded["input_ids"], allowed, words, offsets)
