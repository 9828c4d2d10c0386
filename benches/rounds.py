#!/usr/bin/env python3
"""Runs programs in turn, round after round, and says how long the first takes beside each of the others.

    benches/rounds.py ROUNDS[xTIMES] NAME=COMMAND NAME=COMMAND...

On a machine that has other things to do, a program that is measured for a minute and another one a minute later meet different
machines; in a round, they meet nearly the same. A first round is not counted. With TIMES, hyperfine runs each program so often in
each round, and the time in the middle counts: to start a program from here takes as long as some take to end.
"""

import json
import shlex
import statistics
import subprocess
import sys
import tempfile
import time


def seconds(command, often):
    if often:
        with tempfile.NamedTemporaryFile() as report:
            measure = ["hyperfine", "--shell", "none", "--warmup", "2", "--runs", often, "--ignore-failure", "--export-json", report.name]
            subprocess.run([*measure, shlex.join(command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            return json.load(report)["results"][0]["median"]
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main():
    rounds, _, often = sys.argv[1].partition("x")
    commands = {name: shlex.split(command) for name, _, command in (argument.partition("=") for argument in sys.argv[2:])}
    times = {name: [] for name in commands}
    for number in range(int(rounds) + 1):
        for name, command in commands.items():
            taken = seconds(command, often)
            if number > 0:
                times[name].append(taken)
    own_name, own = next(iter(times.items()))
    for name, taken in times.items():
        print(f"{name}: {statistics.median(taken) * 1000:.2f} ms in the middle, {min(taken) * 1000:.2f} ms at least", end="")
        if name != own_name:
            ratio = statistics.median(mine / other for mine, other in zip(own, taken))
            print(f"; {own_name} takes {ratio:.2f} times as long in the middle of the rounds, {min(own) / min(taken):.2f} at least", end="")
        print()


if __name__ == "__main__":
    main()
