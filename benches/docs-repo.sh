#!/usr/bin/env bash
# How long a CI job waits for a docs repository of 1,000 drafts and some 9 MB, on one thread and on two, and how much memory it
# takes; beside a program that only reads and parses them, one that also looks for the phrases, typos and ripgrep.
#
#   benches/docs-repo.sh [FOLDER]
#
# Needs cargo, hyperfine and python3, and GNU time for the memory. The repository is written below target/bench, from paragraphs of
# the project's own drafts and pages, and is the same each time.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

repository=$(docs_repository "$@")
build
"$out/pitchlint" rules --phrases >"$work/phrases"
echo "$(find "$repository" -name '*.md' | wc -l) drafts, $(find "$repository" -name '*.md' -exec cat {} + | wc -c) bytes, $(wc -l <"$work/phrases") phrases"

commands=()
for threads in 1 2; do
  commands+=(
    --command-name "pitchlint, $threads" "$out/pitchlint --isolated --format compact -j $threads $repository"
    --command-name "read and parse, $threads" "env RAYON_NUM_THREADS=$threads $out/floor $repository"
    --command-name "read, parse and scan, $threads" "env RAYON_NUM_THREADS=$threads $out/floor --scan $repository"
  )
done
if [[ -n $typos ]]; then
  commands+=(--command-name "typos" "$typos --threads 2 --exclude '!*.md' $repository")
else
  echo "not measured, because it is not installed: typos"
fi
hyperfine --shell none --warmup 1 --min-runs 5 --ignore-failure --style basic "${commands[@]}"
if command -v rg >/dev/null; then
  hyperfine --shell none --runs 1 --ignore-failure --style basic --command-name "ripgrep" "rg -c -i -w -f $work/phrases $repository"
fi
# Once more in turn: the machine is not the same all the time.
for threads in 1 2; do
  rounds=(
    "pitchlint on $threads=$out/pitchlint --isolated --format compact -j $threads $repository"
    "read and parse=env RAYON_NUM_THREADS=$threads $out/floor $repository"
    "read, parse and scan=env RAYON_NUM_THREADS=$threads $out/floor --scan $repository"
  )
  [[ -z $typos ]] || rounds+=("typos=$typos --threads $threads --exclude !*.md $repository")
  python3 benches/rounds.py 15 "${rounds[@]}"
done
for threads in 1 2; do
  if [[ -x /usr/bin/time ]]; then
    /usr/bin/time -f "memory on $threads: %M KB at most" "$out/pitchlint" --isolated --format compact -j "$threads" "$repository" 2>&1 >/dev/null | tail -1
  fi
done
