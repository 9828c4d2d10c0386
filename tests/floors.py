#!/usr/bin/env python3
"""Holds the figures of a score against the floors in floors.json, which move only upwards.

usage: floors.py < SCORE_JSON           print the table; exit 1 if a figure is below its floor
       floors.py --raise < SCORE_JSON   raise each floor to the figure, rounded down to two digits

The score is what the corpus's own script prints of a program: how often it agrees with people who read the same drafts.
"""

import json
import math
import pathlib
import sys

FLOORS = pathlib.Path(__file__).with_name("floors.json")


def figure(score, name):
    """The figure behind a dotted name, such as pieces.goal.balanced; None where the score has none."""
    for key in name.split("."):
        score = score.get(key) if isinstance(score, dict) else None
    return score


def main():
    options = sys.argv[1:]
    if options not in ([], ["--raise"]):
        sys.exit(__doc__)
    score = json.load(sys.stdin)
    floors = json.loads(FLOORS.read_text())
    figures = {name: figure(score, name) for name in floors}
    if options:
        for name, value in figures.items():
            # The small addend keeps 0.29, which is 28.999... hundredths in binary, from becoming 0.28.
            floors[name] = max(floors[name], math.floor((value or 0) * 100 + 1e-6) / 100)
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n")
    below = [name for name, value in figures.items() if value is None or value < floors[name]]
    width = max(map(len, floors))
    print(f"{'':{width}}  figure  floor")
    for name, floor in floors.items():
        value = "none" if figures[name] is None else f"{figures[name]:.3f}"
        print(f"{name:{width}}  {value:>6}  {floor:5.2f}{'  below its floor' if name in below else ''}")
    if below:
        sys.exit(f"{len(below)} of {len(floors)} figures below their floors: mend the change, not the floor.")


if __name__ == "__main__":
    main()
