"""DataFrames in, DataFrames out."""

from __future__ import annotations

import pyarrow as pa
import pytest
import rostra
import rostra.spark
from pyspark.sql import SparkSession

RUIZ = "Speeches were delivered by Ana Ruiz, Minister of Health of Peru."


def test_the_columns_are_those_of_the_parquet_output(spark: SparkSession) -> None:
    df = spark.createDataFrame([("a", RUIZ), ("b", "They met.")], "id string, text string")
    table = rostra.spark.extract(df, with_text=True).orderBy("id").toArrow()
    wanted = rostra.Extractor(with_text=True).extract_arrow(pa.table({"id": ["a", "b"], "text": [RUIZ, "They met."]}))
    assert table.to_pylist() == wanted.to_pyarrow().to_pylist()
    assert table.column_names == rostra.schema().names


def test_fields_keep_their_descriptions() -> None:
    fields = rostra.spark.schema()
    assert fields["lang"].metadata == {"comment": "BCP 47 primary tag; `und` where it is not known"}
    person = fields["people"].dataType.elementType  # type: ignore[attr-defined]
    assert person["role"].metadata["comment"].startswith("`keynote`")
    assert not fields["id"].nullable and fields["text"].nullable
    assert rostra.spark.identity_schema().names == ["id", "content_hash"]


def test_columns_may_have_other_names_and_others_are_carried(spark: SparkSession) -> None:
    df = spark.createDataFrame([(7, RUIZ, "en", "w", 3)], "nr int, body string, language string, at string, n int")
    rows = rostra.spark.extract(df, "body", "nr", columns={"lang": "language"}, source="at", home_country="PER")
    row = rows.first()
    assert row is not None
    assert (row.id, row.lang, row.source, row.carried) == ("7", "en", "w", '{"n":3}')


def test_what_is_carried_does_not_tell_of_the_session(spark: SparkSession) -> None:
    at = "timestamp'2024-05-14 12:00:00Z'"
    rows = f"SELECT 'a' AS id, 'They met.' AS text, {at} AS at, array({at}) AS more"
    told = []
    for zone in ("UTC", "Asia/Tokyo"):
        spark.conf.set("spark.sql.session.timeZone", zone)
        told.append(rostra.spark.extract(spark.sql(rows)).select("carried", "content_hash").first())
    spark.conf.unset("spark.sql.session.timeZone")
    assert told[0] == told[1] and told[0] is not None
    assert told[0].carried == '{"at":"2024-05-14T12:00:00Z","more":["2024-05-14T12:00:00Z"]}'


def test_ids_are_made_where_there_are_none(spark: SparkSession) -> None:
    df = spark.createDataFrame([(RUIZ,)], "text string")
    row = rostra.spark.extract(df, id=None).first()
    assert row is not None and row.id == rostra.extract(RUIZ).id
    known = rostra.spark.identify(df, id=None).collect()
    assert [(one.id, one.content_hash) for one in known] == [(row.id, row.content_hash)]


def test_what_does_not_hold_is_said_before_any_work(spark: SparkSession) -> None:
    df = spark.createDataFrame([("a", RUIZ, 1)], "id string, text string, n int")
    with pytest.raises(rostra.TableError, match="no column `body`; there are `id`, `text`, `n`"):
        rostra.spark.extract(df, "body")
    with pytest.raises(rostra.TableError, match="column `n` holds Int32"):
        rostra.spark.extract(df, "n")
    with pytest.raises(rostra.TableError, match="no column `nr`"):
        rostra.spark.identify(df, id="nr")
    with pytest.raises(rostra.ConfigError, match="pagez"):
        rostra.spark.extract(df, limits={"pagez": 1})
    with pytest.raises(rostra.ConfigError, match="XXY"):
        rostra.spark.extract(df, home_country="XXY")
    with pytest.raises(TypeError, match="langs"):
        rostra.spark.extract(df, langs="en")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="seconds"):
        rostra.spark.extract(df, seconds=0)


def test_what_only_executors_know_fails_the_job_with_its_reason(spark: SparkSession) -> None:
    df = spark.createDataFrame([("a", RUIZ)], "id string, text string")
    records = rostra.spark.extract(df, pipeline="only/there.toml")
    with pytest.raises(Exception, match=r"ConfigError: .*only/there\.toml"):
        records.collect()


def test_a_task_reads_with_the_threads_of_its_processors_and_builds_once(spark: SparkSession) -> None:
    from rostra.spark.chain import Chain, Table
    from rostra.spark.task import Task

    def probe(batches):  # type: ignore[no-untyped-def]
        import os

        from rostra.spark import reader

        task = Task(Chain(), Table("text", "id"))
        for batch in batches:
            for _ in range(2):
                list(task([batch]))
        built = [(os.getpid(), threads) for _, threads in reader._built if _ == Chain()]
        yield pa.RecordBatch.from_pylist([{"pid": pid, "threads": threads} for pid, threads in built])

    df = spark.createDataFrame([(str(n), RUIZ) for n in range(8)], "id string, text string").repartition(4)
    rows = df.mapInArrow(probe, "pid long, threads long").collect()
    assert {row.threads for row in rows} == {1}
    assert 1 <= len({row.pid for row in rows}) <= 2, "each executor has one process"
    assert len(rows) == 4, "one extractor in each of four tasks' processes"
