"""spaCy trained from scratch on the corpus of `rostra-train corpus`, and measured: the peer of our models.

    python compare.py train   CORPUS MODEL [--minutes 25]
    python compare.py predict CORPUS MODEL OUT
    python compare.py speed   CORPUS MODEL [--processes 2]

The pipeline is the one of `spacy init config --lang xx --pipeline ner --optimize efficiency` (hashed
embeddings, a convolutional network, transitions), with its own optimiser and batches. Three things are ours:

- the tokenizer takes apart what spans of the corpus take apart: single characters of Chinese, Japanese and
  Korean, and words at apostrophes and hyphens;
- texts are cut at line breaks where they are long;
- spaCy knows no "no person, but perhaps a title". Of sets that leave titles unmarked, the words beside a name
  are *missing* to it, so that it need not learn that titles are nothing; all others are *outside*.
"""

import argparse
import json
import multiprocessing
import random
import time
from pathlib import Path

import spacy
from spacy.cli.init_config import init_config
from spacy.schemas import ConfigSchemaTraining
from spacy.training import Example
from spacy.util import compile_infix_regex, fix_random_seed, load_model_from_config, registry

KINDS = ["PERSON", "TITLE", "ORGANISATION", "PLACE", "EVENT"]
SEED = 1
# Tokens at either side of a name that may be its title where titles are not marked.
BESIDE = 6
# Characters of the longest piece that is trained on.
LONGEST = 600
# Texts that are predicted together.
BATCH = 128
SINGLE = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u3005\uf900-\ufaff]"


