"""One small cluster for all tests: two executors, each a process of its own with one processor."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    from cluster import PACKAGE, POISON, environment
    from pyspark.sql import SparkSession

    given = environment()
    for name in ("SPARK_HOME", "PYSPARK_PYTHON", "SPARK_LOCAL_IP"):
        os.environ[name] = given[name]
    # What the cluster writes of its executors goes beside the tests' own folders.
    os.environ["SPARK_WORKER_DIR"] = str(tmp_path_factory.mktemp("work"))
    session = (
        SparkSession.builder.master("local-cluster[2,1,2048]")
        .appName("rostra tests")
        .config("spark.executor.memory", "1g")
        .config("spark.ui.enabled", False)
        .config("spark.sql.shuffle.partitions", 4)
        .config("spark.executorEnv.PYTHONPATH", f"{POISON}{os.pathsep}{PACKAGE}")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="session")
def rostra_bin() -> str:
    """The command line, which says what is right."""
    program = os.environ.get("ROSTRA_BIN")
    if program is None:
        assert "ROSTRA_REQUIRE_BIN" not in os.environ, "ROSTRA_BIN is not set"
        pytest.skip("ROSTRA_BIN does not name the command line to compare with")
    subprocess.run([program, "--version"], check=True, capture_output=True)
    return program
