"""What an extractor can be told."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from calls import Cli, Python
from releases import ALL, CHINESE, ENGLISH, RUSSIAN

import rostra
from rostra import Extractor

HOME = "The Minister of Health, Jane Doyle, addressed the conference."
"""Names an official without the state."""


def test_the_plain_one(extractor: Extractor, cli: Cli) -> None:
    assert extractor.jobs == 2
    assert rostra.Extractor().jobs >= 1
    identity = extractor.identity
    assert (identity.name, identity.version) == ("rostra", rostra.__version__)
    assert identity.pipeline.startswith("sha256:") and identity.model is not None
    assert extractor.extract(ENGLISH).extractor == identity


def test_a_pipeline_file(tmp_path: Path, root: Path, extractor: Extractor) -> None:
    same = Extractor(root / "pipelines/default.toml")
    assert same.identity == extractor.identity
    path = tmp_path / "home.toml"
    path.write_text('[relate]\ntype = "apposition.v1"\nhome_country = "CAN"\n')
    assert Extractor(path).extract(HOME).people[0].country == "CAN"
    assert Extractor(str(path)).identity != extractor.identity


def test_the_state_of_the_texts(extractor: Extractor) -> None:
    assert extractor.extract(HOME).people[0].country is None
    at_home = Extractor(home_country="CAN").extract(HOME).people[0]
    assert (at_home.name, at_home.country, at_home.country_evidence) == ("Jane Doyle", "CAN", "inferred")


def test_limits(extractor: Extractor) -> None:
    long = ENGLISH + " They met." * 100
    cut = Extractor(limits={"document_bytes": 200}).extract(long)
    assert "input.truncated" in [diagnostic.code for diagnostic in cut.diagnostics]
    assert "input.truncated" not in [diagnostic.code for diagnostic in extractor.extract(long).diagnostics]


def test_strict_takes_no_half_documents() -> None:
    strict = Extractor(limits={"document_bytes": 200}, strict=True)
    with pytest.raises(rostra.DocumentError) as error:
        strict.extract(ENGLISH + " They met." * 100, id="long")
    assert (error.value.id, error.value.kind) == ("long", "incomplete")


def test_without_the_model(cli: Cli, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    plain = Extractor(model=False, jobs=2)
    assert plain.identity.model is None
    assert [document.to_json() for document in plain.extract_files("fixtures/en")] == cli("extract", "fixtures/en", "--no-model")


def test_another_model(root: Path, extractor: Extractor) -> None:
    same = Extractor(model=root / "models/press")
    assert same.identity.model == extractor.identity.model
    assert [document.people for document in same.extract_batch(ALL)] == [
        document.people for document in extractor.extract_batch(ALL)
    ]


def test_the_language(extractor: Extractor) -> None:
    assert Extractor(lang="uk").extract(RUSSIAN).lang == "uk"
    assert Extractor(lang="uk").extract(RUSSIAN, lang="ru").lang == "ru"
    assert extractor.extract(RUSSIAN).lang == "ru"


@pytest.mark.parametrize(("how", "ids"), [("stem", ["a", "a-2"]), ("path", ["1/a", "2/a"])])
def test_ids_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, ids: list[str]) -> None:
    for folder, text in (("1", ENGLISH), ("2", CHINESE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    extractor = Extractor(id_from=how)  # type: ignore[arg-type]
    assert [document.id for document in extractor.extract_files("1", "2")] == ids
    by_content = [document.id for document in Extractor(id_from="content").extract_files("1", "2")]
    moved = [document.id for document in Extractor(id_from="content").extract_files("2", "1")]
    assert by_content == moved[::-1]
    assert len(set(by_content)) == 2


def test_ids_of_rows_stay_as_they_are(extractor: Extractor) -> None:
    read = extractor.extract_batch([{"id": "a", "text": ENGLISH}, {"id": "a", "text": RUSSIAN}, ENGLISH, ENGLISH])
    ids = [document.id for document in read]
    assert ids[:2] == ["a", "a"]
    assert ids[2] == ids[3] == extractor.extract(ENGLISH).content_hash[:16]


def test_what_is_said_beside_a_text(extractor: Extractor) -> None:
    document = extractor.extract(
        ENGLISH, id="a", title="A forum", date="14 May 2024", publisher="Ministry", url="https://example.org/a", source="feed"
    )
    assert (document.id, document.title, document.date, document.publisher) == ("a", "A forum", "2024-05-14", "Ministry")
    assert (document.url, document.source, document.text) == ("https://example.org/a", "feed", None)
    assert rostra.extract(ENGLISH, id="a", title="A forum").title == "A forum"


def test_packs_hold_for_a_process(tmp_path: Path, root: Path, python: Python) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    pack = (root / "crates/lexicon/packs/en.toml").read_text(encoding="utf-8")
    assert "portreeve" not in pack
    words = pack.split("[titles]\nheads = [", 1)
    assert len(words) == 2, "the pack is laid out otherwise"
    (packs / "en.toml").write_text('[titles]\nheads = ["portreeve", '.join(words), encoding="utf-8")
    program = tmp_path / "program.py"
    program.write_text(
        "import rostra, sys\n"
        "mine = rostra.Extractor(packs=sys.argv[1])\n"
        "read = mine.extract('Ruth Castillo, Portreeve of Belize, spoke.')\n"
        "print([title.text for person in read.people for title in person.titles])\n"
        "print(rostra.Extractor(packs=sys.argv[1], jobs=1).identity == mine.identity)\n"
        "try:\n"
        "    rostra.Extractor()\n"
        "except rostra.ConfigError as error:\n"
        "    print(error)\n"
    )
    ran = python(program, packs)
    assert ran.returncode == 0, ran.stderr
    titles, same, others = ran.stdout.splitlines()
    assert titles == "['Portreeve']"
    assert same == "True"
    assert others == "the language packs of a process are chosen once, and others were before"


def test_the_repr_is_the_call(root: Path) -> None:
    assert repr(Extractor()) == "Extractor()"
    made = Extractor(root / "pipelines/default.toml", jobs=1, model=False, limits={"pages": 3}, id_from="path", strict=True)
    again = eval(repr(made), {"Extractor": Extractor})
    assert repr(again) == repr(made)
    assert "model=False" in repr(made) and "limits={'pages': 3}" in repr(made)


def test_it_is_pickled_by_its_settings(root: Path) -> None:
    made = Extractor(jobs=1, model=False, home_country="CAN", with_text=True)
    again = pickle.loads(pickle.dumps(made))
    assert repr(again) == repr(made)
    assert (again.jobs, again.identity) == (1, made.identity)
    assert again.extract(HOME) == made.extract(HOME)
