"""Reads what `rostra export` writes by the tools that it is for, and fails where they read other words than we marked.

    exchange.py FOLDER

FOLDER holds the same documents as `tasks.json` with `config.xml`, as `out.conll`, and as `out.jsonl` for spaCy. Prints a line for each tool
that read them, and for each that is not installed. Exit status 1: something is wrong; 77: no tool is there.

Label Studio: the SDK validates configuration, tasks, predictions and annotations by the configuration, and its converter, which is what the
server exports with, cuts the words of names that we marked. spaCy: each document is read with its schema, put into a DocBin and taken out
again; every entity and span is the words that we marked; and what `spacy convert` makes of the columns has the same words, sentences and
entities.
"""

import contextlib
import importlib
import io
import json
import pathlib
import sys
import tempfile


class Wrong(Exception):
    pass


def check(holds, *told):
    if not holds:
        raise Wrong(" ".join(str(one) for one in told))


def bare(words):
    return "".join(words.split())


def results(task):
    """What is said of a task, whether by the program or by people."""
    (said,) = task.get("annotations") or task["predictions"]
    return said["result"]


def exported(task, number):
    """The task as a server exports it once somebody has taken the prediction as it is."""
    annotation = {"id": number, "completed_by": {"id": 1}, "result": results(task), "created_at": "2024-05-02T10:00:00Z"}
    return {"id": number, "data": task["data"], "annotations": [annotation], "predictions": []}


def names(task):
    """The places of names, in the order of the text; of those that overlap, which the converter cannot tell apart, none."""
    labels = [result for result in results(task) if result["type"] == "labels" and result["value"]["labels"] == ["Person"]]
    places = sorted({(label["value"]["start"], label["value"]["end"]) for label in labels})
    met = {place for one, place in zip(places, places[1:]) if place[0] < one[1]}
    return [] if met else places


def only_names(task):
    places = names(task)
    results = [
        {"id": str(n), "from_name": "label", "to_name": "text", "type": "labels", "value": {"start": start, "end": end, "labels": ["Person"]}}
        for n, (start, end) in enumerate(places)
    ]
    task["annotations"][0]["result"] = results
    return task


def label_studio(module, folder):
    from label_studio_sdk.converter import Converter
    from label_studio_sdk.label_interface import LabelInterface

    config = (folder / "config.xml").read_text(encoding="utf-8")
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    interface = LabelInterface(config)
    interface.validate()
    regions = 0
    for task in tasks:
        name = task["data"]["id"]
        # With predictions in it, `validate_task` of 2.1 breaks off: it calls what validates them without any.
        check(interface.validate_task({"data": task["data"]}), name, "is no task")
        for said in task.get("predictions", []):
            errors = interface.validate_prediction(said, return_errors=True)
            check(not errors, name, errors[:3])
        for said in task.get("annotations", []):
            check(interface.validate_annotation(said), name, "has an annotation that is none")
        for result in results(task):
            value = result.get("value", {})
            if result["type"] == "labels":
                regions += 1
                words = task["data"]["text"][value["start"] : value["end"]]
                check(words == value["text"], name, repr(words), repr(value["text"]))
    whole = [exported(task, number) for number, task in enumerate(tasks, 1)]
    # Of a text without words the converter makes an empty line, which ends a document everywhere else.
    told = [task for task in tasks if task["data"]["text"].strip()]
    cut = [only_names(exported(task, number)) for number, task in enumerate(told, 1)]
    with tempfile.TemporaryDirectory() as out:
        out = pathlib.Path(out)
        for name, some in (("whole", whole), ("cut", cut)):
            (out / f"{name}.json").write_text(json.dumps(some), encoding="utf-8")
        converter = Converter(config, str(out), download_resources=False)
        for form in ("JSON", "JSON_MIN", "CSV"):
            converter.convert(str(out / "whole.json"), str(out / form), form, is_dir=False)
        check(json.loads((out / "JSON" / "result.json").read_text(encoding="utf-8")) == whole, "JSON is changed")
        converter.convert(str(out / "cut.json"), str(out / "CONLL2003"), "CONLL2003", is_dir=False)
        columns = (out / "CONLL2003" / "result.conll").read_text(encoding="utf-8")
    blocks = columns.removeprefix("-DOCSTART- -X- O\n").split("\n\n")
    for task, block in zip(told, blocks):
        found = []
        for line in block.splitlines():
            token, _, _, tag = line.rsplit(" ", 3)
            if tag.startswith("B-"):
                found.append(token)
            elif tag.startswith("I-"):
                found[-1] += token
        wanted = [task["data"]["text"][start:end] for start, end in names(task)]
        # Its tokens may be longer than a name, and two names in one token are one to it.
        check(len(found) <= len(wanted), task["data"]["id"], found, wanted)
        if len(found) == len(wanted):
            for one, words in zip(found, wanted):
                check(bare(words) in bare(one), task["data"]["id"], repr(words), repr(one))
    return f"{len(tasks)} tasks with {regions} regions"


