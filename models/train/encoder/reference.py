"""What Python says of texts and how fast: the measure of the engines in Rust.

    python reference.py MODEL_DIR [TEXTS ...] --logits OUT.json
    python reference.py MODEL_DIR [TEXTS ...] --bench [--repeats 5]

TEXTS are files of a text a line; without any, `sentences.txt` beside this program.

`--logits` writes {text, ids, logits} for each text: the token ids with special tokens, and float32 logits (token,
label) of transformers, a text at a time.

`--bench` times the bare network, without tokenizing: transformers, and ONNX Runtime over `model.onnx` and
`model.int8.onnx`. The texts are sorted by length and go through in batches padded to their longest. Tokens are those of
the texts with special tokens, without padding; a figure is the median of repeated passes over all texts."""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import numpy as np
from transformers import AutoTokenizer

from engines import Forward, onnx, pytorch
from score import padded

SENTENCES = Path(__file__).with_name("sentences.txt")
BATCHES = [1, 8, 32]
THREADS = [1, 2]
# Texts of a timed pass, as many as are there repeated.
TIMED = 192


def write_logits(forward: Forward, texts: Sequence[str], ids: Sequence[list[int]], out: Path) -> None:
    cases = []
    for text, tokens in zip(texts, ids):
        sequence = np.array([tokens], dtype=np.int64)
        logits = forward(sequence, np.ones_like(sequence))[0]
        cases.append({"text": text, "ids": tokens, "logits": logits.tolist()})
    out.write_text(json.dumps(cases, ensure_ascii=False) + "\n", encoding="utf-8")


def speed(forward: Forward, ids: Sequence[list[int]], batch: int, pad: int, repeats: int) -> float:
    """Tokens a second, the median of passes over all of `ids`; one batch goes ahead of them unmeasured."""
    by_length = sorted(ids, key=len)
    batches = [padded(by_length[first : first + batch], pad) for first in range(0, len(ids), batch)]
    tokens = sum(map(len, ids))
    forward(*batches[-1])
    passes = []
    for _ in range(repeats):
        began = time.perf_counter()
        for inputs in batches:
            forward(*inputs)
        passes.append(tokens / (time.perf_counter() - began))
    return median(passes)


def bench(folder: Path, ids: Sequence[list[int]], pad: int, repeats: int) -> None:
    """A table in Markdown."""
    repeated = [ids[number % len(ids)] for number in range(TIMED)]
    print(f"{TIMED} texts, {sum(map(len, repeated))} tokens; tokens a second without padding, by batch")
    print(f"| engine | threads | {' | '.join(map(str, BATCHES))} |")
    print("| --- " * (2 + len(BATCHES)) + "|")
    for threads in THREADS:
        engines = {
            "transformers": lambda: pytorch(folder, threads),
            "ONNX fp32": lambda: onnx(folder / "model.onnx", threads),
            "ONNX int8": lambda: onnx(folder / "model.int8.onnx", threads),
        }
        for name, load in engines.items():
            forward = load()
            figures = [f"{speed(forward, repeated, batch, pad, repeats):,.0f}" for batch in BATCHES]
            print(f"| {name} | {threads} | {' | '.join(figures)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("texts", type=Path, nargs="*", default=[SENTENCES])
    parser.add_argument("--logits", type=Path, metavar="OUT.json")
    parser.add_argument("--bench", action="store_true")
    parser.add_argument("--repeats", type=int, default=5)
    args = parser.parse_args()

    tokenizer = AutoTokenizer.from_pretrained(args.model, local_files_only=True)
    texts = [line for file in args.texts for line in file.read_text(encoding="utf-8").splitlines() if line]
    ids = tokenizer(texts, truncation=False, padding=False)["input_ids"]
    if args.logits:
        write_logits(pytorch(args.model, threads=1), texts, ids, args.logits)
    if args.bench:
        bench(args.model, ids, tokenizer.pad_token_id or 0, args.repeats)


if __name__ == "__main__":
    main()
