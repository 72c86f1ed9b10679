"""Where files that were sent along with a job lie."""

from __future__ import annotations

import os

__all__ = ["located"]


def located(path: str) -> str:
    """Where ``path`` is on this machine: among the files and unpacked archives that Spark has brought, if it is there, else as it
    stands.

    An archive ``env.tar.gz#rostra_env`` is a folder there, so ``rostra_env/pipeline.toml`` is a file of it.
    """
    if os.path.isabs(path):
        return path
    root = _root()
    brought = root and os.path.join(root, path)
    return os.path.abspath(brought) if brought and os.path.exists(brought) else path


def _root() -> str | None:
    """The folder of what Spark has brought; none where there is no Spark of this process, or only a connection to one."""
    from pyspark import SparkContext, SparkFiles

    if SparkFiles._is_running_on_worker or SparkContext._active_spark_context is not None:
        return SparkFiles.getRootDirectory()
    return None
