"""Spans that a fine-tuned encoder finds in held-out rows against those that are marked there.

    python score.py MODEL_DIR CORPUS [--weights model.int8.onnx] [--languages en]

A span counts where it is exactly right, and a kind only in rows that mark it wherever it stands. The weights
are `model.safetensors` through PyTorch or an ONNX file through ONNX Runtime."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from transformers import AutoTokenizer

import corpus
from corpus import Row, Window
from engines import Forward, onnx, pytorch
from labels import KINDS, Span, spans

# Windows that go through the network together.
BATCH = 16
LONGEST = 256


def found(rows: Sequence[Row], windows: Sequence[Window], forward: Forward, pad: int) -> list[set[Span]]:
    """The spans of each row."""
    spans_of: list[set[Span]] = [set() for _ in rows]
    by_length = sorted(windows, key=lambda window: len(window.ids))
    for first in range(0, len(by_length), BATCH):
        batch = by_length[first : first + BATCH]
        ids, mask = padded([window.ids for window in batch], pad)
        for window, labels in zip(batch, forward(ids, mask).argmax(-1)):
            spans_of[window.row].update(spans(labels, window.words, window.offsets))
    return spans_of


def padded(sequences: Sequence[Sequence[int]], pad: int) -> tuple[np.ndarray, np.ndarray]:
    """Token ids (batch, longest) and which of them are real."""
    longest = max(map(len, sequences))
    ids = np.full((len(sequences), longest), pad, dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
        mask[row, : len(sequence)] = 1
    return ids, mask


def table(rows: Sequence[Row], spans_of: Sequence[set[Span]]) -> str:
    """F1 by set and kind, and over all sets, in Markdown."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row, spans_found in zip(rows, spans_of):
        for kind in row.complete:
            marked = {span for span in row.spans if span[0] == kind}
            mine = {span for span in spans_found if span[0] == kind}
            for name in (row.set, "all"):
                counts.setdefault((name, kind), Counter()).update(
                    marked=len(marked), found=len(mine), right=len(marked & mine)
                )
    names = sorted({name for name, _ in counts}, key=lambda name: (name == "all", name))
    lines = [["set", *KINDS], ["---"] * (1 + len(KINDS))]
    lines += [[name, *(f1(counts.get((name, kind))) for kind in KINDS)] for name in names]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def f1(count: Counter[str] | None) -> str:
    if count is None or count["marked"] + count["found"] == 0:
        return ""
    return f"{200 * count['right'] / (count['marked'] + count['found']):.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--weights", default="model.safetensors")
    parser.add_argument("--languages", nargs="+", default=["en"])
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()

    tokenizer = AutoTokenizer.from_pretrained(args.model, local_files_only=True)
    rows = [row for row in corpus.read(args.corpus, args.languages) if row.held_out]
    if args.weights.endswith(".onnx"):
        forward = onnx(args.model / args.weights, args.threads)
    else:
        forward = pytorch(args.model, args.threads)
    windows = corpus.windows(rows, tokenizer, LONGEST)
    print(table(rows, found(rows, windows, forward, tokenizer.pad_token_id or 0)))


if __name__ == "__main__":
    main()
