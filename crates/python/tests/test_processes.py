"""Signals, forks and new processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from calls import Python

PROGRAMS = Path(__file__).parent / "programs"
PROMPT = 60
"""Seconds within which a process must end that has many minutes of work before it, on a machine that is busy."""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise")
@pytest.mark.parametrize("way", ["batch", "record batch", "stream", "iterated stream", "foreign stream"])
def test_ctrl_c_ends_the_work_and_not_the_extractor(way: str) -> None:
    command = [sys.executable, str(PROGRAMS / "interrupted.py"), way]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
        try:
            process.wait(0.5)
            pytest.fail("it ended by itself")
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        try:
            said, complaints = process.communicate(timeout=PROMPT)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert (said.decode().split("\n"), complaints) == (["interrupted", "Ana Ruiz", ""], b"")
    assert process.returncode == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes do not fork here")
def test_a_process_that_has_an_extractor_forks(python: Python) -> None:
    ran = python("-W", "error", PROGRAMS / "forked.py")
    assert ran.stdout.split("\n") == ["fork True", "pool True", "parent True 1", ""], ran.stderr


def test_an_extractor_goes_to_other_processes(python: Python) -> None:
    ran = python(PROGRAMS / "spawned.py")
    assert ran.stdout == "pool True\n", ran.stderr
