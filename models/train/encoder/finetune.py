"""Fine-tunes an encoder in a local folder for the labels of Rostra. Nothing is fetched.

    python finetune.py ENCODER_DIR CORPUS OUT_DIR [--languages en] [--epochs 2]

The corpus is that of `rostra-train corpus`. Its labels may be partial: where a set does not mark a kind wherever
it stands, a token outside all spans may be of that kind, and the loss is the negative logarithm of the summed
probability of all labels that it may have. Rows held out are not trained on; what is found in them is measured at the
end. OUT_DIR has the layout of Hugging Face, and is written anew each half epoch."""

import argparse
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import torch
from transformers import (
    AutoModelForTokenClassification,
    AutoTokenizer,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    get_linear_schedule_with_warmup,
)

import corpus
from corpus import Window
from engines import of_module
from labels import LABELS
from score import found, padded, table

# How often a row of a set is seen in an epoch, as in the training of our own models; others once.
TIMES = {"labels": 2.0, "written": 2.0, "templates": 0.5}
# Batches whose windows are sorted by length together: enough for little padding, few enough for chance.
SORTED_TOGETHER = 32
# The part of the batches in which the learning rate rises.
WARM_UP = 0.1
# Batches between two lines of report.
REPORTED = 25


def epoch(
    windows: Sequence[Window], sets: Sequence[str], tokens: int, chance: random.Random
) -> list[list[Window]]:
    """The batches of an epoch in the order of training, each of at most `tokens` tokens with its padding."""
    drawn = [
        window
        for window in windows
        for _ in range(int(TIMES.get(sets[window.row], 1.0) + chance.random()))
    ]
    chance.shuffle(drawn)
    batches = [batch for group in groups(drawn, SORTED_TOGETHER * tokens) for batch in sorted_batches(group, tokens)]
    chance.shuffle(batches)
    return batches


def groups(windows: Sequence[Window], tokens: int) -> Iterator[list[Window]]:
    """The windows in runs of about `tokens` tokens."""
    group: list[Window] = []
    room = tokens
    for window in windows:
        group.append(window)
        room -= len(window.ids)
        if room <= 0:
            yield group
            group, room = [], tokens
    if group:
        yield group


def sorted_batches(windows: Sequence[Window], tokens: int) -> Iterator[list[Window]]:
    """Batches of windows of like length."""
    batch: list[Window] = []
    for window in sorted(windows, key=lambda window: len(window.ids)):
        if batch and (len(batch) + 1) * len(window.ids) > tokens:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def loss_of(logits: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """The mean over the tokens of which something is known. `allowed`: (batch, length), a bit for each label."""
    bits = (allowed.unsqueeze(-1) >> torch.arange(len(LABELS))) & 1
    known = (bits.sum(-1) > 0) & (bits.sum(-1) < len(LABELS))
    logits, bits = logits[known], bits[known].bool()
    if len(logits) == 0:
        return logits.sum()
    right = logits.masked_fill(~bits, float("-inf")).logsumexp(-1)
    return (logits.logsumexp(-1) - right).mean()


def limited(batches: list[list[Window]], tokens: int | None) -> list[list[Window]]:
    """The first batches, of about so many tokens."""
    if tokens is None:
        return batches
    totals = accumulate(sum(len(window.ids) for window in batch) for batch in batches)
    return [batch for batch, total in zip(batches, totals) if total <= tokens]


def train(
    model: PreTrainedModel, batches: Sequence[list[Window]], rate: float, pad: int
) -> Iterator[int]:
    """Goes through the batches once; after each, says how many are done."""
    decayed = [weight for weight in model.parameters() if weight.ndim > 1]
    others = [weight for weight in model.parameters() if weight.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}],
        lr=rate,
        fused=True,
    )
    schedule = get_linear_schedule_with_warmup(optimizer, int(WARM_UP * len(batches)), len(batches))
    began, tokens, losses = time.monotonic(), 0, []
    for done, batch in enumerate(batches, start=1):
        model.train()
        ids, mask = padded([window.ids for window in batch], pad)
        allowed, _ = padded([window.allowed for window in batch], 0)
        output = model(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask))
        loss = loss_of(output.logits, torch.from_numpy(allowed))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        losses.append(loss.item())
        tokens += int(mask.sum())
        if done % REPORTED == 0 or done == len(batches):
            mean, seconds = sum(losses) / len(losses), time.monotonic() - began
            print(f"{done}/{len(batches)} loss {mean:.4f}, {tokens / seconds:.0f} tokens/s", flush=True)
            losses = []
        yield done


def save(model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, out: Path) -> None:
    """Writes the folder beside its place, then moves it there: whoever reads sees whole checkpoints only."""
    fresh, old = out.with_name(out.name + ".new"), out.with_name(out.name + ".old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    model.save_pretrained(fresh)
    # Where to cut is for whoever uses the model to say.
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.save_pretrained(fresh)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--languages", nargs="+", default=["en"])
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4, help="highest learning rate")
    parser.add_argument("--longest", type=int, default=256, help="tokens of a window")
    parser.add_argument("--batch-tokens", type=int, default=1024, help="tokens of a batch")
    parser.add_argument("--limit-tokens", type=int, help="train on at most so many tokens in all")
    return parser.parse_args()


def main() -> None:
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    chance = random.Random(args.seed)
    tokenizer = AutoTokenizer.from_pretrained(args.encoder, local_files_only=True, use_fast=True)
    model = AutoModelForTokenClassification.from_pretrained(
        args.encoder,
        local_files_only=True,
        torch_dtype=torch.float32,
        id2label=dict(enumerate(LABELS)),
        label2id={label: number for number, label in enumerate(LABELS)},
    )

    # Else the configuration would say where the encoder lay.
    model.config._name_or_path = args.encoder.name

    rows = corpus.read(args.corpus, args.languages)
    learnt = [row for row in rows if not row.held_out]
    windows = corpus.windows(learnt, tokenizer, args.longest)
    sets = [row.set for row in learnt]
    batches = [
        batch for _ in range(args.epochs) for batch in epoch(windows, sets, args.batch_tokens, chance)
    ]
    half_epoch = max(1, len(batches) // (2 * args.epochs))
    batches = limited(batches, args.limit_tokens)
    for done in train(model, batches, args.rate, tokenizer.pad_token_id or 0):
        if done % half_epoch == 0 or done == len(batches):
            save(model, tokenizer, args.out)

    held_out = [row for row in rows if row.held_out]
    windows = corpus.windows(held_out, tokenizer, args.longest)
    print(table(held_out, found(held_out, windows, of_module(model), tokenizer.pad_token_id or 0)))


if __name__ == "__main__":
    main()
