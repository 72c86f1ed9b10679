"""Where things are for those tests that run on Spark; without it, they are left out."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

import rostra

if "ROSTRA_REQUIRE_SPARK" not in os.environ:
    pytest.importorskip("pyspark", reason="rostra.spark is for those who have pyspark")
    if shutil.which("java") is None:
        pytest.skip("Spark runs on Java, and there is none", allow_module_level=True)

import pyspark

ROOT = Path(__file__).resolve().parents[4]
PACKAGE = Path(rostra.__file__).resolve().parents[1]
"""The folder in which the package lies that is tested, in the checkout or installed."""
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
