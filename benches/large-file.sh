#!/usr/bin/env bash
# Whether one large draft costs more for each byte than a small one, and how much memory it takes: 10 MB beside 100 KB.
#
#   benches/large-file.sh [FOLDER]
#
# The text is that of the Markdown files in the folder, or of the docs repository that benches/docs-repo.py writes. Needs cargo,
# hyperfine and python3, and GNU time for the memory.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

repository=$(docs_repository "$@")
build
python3 - "$repository" "$work" <<'P'
import sys
from pathlib import Path
pages, work = sorted(Path(sys.argv[1]).rglob("*.md")), Path(sys.argv[2])
text = "\n\n".join(page.read_text() for page in pages).encode()
for name, size in (("small.md", 100_000), ("large.md", 10_000_000)):
    part = (text * (1 + size // len(text)))[:size]
    (work / name).write_bytes(part.decode(errors="ignore").encode())
P
hyperfine --shell none --warmup 1 --min-runs 5 --ignore-failure --style basic --export-json "$work/times.json" \
  --command-name "100 KB" "$out/pitchlint --isolated --format compact $work/small.md" \
  --command-name "10 MB" "$out/pitchlint --isolated --format compact $work/large.md"
python3 - "$work/times.json" <<'P'
import json, sys
small, large = (run["min"] for run in json.load(open(sys.argv[1]))["results"])
print(f"a byte of 10 MB takes {large / small / 100:.2f} times as long as one of 100 KB, start-up included")
P
if [[ -x /usr/bin/time ]]; then
  /usr/bin/time -f "%M" "$out/pitchlint" --isolated --format compact "$work/large.md" 2>&1 >/dev/null | tail -1 |
    awk '{ printf "%d KB of memory: %.1f times the 10 MB\n", $1, $1 * 1024 / 10000000 }'
fi