def pipeline():
    """The standard pipeline, untrained, with its training settings."""
    config = init_config(lang="xx", pipeline=["ner"], optimize="efficiency", silent=True)
    config["training"]["seed"] = SEED
    nlp = load_model_from_config(config, auto_fill=True)
    infixes = [*nlp.Defaults.infixes, SINGLE, r"['’\-–—/,:;()·・]"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    settings = nlp.config.interpolate()["training"]
    return nlp, registry.resolve(settings, schema=ConfigSchemaTraining)


def rows(corpus, held_out):
    with open(corpus, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["held_out"] == held_out:
                yield row


def pieces(row):
    """The text in pieces of whole lines, with the spans of each."""
    text, start = row["text"], 0
    while start < len(text):
        end = len(text)
        if end - start > LONGEST:
            for mark in ("\n", ". ", "。"):
                cut = text.rfind(mark, start, start + LONGEST)
                if cut > start:
                    end = cut + len(mark)
                    break
            else:
                end = start + LONGEST
            for span in row["spans"]:
                if span["start"] < end < span["end"]:
                    end = span["end"]
        inside = [s for s in row["spans"] if start <= s["start"] and s["end"] <= end]
        yield text[start:end], [(s["start"] - start, s["end"] - start, s["kind"]) for s in inside]
        start = end


def example(nlp, text, spans, complete):
    """A text to train on; `None` where it has no tokens."""
    gold = nlp.make_doc(text)
    if not len(gold):
        return None
    entities, taken = [], 0
    for start, end, kind in spans:
        span = gold.char_span(start, end, label=kind, alignment_mode="expand")
        if span is not None and span.start >= taken:
            entities.append(span)
            taken = span.end
    missing = []
    if "TITLE" not in complete:
        named = {i for span in entities for i in range(span.start, span.end)}
        beside = {
            i
            for span in entities
            for i in range(max(0, span.start - BESIDE), min(len(gold), span.end + BESIDE))
        }
        unknown = beside - named if complete else set(range(len(gold))) - named
        missing = [gold[i : i + 1] for i in sorted(unknown)]
    gold.set_ents(entities, missing=missing, default="outside")
    return Example(nlp.make_doc(text), gold)


def train(args):
    fix_random_seed(SEED)
    shuffle = random.Random(SEED)
    nlp, settings = pipeline()
    made = (
        example(nlp, text, spans, row["complete"])
        for row in rows(args.corpus, held_out=False)
        for text, spans in pieces(row)
    )
    examples = [one for one in made if one]
    shuffle.shuffle(examples)
    print(f"{len(examples)} pieces, {sum(map(len, examples))} tokens", flush=True)
    # spaCy reads the labels off the examples: all five must be among them.
    for kind in KINDS:
        nlp.get_pipe("ner").add_label(kind)
    nlp.initialize(lambda: examples[:2000])
    optimizer, batcher, dropout = settings["optimizer"], settings["batcher"], settings["dropout"]
    steps, words, loss, epoch = 0, 0, {}, 0
    begun, started, spent = time.process_time(), time.monotonic(), 0.0
    while spent < 60 * args.minutes:
        epoch += 1
        shuffle.shuffle(examples)
        for batch in batcher(examples):
            nlp.update(batch, drop=dropout, sgd=optimizer, losses=loss)
            steps += 1
            words += sum(len(one) for one in batch)
            # Processor time: what else the machine does is not held against spaCy.
            spent = time.process_time() - begun
            if steps % 200 == 0:
                print(f"{spent:6.0f} s  epoch {epoch}  step {steps}  {words} tokens  loss {loss}", flush=True)
                loss = {}
            if spent > 60 * args.minutes or time.monotonic() - started > 60 * args.at_most:
                spent = float("inf")
                break
    nlp.to_disk(args.model)
    used = time.process_time() - begun
    print(f"{words} tokens in {used:.0f} s of processor time, {epoch} epochs begun", flush=True)


def predict(args):
    nlp = spacy.load(args.model)
    texts = [(row["text"], row["id"]) for row in rows(args.corpus, held_out=True)]
    with open(args.out, "w", encoding="utf-8") as out:
        for doc, name in nlp.pipe(texts, as_tuples=True, batch_size=BATCH):
            spans = [{"start": e.start_char, "end": e.end_char, "kind": e.label_} for e in doc.ents]
            out.write(json.dumps({"id": name, "spans": spans}) + "\n")


def words(row):
    """Words between spaces; in Chinese and Japanese characters."""
    if row["lang"] in ("zh", "ja"):
        return sum(not c.isspace() for c in row["text"])
    return len(row["text"].split())


def tag(model, texts, ready, go):
    nlp = spacy.load(model)
    # The first call allocates.
    list(nlp.pipe(texts[:BATCH], batch_size=BATCH))
    ready.release()
    go.wait()
    for _ in nlp.pipe(texts, batch_size=BATCH):
        pass


def speed(args):
    every = list(rows(args.corpus, held_out=True))
    random.Random(SEED).shuffle(every)
    every = every[: args.texts]
    texts, count = [row["text"] for row in every], sum(map(words, every))
    ready, go = multiprocessing.Semaphore(0), multiprocessing.Event()
    parts = [texts[i :: args.processes] for i in range(args.processes)]
    workers = [multiprocessing.Process(target=tag, args=(args.model, part, ready, go)) for part in parts]
    for worker in workers:
        worker.start()
    for _ in workers:
        ready.acquire()
    started = time.monotonic()
    go.set()
    for worker in workers:
        worker.join()
    spent = time.monotonic() - started
    print(f"{args.processes} processes: {count} words in {spent:.2f} s, {count / spent:.0f} words a second")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for name, run in (("train", train), ("predict", predict), ("speed", speed)):
        command = commands.add_parser(name)
        command.add_argument("corpus", type=Path)
        command.add_argument("model", type=Path)
        command.set_defaults(run=run)
        if name == "train":
            command.add_argument("--minutes", type=float, default=25, help="of processor time")
            command.add_argument("--at-most", type=float, default=120, help="minutes by the clock")
        if name == "predict":
            command.add_argument("out", type=Path)
        if name == "speed":
            command.add_argument("--processes", type=int, default=1)
            command.add_argument("--texts", type=int, default=4000)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