RENAMED = {"PER": "PERSON", "COUNTRY": "GPE"}


def spacy(module, folder):
    from spacy.cli.convert import convert
    from spacy.tokens import Doc, DocBin

    nlp = module.blank("xx")
    lines = (folder / "out.jsonl").read_text(encoding="utf-8").split("\n")
    written = [json.loads(line) for line in lines if line]
    docs = [Doc(nlp.vocab).from_json(doc, validate=True) for doc in written]
    entities, spans, own = 0, 0, 0
    for doc, json_doc in zip(docs, written):
        text = json_doc["text"]
        check(doc.text == text, "text is changed:", repr(text[:80]))
        check(len(doc) == len(json_doc["tokens"]), "tokens are others")
        check(all(person["name"] for person in json_doc["rostra"]["people"]), "records are none")
        check(len(list(doc.sents)) == len(json_doc["sents"]) if len(doc) else True, "sentences are others")
        for found, marked in ((doc.ents, json_doc["ents"]), (doc.spans["rostra"], json_doc["spans"]["rostra"])):
            check(len(found) == len(marked), "places are others")
            for one, place in zip(found, marked):
                words = text[place["start"] : place["end"]]
                check((one.text, one.label_) == (words, place["label"]), repr(one.text), repr(words))
        made = nlp.make_doc(text)
        for place in json_doc["ents"]:
            words = text[place["start"] : place["end"]]
            around = made.char_span(place["start"], place["end"], alignment_mode="expand")
            check(words in around.text, repr(words), "is not in", repr(around.text))
            own += around.text == words
        entities, spans = entities + len(doc.ents), spans + len(doc.spans["rostra"])
    again = list(DocBin().from_bytes(DocBin(docs=docs, store_user_data=True).to_bytes()).get_docs(nlp.vocab))
    for one, other in zip(docs, again, strict=True):
        check([str(e) for e in one.ents] == [str(e) for e in other.ents], "a DocBin has other entities")
        check(len(one.spans["rostra"]) == len(other.spans["rostra"]), "a DocBin has other spans")
    with tempfile.TemporaryDirectory() as out, contextlib.redirect_stdout(io.StringIO()):
        convert(folder / "out.conll", out, file_type="spacy", converter="conll", n_sents=0)
        columns = list(DocBin().from_disk(pathlib.Path(out) / "out.spacy").get_docs(nlp.vocab))
    told = [doc for doc in docs if any(not token.is_space for token in doc)]
    for one, other in zip(told, columns, strict=True):
        check([t.text for t in one if not t.is_space] == [t.text for t in other], "columns have other words:", other.text[:80])
        ours = [(bare(e.text), e.label_) for e in one.ents]
        theirs = [(bare(e.text), RENAMED.get(e.label_, e.label_)) for e in other.ents]
        check(ours == theirs, "columns have other entities:", ours, theirs)
        sentences = [[bare(s.text) for s in doc.sents] for doc in (one, other)]
        check(sentences[0] == sentences[1], "columns have other sentences")
    return f"{len(docs)} documents with {entities} entities and {spans} spans; {own} entities are whole tokens of its own tokenizer, too"


def main(folder):
    missing, status = 0, 0
    tools = (("label-studio", "label_studio_sdk", label_studio), ("spacy", "spacy", spacy))
    for name, module, read in tools:
        try:
            module = importlib.import_module(module)
        except ModuleNotFoundError as error:
            print(f"({name} is not there: {error.name})")
            missing += 1
            continue
        try:
            print(f"{name} {module.__version__}: {read(module, pathlib.Path(folder))}")
        except Wrong as wrong:
            print(f"({name}: {wrong})")
            status = 1
    return 77 if missing == len(tools) else status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
