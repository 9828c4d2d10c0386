"""Drafts, configs and messages for fuzzing to begin with, and the words of all packs: taken from what the repository holds anyway,
so that none of it is stored twice."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = "`" * 32

# Marks that a mutation by chance would take long to come by. The words come from the packs.
MARKS = [
    "<!-- pitchlint-disable-line ", "<!-- pitchlint-disable-next-line ", "<!-- pitchlint-disable-file ", "<!-- pitchlint-disable ",
    "<!-- pitchlint-enable ", " -->", "{/* pitchlint-disable-line ", " */}", "> [!NOTE]\n", "[^1]", "[^1]: ", "\n: ", "|---|", "| ",
    "```", "~~~", "<details>", "<summary>", "<p>", "</p>", "<br>", "<b>", "</b>", "&nbsp;", "&amp;", "&shy;", "&#8217;", "![", "](",
    "https://", "---\n", "+++\n", "pitchlint:\n  disable: ", "\u00ad", "\u200b", "\u00a0", "\u2019", "\u201c", "\u201d", "\u2013",
    "\ufeff", "\u0130", "\u1e9e", "\U0001f680", "\r\n",
]
KEYS = [
    "[[entry]]", "[[pattern]]", "terms = [", "forms = [", "regex = ", "hints = [", "unless = [", "only = [", "before = [", "after = [",
    "near = [", "sentence = [", "negated = true", "grounded = true", "confidence = ", "audience = ", "replace = ", "pos = ",
    "severity = ", "message = ", "[lists]", "[rules]", "[[overrides]]", "files = [", "accept = [", "packs = [", "extends = ",
    "exclude = [", "include = [", "preset = ", "kind = ", "[tool.pitchlint]",
]


def examples():
    """The examples of the specifications of Markdown."""
    for path in sorted((ROOT / "tests/data").glob("*.txt")):
        if path.name == "near-misses.txt":
            continue
        for example in path.read_text().split(f"\n{FENCE} example")[1:]:
            yield example.split("\n", 1)[1].split("\n.\n")[0].replace("→", "\t")


def pieces(text, most):
    """A text in pieces of so many characters at most, each from paragraph to paragraph."""
    piece = ""
    for paragraph in text.split("\n\n"):
        if piece and len(piece) + len(paragraph) > most:
            yield piece
            piece = ""
        piece += paragraph[:most] + "\n\n"
    yield piece


def packs():
    for path in sorted((ROOT / "rules").glob("*.toml")):
        yield path.stem, path.read_text(), tomllib.loads(path.read_text())


def rule_examples():
    for rule, _, pack in packs():
        for draft in pack.get("bad", []) + pack.get("good", []):
            yield rule, draft


def drafts():
    for path in sorted((ROOT / "fixtures").rglob("*.md")):
        yield from pieces(path.read_text(), 3_000)
    yield from examples()
    yield from (draft for _, draft in rule_examples())


def directives():
    for case in tomllib.loads((ROOT / "tests/data/directives.toml").read_text())["case"]:
        yield case["draft"]
    for number, (rule, draft) in enumerate(rule_examples()):
        forms = ["disable-next-line {}", "disable-file {}: because", "disable {}", "disable-next-line"]
        yield f"<!-- pitchlint-{forms[number % 4].format(rule)} -->\n\n{draft}\n"


def settings():
    for _, text, _ in packs():
        head, *entries = re.split(r"(?m)^(?=\[\[)", text)
        # Of large packs, an entry here and there.
        for start in range(0, len(entries), max(1, len(entries) // 4)):
            yield head[:2_000] + "".join(entries[start : start + 2])
    yield (ROOT / "fixtures/packs/house.toml").read_text()
    for page in sorted((ROOT / "docs").glob("*.md")) + [ROOT / "CONTRIBUTING.md"]:
        yield from re.findall(r"(?s)```toml\n(.*?)```", page.read_text())


def messages():
    """Conversations with the language server: a line a message, as they arrive, and edits."""
    uri = "untitled:a.md"
    document = {"uri": uri}
    place = {"line": 0, "character": 5}
    about = {"textDocument": document, "position": place, "range": {"start": place, "end": place}, "context": {"diagnostics": []}}
    told = [
        ("textDocument/didOpen", {"textDocument": {**document, "languageId": "markdown", "version": 1, "text": "We leverage it.\n"}}),
        ("textDocument/didChange", {"textDocument": {**document, "version": 2}, "contentChanges": [{"range": about["range"], "text": "é"}]}),
        ("workspace/didChangeConfiguration", {"settings": {"pitchlint": {"preset": "strict", "accept": ["synergy"]}}}),
        ("workspace/didChangeWorkspaceFolders", {"event": {"added": [{"uri": "file:///none", "name": "a"}], "removed": []}}),
        ("textDocument/didSave", {"textDocument": document}),
        ("$/cancelRequest", {"id": 3}),
        ("textDocument/didClose", {"textDocument": document}),
    ]
    asked = [
        ("textDocument/" + what, about) for what in ["hover", "codeAction", "documentSymbol", "codeLens", "diagnostic"]
    ] + [
        ("workspace/executeCommand", {"command": "pitchlint.card", "arguments": [uri]}),
        ("workspace/executeCommand", {"command": "pitchlint.explain", "arguments": ["hype", uri]}),
        ("shutdown", None),
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", "method": method, "params": params}) for method, params in told]
    for number, (method, params) in enumerate(asked):
        bodies.insert(min(1 + number, len(bodies)), json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}))
    yield "l" + "\n".join(bodies)
    for body in bodies:
        yield "l" + bodies[0] + "\n" + body
    start = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
    yield "r" + "".join(f"Content-Length: {len(body.encode())}\r\n\r\n{body}" for body in [start, *bodies])
    yield "rContent-Length: 3\r\n\r\n{}"
    for number, (_, draft) in enumerate(rule_examples()):
        yield "e" + chr(number % 128) + "\x00\x00\x00\x03" + draft


def write(folder):
    """Writes the seeds of each target into a folder of its own, and the dictionaries."""
    shared = list(drafts())
    for target, seeds in {
        "mapping": shared, "check": shared, "fix": shared, "reports": shared,
        "directives": list(directives()), "settings": list(settings()), "lsp": list(messages()),
    }.items():
        into = folder / target
        into.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds):
            (into / f"seed-{number:05}").write_bytes(seed.encode())
    phrases = subprocess.run(["cargo", "run", "--quiet", "--bin", "pitchlint", "--", "rules", "--phrases"],
                             cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    rules = [rule for rule, _, _ in packs()]
    # There are more forms than an engine can make use of: one of each handful stands for the rest, which are its like.
    words = phrases[:: max(1, len(phrases) // 1500)]
    for name, entries in {"drafts": MARKS + rules + words, "settings": KEYS + rules}.items():
        lines = ("".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in entry.encode()) for entry in entries)
        (folder / f"{name}.dict").write_text("".join(f'"{line}"\n' for line in lines))
