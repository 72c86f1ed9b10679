"""Where things are for those tests that run on Spark; without it, they are left out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

pyspark = pytest.importorskip("pyspark", reason="rostra.spark is for those who have pyspark")

ROOT = Path(__file__).resolve().parents[4]
PACKAGE = ROOT / "crates/python/python"
POISON = Path(__file__).resolve().parent / "poison"


def environment() -> dict[str, str]:
    """What a program that is started on its own needs, to find Spark, this interpreter and the package."""
    return {
        **os.environ,
        "SPARK_HOME": str(Path(pyspark.__file__).parent),
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(PACKAGE),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
