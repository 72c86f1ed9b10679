"""What the encoder says of a token, and the spans that a text's tokens amount to."""

from collections.abc import Iterator, Sequence

KINDS = ["person", "title", "organisation", "place", "event"]
# BIO: outside, then the first word and the words after it of a span of each kind.
LABELS = ["O"] + [f"{position}-{kind}" for kind in KINDS for position in "BI"]

# A kind, the first code point, the code point after the last.
Span = tuple[str, int, int]


def begin(kind: str) -> int:
    """The label of the first word of a span."""
    return 1 + 2 * KINDS.index(kind)


def inside(kind: str) -> int:
    """The label of a later word of a span."""
    return begin(kind) + 1


def may_be_outside(complete: Sequence[str]) -> int:
    """The labels, a bit each, of a token outside all spans where only the kinds of `complete` are marked
    wherever they stand: it may belong to a span of any other kind."""
    unmarked = (kind for kind in KINDS if kind not in complete)
    return 1 | sum(1 << begin(kind) | 1 << inside(kind) for kind in unmarked)


def spans(
    labels: Sequence[int],
    words: Sequence[int | None],
    offsets: Sequence[tuple[int, int]],
) -> Iterator[Span]:
    """The spans that the labels of a sequence say. A word (pieces that share a number; special tokens have
    none) is what its first piece is. A span may begin with an inside label: the model is not made to keep to BIO."""
    open_span: Span | None = None
    previous: int | None = None
    position, kind = "O", ""
    for label, word, (start, end) in zip(labels, words, offsets):
        if word is None:
            continue
        if word != previous:
            previous = word
            position, _, kind = LABELS[label].partition("-")
            goes_on = position == "I" and open_span is not None and open_span[0] == kind
            if open_span is not None and not goes_on:
                yield open_span
                open_span = None
            if position != "O" and not goes_on:
                open_span = (kind, start, end)
        if open_span is not None:
            open_span = (open_span[0], open_span[1], end)
    if open_span is not None:
        yield open_span
