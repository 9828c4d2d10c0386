"""Gathers a docs repository from folders: each Markdown file below them that is UTF-8, of 1 to 300 KB, and unlike those before.

gather.py TARGET FOLDER...

What Cargo and npm have fetched makes a good one: gather.py target/bench/gathered ~/.cargo/registry/src /usr/lib/node_modules
"""

import hashlib
import sys
from pathlib import Path

target, *folders = map(Path, sys.argv[1:])
target.mkdir(parents=True, exist_ok=True)
seen = set()
size = 0
for folder in folders:
    for page in sorted(folder.rglob("*.md")):
        try:
            text = page.read_bytes()
            text.decode()
        except (OSError, UnicodeDecodeError):
            continue
        fingerprint = hashlib.sha256(text).digest()
        if 1_000 < len(text) < 300_000 and fingerprint not in seen:
            seen.add(fingerprint)
            size += len(text)
            (target / f"{len(seen):05}.md").write_bytes(text)
print(f"{len(seen)} files, {size} bytes, in {target}")
