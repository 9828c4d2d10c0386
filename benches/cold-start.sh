#!/usr/bin/env bash
# How long a writer waits for one draft: pitchlint from start to exit, beside what else could be run on the same file.
#
#   benches/cold-start.sh [DRAFT]
#
# Needs cargo, hyperfine and Python 3. Compares with ripgrep (the same phrases, counting lines) and typos where they are installed, and
# with a program that only reads the draft and parses its Markdown.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

draft=${1:-fixtures/pitches/budget-1200.md}
build
"$out/pitchlint" rules --phrases >"$work/phrases"

commands=(
  "pitchlint=$out/pitchlint --format compact $draft"
  "parse only=$out/floor $draft"
  "pitchlint --format full=$out/pitchlint $draft"
)
missing=()
command -v rg >/dev/null || missing+=("ripgrep (rg)")
if [ -n "$typos" ]; then
  commands+=("typos=$typos $draft")
else
  missing+=("typos")
fi

echo "$(wc -l <"$work/phrases") phrases, $(wc -w <"$draft") words, $(wc -c <"$draft") bytes"
# So short a time varies more with what else the machine does than between programs: they take turns.
python3 benches/rounds.py 40x12 "${commands[@]}"
# Building an automaton of all phrases at every start takes it seconds: twice will do.
if command -v rg >/dev/null; then
  hyperfine --shell none --runs 2 --ignore-failure --style basic --command-name "ripgrep" "rg -c -i -w -f $work/phrases $draft"
fi
for name in "${missing[@]}"; do
  echo "not measured, because it is not installed: $name"
done
