#!/usr/bin/env python3
"""Times the language server as an editor meets it: from the moment a change is sent until the findings of that version are there.

    benches/editor.py PROGRAM [--edits N] [--memory N]

Keys are pressed 120 ms apart, as a fast typist does, in a draft of 1,200 words, one of 100 KB and one of 5 MB. Then, while the
large draft is being checked, how long a hover in the small one takes; and how much memory the server holds during many edits.
"""

import argparse
import json
import random
import statistics
import subprocess
import time
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "pitches"


class Server:
    """A server and its one editor."""

    def __init__(self, program):
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.next = 0
        self.ask("initialize", {"processId": None, "capabilities": {}, "rootUri": None})
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def receive(self):
        """The bytes of the next message: reading them as JSON is not the server's time."""
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            if line.startswith(b"Content-Length: "):
                length = int(line[16:])
        return self.process.stdout.read(length)

    def ask(self, method, params):
        self.next += 1
        self.send({"id": self.next, "method": method, "params": params})
        while True:
            message = json.loads(self.receive())
            if message.get("id") == self.next:
                return message["result"]

    def open(self, uri, text):
        document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def change(self, uri, version, line, column, text):
        at = {"line": line, "character": column}
        self.tell("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"range": {"start": at, "end": at}, "text": text}],
        })

    def published(self, uri, version):
        """The findings of a version."""
        # The keys are in the order of the alphabet or of the types; either way the version stands at an end.
        wanted = f'"version":{version}'.encode()
        while True:
            body = self.receive()
            if b"publishDiagnostics" in body[:200] + body[-200:] and wanted in body[:300] + body[-300:]:
                return body

    def resident(self):
        """Memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


def drafts():
    """Drafts of three sizes, each with its name."""
    small = (FIXTURES / "budget-1200.md").read_text()
    parts = [path.read_text() for path in sorted(FIXTURES.glob("*.md"))]

    def of_size(size):
        text, number = "", 0
        while len(text) < size:
            text += f"{parts[number % len(parts)]}\n\n"
            number += 1
        return text[:size]

    return [("1,200 words", small), ("100 KB", of_size(100_000)), ("5 MB", of_size(5_000_000))]


def typed(server, uri, text, edits):
    """The seconds from each change to its findings."""
    lines, times = text.split("\n"), []
    for number in range(edits):
        line = random.randrange(len(lines))
        column = random.randrange(len(lines[line].encode("utf-16-le")) // 2 + 1)
        start = time.perf_counter()
        server.change(uri, number + 2, line, column, random.choice("aeinrst "))
        server.published(uri, number + 2)
        times.append(time.perf_counter() - start)
        time.sleep(max(0, 0.12 - times[-1]))
    return times


def milliseconds(times):
    ordered = sorted(times)
    ninety_ninth = ordered[min(len(ordered) - 1, round(0.99 * len(ordered)))]
    return f"median {1000 * statistics.median(ordered):.1f} ms, 99th percentile {1000 * ninety_ninth:.1f} ms"


def latency(args):
    server = Server(args.program)
    for name, text in drafts():
        uri = f"untitled:{name.replace(' ', '-')}"
        server.open(uri, text)
        findings = len(json.loads(server.published(uri, 1))["params"]["diagnostics"])
        edits = args.edits if len(text) < 1_000_000 else max(10, args.edits // 20)
        times = typed(server, uri, text, edits)
        print(f"{name} ({findings} findings), {edits} edits: {milliseconds(times)}")
        if len(text) < 1_000_000:
            server.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    large, small = uri, "untitled:small"
    server.open(small, drafts()[0][1])
    server.published(small, 1)
    times = []
    for number in range(20):
        server.change(large, 1000 + number, 0, 0, "x")
        time.sleep(0.15)
        start = time.perf_counter()
        server.ask("textDocument/hover", {"textDocument": {"uri": small}, "position": {"line": 0, "character": 5}})
        times.append(time.perf_counter() - start)
    print(f"hover in another draft while 5 MB are checked: {milliseconds(times)}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--memory", type=int, default=10_000)
    parser.add_argument("--only-memory", action="store_true")
    args = parser.parse_args()
    random.seed(1)
    if not args.only_memory:
        latency(args)
    memory(args)


def memory(args):
    server = Server(args.program)
    name, text = drafts()[0]
    uri = "untitled:memory"
    server.open(uri, text)
    server.published(uri, 1)
    held = []
    for number in range(args.memory):
        # A key and its deletion, so that the draft stays as long as it is.
        server.tell("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": number + 2},
            "contentChanges": [{"text": text + "leverage " * (number % 2)}],
        })
        if number % 10 == 9:
            server.published(uri, number + 2)
        if number % (args.memory // 10) == args.memory // 10 - 1:
            held.append(f"{server.resident():.1f}")
    print(f"memory in MB after each tenth of {args.memory} edits: {' '.join(held)}")


main()
