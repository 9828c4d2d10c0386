"""Writes a docs repository of 1,000 drafts into a folder: paragraphs of the project's own drafts and pages, in other orders and with
other names and numbers, the same each time.

docs-repo.py FOLDER
"""

import random
import re
import sys
from pathlib import Path

root = Path(__file__).parent.parent
target = Path(sys.argv[1])
chance = random.Random(1)
pages = [*sorted((root / "fixtures/pitches").glob("*.md")), *sorted((root / "docs").rglob("*.md")), root / "README.md", root / "CONTRIBUTING.md"]
paragraphs = []
for page in pages:
    text = re.sub(r"\A---\n.*?\n---\n", "", page.read_text(), flags=re.S)
    # Code stays whole.
    paragraphs += [part for part in re.split(r"\n{2,}(?=[^\s`]|```)(?![^\n]*```\n?\Z)", text) if part.count("```") % 2 == 0 and len(part) < 4000]
names = ["Anna", "Bengt", "Chidi", "Dana", "Emre", "Farid", "Grace", "Hiro", "Ines", "Jonas"]
nouns = ["library", "clinic", "harbour", "school", "garden", "workshop", "archive", "museum", "bakery", "depot"]
sizes = []
for number in range(1000):
    parts = [f"# The {chance.choice(nouns)} of {chance.choice(names)}, part {number}"]
    size, wanted = 0, chance.randint(2_000, 16_000)
    while size < wanted:
        part = re.sub(r"\b\d{2,4}\b", lambda found: str(chance.randint(10, 9999)), chance.choice(paragraphs))
        if chance.random() < 0.3:
            part += f" {chance.choice(names)} asked the {chance.choice(nouns)} about it in {chance.randint(1990, 2025)}."
        parts.append(part)
        size += len(part)
    path = target / f"{nouns[number % 10]}" / f"{number // 50:02}" / f"draft {number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(parts) + "\n")
