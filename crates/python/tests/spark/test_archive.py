"""The package, shipped to executors that have none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from cluster import environment
from rostra.spark import archive

RUIZ = "Speeches were delivered by Ana Ruiz, Minister of Health, and by Luc Roy, Minister of Trade of France."

PIPELINE = """\
[relate]
type = "apposition.v1"
home_country = "PER"
"""

PROGRAM = """
import sys
import pyarrow as pa
import rostra.spark
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
df = spark.createDataFrame([("a", sys.argv[1])], "id string, text string")
row = rostra.spark.extract(df, pipeline="rostra_env/pipeline.toml", model=False).first()

def where(batches):
    import os
    import rostra
    for _ in batches:
        home = os.path.realpath("rostra_env")
        yield pa.RecordBatch.from_pylist([{"shipped": os.path.realpath(rostra.__file__).startswith(home)}])

print(row.extractor.pipeline, row.people[0].country, spark.range(1).mapInArrow(where, "shipped boolean").first().shipped)
"""


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(PIPELINE)
    return path


def test_the_same_contents_give_the_same_bytes(tmp_path: Path, pipeline: Path) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "en.toml").write_text("")
    one, other = tmp_path / "one.tar.gz", tmp_path / "other.tgz"
    archive.write(one, pipeline=pipeline, packs=packs)
    os.utime(pipeline, (0, 0))
    archive.write(other, pipeline=pipeline, packs=packs)
    assert one.read_bytes() == other.read_bytes()
    with tarfile.open(one) as tar:
        names = tar.getnames()
    assert {"pipeline.toml", "packs/en.toml", "rostra/__init__.py", "rostra/spark/task.py", "rostra/_rostra.abi3.so"} <= set(
        names
    )
    assert not [name for name in names if "__pycache__" in name]


def test_an_archive_is_written_whole_or_not_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.tar.gz"
    out.write_bytes(b"earlier")
    assert archive.main([str(out), "--pipeline", str(tmp_path / "nowhere.toml")]) == 2
    assert "nowhere.toml" in capsys.readouterr().err
    assert out.read_bytes() == b"earlier" and os.listdir(tmp_path) == ["out.tar.gz"]
    assert archive.main([str(tmp_path / "out.zip")]) == 2


def test_executors_read_with_what_was_shipped(tmp_path: Path, pipeline: Path, rostra_bin: str) -> None:
    out = tmp_path / "shipped.tar.gz"
    archive.write(out, pipeline=pipeline)
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    given = environment() | {"SPARK_WORKER_DIR": str(tmp_path / "work")}
    command = [sys.executable, "-m", "rostra.spark.archive", "--help"]
    assert "--packs" in subprocess.run(command, env=given, check=True, capture_output=True, text=True).stdout
    submit = [
        str(Path(given["SPARK_HOME"]) / "bin/spark-submit"),
        *("--master", "local-cluster[1,1,1024]", "--conf", "spark.ui.enabled=false"),
        *("--archives", f"{out}#rostra_env", "--conf", "spark.executorEnv.PYTHONPATH=rostra_env"),
        *(str(program), RUIZ),
    ]
    ran = subprocess.run(submit, env=given, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr[-4000:]
    text = tmp_path / "a.txt"
    text.write_text(RUIZ)
    told = subprocess.run(
        [rostra_bin, "extract", "-q", "--no-model", "--pipeline", pipeline, text], check=True, capture_output=True
    )
    document = json.loads(told.stdout)
    assert document["people"][0]["country"] == "PER"
    digest = document["extractor"]["pipeline"]
    plain = subprocess.run([rostra_bin, "extract", "-q", "--no-model", text], check=True, capture_output=True)
    assert json.loads(plain.stdout)["extractor"]["pipeline"] != digest
    assert ran.stdout.split() == [digest, "PER", "True"]
