#!/usr/bin/env python3
"""Runs programs in turn, round after round, and says how long the first takes beside each of the others.

    benches/rounds.py ROUNDS NAME=COMMAND NAME=COMMAND...

On a machine that has other things to do, a program that is measured for a minute and another one a minute later meet different
machines; in a round, they meet nearly the same. A first round is not counted.
"""

import shlex
import statistics
import subprocess
import sys
import time


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main():
    rounds = int(sys.argv[1])
    commands = {name: shlex.split(command) for name, _, command in (argument.partition("=") for argument in sys.argv[2:])}
    times = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            taken = seconds(command)
            if number > 0:
                times[name].append(taken)
    own_name, own = next(iter(times.items()))
    for name, taken in times.items():
        print(f"{name}: {statistics.median(taken) * 1000:.1f} ms in the middle, {min(taken) * 1000:.1f} ms at least", end="")
        if name != own_name:
            ratio = statistics.median(mine / other for mine, other in zip(own, taken))
            print(f"; {own_name} takes {ratio:.2f} times as long in the middle of the rounds, {min(own) / min(taken):.2f} at least", end="")
        print()


if __name__ == "__main__":
    main()
