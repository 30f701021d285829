#!/usr/bin/env python3
"""What one cold scan of a tree costs.

Measures `migcompat facts TREE --no-cache` (wall clock, processor time, peak
memory of its largest process) and, over the same files with the same flags,
the processor time of `clang -fsyntax-only`: the least that anybody pays who
lets a compiler read the tree. The files and flags are the scan's own plan
(`migcompat facts TREE --print-plan DIR`), one line per file:

    group<TAB>arguments, quoted for a shell<TAB>file

SPDX-License-Identifier: GPL-2.0-or-later
"""
import argparse
import concurrent.futures
import os
import shlex
import subprocess
import sys
import tempfile
import time


class Cost:
    """Wall clock and processor seconds, peak memory in MiB."""

    def __init__(self, wall, usage):
        self.wall = wall
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024


def run(command, **options):
    """(exit status, cost) of a command and all that it waited for."""
    start = time.monotonic()
    # wait4 must reap it, so Popen's own wait is never called.
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, Cost(time.monotonic() - start, usage)


def failed(status):
    """Gaps and findings are bits of the status, and no failure."""
    return status < 0 or status & 1


def measure_scan(program, tree, jobs, runs):
    """The cheapest of several scans, or None."""
    best = None
    for _ in range(runs):
        status, cost = run([program, "facts", tree, "--no-cache", "--quiet",
                            "-j", str(jobs), "-o", os.devnull])
        if failed(status):
            print(f"'{program} facts {tree}' failed with status {status}")
            return None
        if best is None or cost.cpu < best.cpu:
            best = cost
    return best


def read_plan(path):
    """[(arguments, file)] of a plan."""
    with open(path, encoding="utf-8", errors="surrogateescape") as handle:
        rows = [line.rstrip("\n").split("\t") for line in handle]
    return [(shlex.split(row[1]), row[2]) for row in rows if len(row) == 3]


def make_plan(program, tree, directory):
    """Lets the program write its plan; the synthesised headers stay in
    `directory`, so that the compiler finds them too."""
    plan = os.path.join(directory, "plan.tsv")
    with open(plan, "wb") as handle:
        status = subprocess.run(
            [program, "facts", tree, "--no-cache", "--quiet", "--print-plan",
             directory], stdin=subprocess.DEVNULL, stdout=handle,
            check=False).returncode
    return None if failed(status) else plan


def measure_clang(clang, plan, tree, jobs):
    """(processor seconds, files) of clang over the plan's files."""
    def one(row):
        arguments, file = row
        _, cost = run([clang, "-fsyntax-only", "-w", "-ferror-limit=0",
                       *arguments, file], cwd=tree,
                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return cost.cpu

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        seconds = list(pool.map(one, plan))
    return sum(seconds), len(seconds)


def print_clang(args, scan):
    with tempfile.TemporaryDirectory() as scratch:
        plan = args.plan or make_plan(args.program, args.tree, scratch)
        rows = read_plan(plan) if plan else []
        if not rows:
            print("clang      not measured: no plan of the scan")
            return
        if not args.clang or not os.access(args.clang, os.X_OK):
            print("clang      not measured: no clang of libclang's version")
            return
        cpu, files = measure_clang(args.clang, rows, args.tree, args.jobs)
    print(f"clang      cpu {cpu:8.1f} s  over {files} files (-fsyntax-only)")
    print(f"scan / clang processor time: {scan.cpu / cpu:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--tree", required=True)
    parser.add_argument("--clang", default="")
    parser.add_argument("--plan", help="a saved plan")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("-j", "--jobs", type=int,
                        default=len(os.sched_getaffinity(0)))
    args = parser.parse_args()
    if not os.path.isdir(args.tree):
        print(f"there is no tree '{args.tree}'; name one with "
              "cmake -DBENCH_TREE=DIRECTORY")
        return 1
    args.tree = os.path.abspath(args.tree)
    scan = measure_scan(args.program, args.tree, args.jobs, args.runs)
    if not scan:
        return 1
    print(f"scan       cpu {scan.cpu:8.1f} s  wall {scan.wall:.1f} s with "
          f"{args.jobs} workers  largest process {scan.peak:.0f} MiB")
    print_clang(args, scan)
    return 0


if __name__ == "__main__":
    sys.exit(main())
