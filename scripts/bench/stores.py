#!/usr/bin/env python3
"""Time of a run into each form of output, as a ratio to extraction alone, and of the run after it in which nothing has changed.

    scripts/bench/stores.py ROSTRA ROWS.jsonl [--postgres URL] [--jobs N] [--times N] [--only FORM,...]

Prints wall seconds, processor seconds of the program, ratio, and peak memory. Extraction alone writes JSON Lines to /dev/null. Runs are taken in
turn, `--times` of each, and the least counts. A PostgreSQL database must be empty; its schema is dropped before each first run.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time


def run(command):
    """Wall seconds, processor seconds and peak memory in MB of a command."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)}: {said}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said.strip().splitlines()[0]


def fresh(url):
    subprocess.run(
        ["psql", "-q", url, "-c", "DROP SCHEMA public CASCADE; CREATE SCHEMA public"],
        check=True,
        stderr=subprocess.DEVNULL,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rostra")
    parser.add_argument("rows")
    parser.add_argument("--postgres")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    folder = tempfile.mkdtemp()
    outputs = {"alone": "/dev/null", "sqlite": f"{folder}/out.db"}
    if args.postgres:
        outputs["postgres"] = args.postgres
    for form in ("jsonl", "csv", "parquet", "ftm.jsonl"):
        outputs[form] = f"{folder}/out.{form}"
    outputs["datapackage"] = f"{folder}/datapackage.json"
    chosen = set(filter(None, args.only.split(",")))
    least = {}
    for _ in range(args.times):
        for name, place in outputs.items():
            if chosen and name not in chosen | {"alone"}:
                continue
            command = [args.rostra, "extract", args.rows, "-o", place, "--jobs", args.jobs]
            kinds = ["first", "again"] if name in ("sqlite", "postgres") else ["first"]
            if name == "postgres":
                fresh(place)
            if name == "sqlite" and os.path.exists(place):
                for end in ("", "-wal", "-shm"):
                    if os.path.exists(place + end):
                        os.remove(place + end)
            for kind in kinds:
                took = run(command)
                key = (name, kind)
                if key not in least or took[0] < least[key][0]:
                    least[key] = took
    alone = least["alone", "first"][0]
    print(f"{'output':<14}{'run':<7}{'wall s':>8}{'cpu s':>8}{'ratio':>7}{'to first':>10}{'MB':>6}")
    for (name, kind), (wall, cpu, memory, said) in least.items():
        first = least[name, "first"][0]
        print(f"{name:<14}{kind:<7}{wall:>8.1f}{cpu:>8.1f}{wall / alone:>7.2f}{wall / first:>10.2f}{memory:>6.0f}  {said}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
