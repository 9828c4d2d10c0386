"""A session of random edits. After each, the server's diagnostics have to be what a fresh `check` says of the same text."""

import asyncio
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from positions import between_line_breaks, to_index, to_position

PROGRAM, EDITS = sys.argv[1], int(sys.argv[2])
FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "pitches"

# Words that are found, characters of each width, all line breaks, and Markdown that changes how all that follows is read.
PIECES = [
    "leverage", "utilize ", "game-changer", "synergies", "TBD", "We will circle back. ", "engagement", "TikTok ", "go viral",
    "😀", "👩‍👩‍👧 ", "漢字、", "é", "e\u0301", "\u00a0", "ß", "\u2028", "\x0b",
    "\n", "\n\n", "\r\n", "\r", "# ", "## Goal\n\n", "- ", "> ", "| a | b |\n| - | - |\n", "`", "```\n", "**", "_", "[x](y) ",
    "<!-- pitchlint-disable-next-line hype -->\n", "<!-- pitchlint-disable -->", "<!-- pitchlint-enable -->", "<!--", "-->",
    "We want the queue to fall from 40 to 10 by June. ", "I propose a trial for 400 euros. ", "---\n", "pitchlint:\n  kind: pitch\n",
    " ", "a", ".",
]

SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def checked(text, path, *args):
    """What the command line prints about a text."""
    command = [PROGRAM, "check", "--stdin-filename", path, *args, "-"]
    done = subprocess.run(command, input=text.encode(), capture_output=True)
    assert done.returncode in (0, 1, 2), done
    return done.stdout.decode()


def findings(text, path):
    """The findings of the command line, in the terms in which the server's are compared with them."""
    at = {offset: number for number, offset in enumerate(byte_offsets(text))}
    found = []
    # Findings may hold other line separators.
    for line in checked(text, path, "--format", "jsonl").split("\n"):
        if line:
            one = json.loads(line)
            help_line = (one["help"] or "").splitlines()[:1]
            found.append((
                one["rule"], SEVERITIES[one["severity"]], "\n".join([one["message"], *help_line]),
                at[one["byte_start"]], at[one["byte_end"]], len(one["related"]), one["url"],
            ))
    return found


def byte_offsets(text):
    """The byte at which each character begins, and the end."""
    offsets = [0]
    for c in text:
        offsets.append(offsets[-1] + len(c.encode()))
    return offsets


class Session:
    """One document in one server."""

    def __init__(self, encoding, pulls, seed):
        self.encoding, self.pulls = encoding, pulls
        self.random = random.Random(seed)
        self.client = LanguageClient("pitchlint-tests", "1")
        self.published = asyncio.Queue()
        self.version = 1
        self.compared = {"findings": 0, "fixes": 0, "silences": 0}

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params: types.PublishDiagnosticsParams):
            self.published.put_nowait(params)

    async def start(self, folder, text):
        """Starts a server and opens a draft there."""
        await self.client.start_io(PROGRAM, "lsp")
        document = types.TextDocumentClientCapabilities(
            diagnostic=types.DiagnosticClientCapabilities() if self.pulls else None,
            code_action=types.CodeActionClientCapabilities(
                resolve_support=types.ClientCodeActionResolveOptions(properties=["edit"])
            ),
        )
        initialized = await self.client.initialize_async(types.InitializeParams(
            process_id=None,
            root_uri=Path(folder).as_uri(),
            capabilities=types.ClientCapabilities(
                general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(self.encoding)]),
                text_document=document,
            ),
        ))
        assert initialized.capabilities.position_encoding == self.encoding, initialized
        self.client.initialized(types.InitializedParams())
        path = Path(folder) / "pitch drafts é" / "漢字 pitch.md"
        self.path, self.uri, self.text = str(path), path.as_uri(), text
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(
            types.TextDocumentItem(uri=self.uri, language_id="markdown", version=self.version, text=text)
        ))

    async def diagnostics(self):
        """The diagnostics of the version that was sent last."""
        if self.pulls:
            report = await asyncio.wait_for(self.client.text_document_diagnostic_async(
                types.DocumentDiagnosticParams(types.TextDocumentIdentifier(self.uri))), 30)
            return report.items
        while True:
            params = await asyncio.wait_for(self.published.get(), 30)
            assert params.uri == self.uri, params.uri
            assert params.version <= self.version
            if params.version == self.version:
                return params.diagnostics

    async def compare(self):
        """Whether the server says of the text what the command line does."""
        expected = findings(self.text, self.path)
        received = await self.diagnostics()
        index = lambda position: to_index(self.text, position.line, position.character, self.encoding)
        actual = [
            (one.code, one.severity, one.message, index(one.range.start), index(one.range.end),
             len(one.related_information or []), one.code_description and one.code_description.href)
            # What is wrong with front matter is no finding, and has no code.
            for one in received if one.code is not None
        ]
        assert actual == expected, f"{self.encoding}, version {self.version}\n{actual}\n{expected}\n{self.text!r}"
        self.compared["findings"] += len(expected)
        return received

    def edit(self):
        """Sends one to three edits, as an editor does for several cursors, or rarely the whole text."""
        changes = []
        for _ in range(self.random.choice([1, 1, 1, 2, 3])):
            start = self.random.randint(0, len(self.text))
            end = min(len(self.text), start + self.random.choice([0, 0, 0, 1, 2, 5, 30]))
            new = self.random.choice(PIECES) if self.random.random() < 0.8 else ""
            if between_line_breaks(self.text, start) or between_line_breaks(self.text, end):
                continue
            range_ = types.Range(self.position(start, False), self.position(end, True))
            self.text = self.text[:start] + new + self.text[end:]
            changes.append(types.TextDocumentContentChangePartial(range=range_, text=new))
        if self.random.random() < 0.02 or len(self.text) > 6000:
            self.text = self.text[:3000]
            changes.append(types.TextDocumentContentChangeWholeDocument(text=self.text))
        self.version += 1
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version), changes))

    def position(self, at, may_overshoot):
        """The position of a place; at the end of a line sometimes one far behind it, which means the same."""
        line, column = to_position(self.text, at, self.encoding)
        at_end = self.text[at : at + 1] in ("", "\n", "\r")
        if may_overshoot and at_end and self.random.random() < 0.5:
            column += 1000
        return types.Position(line, column)

    async def actions(self, range_, only):
        """The actions of a kind for a range, each with its edit."""
        offered = await self.client.text_document_code_action_async(types.CodeActionParams(
            types.TextDocumentIdentifier(self.uri), range_, types.CodeActionContext([], only=only)))
        return offered or []

    def applied(self, edit):
        """The text after an edit of the workspace that changes this document alone."""
        (uri, edits), = edit.changes.items()
        assert uri == self.uri
        index = lambda position: to_index(self.text, position.line, position.character, self.encoding)
        spans = sorted((index(one.range.start), index(one.range.end), one.new_text) for one in edits)
        text, before = "", 0
        for start, end, new in spans:
            assert before <= start
            text, before = text + self.text[before:start] + new, end
        return text + self.text[before:]

    async def compare_fixes(self):
        """Whether `fix all` gives what `--fix` does."""
        everything = types.Range(types.Position(0, 0), types.Position(10**6, 0))
        offered = await self.actions(everything, [types.CodeActionKind.SourceFixAll])
        expected = checked(self.text, self.path, "--fix")
        if not offered:
            assert expected == self.text
            return
        assert len(offered) == 1, offered
        resolved = await self.client.code_action_resolve_async(offered[0])
        assert self.applied(resolved.edit) == expected, self.text
        self.compared["fixes"] += 1

    async def compare_silence(self, received):
        """Whether a directive that the server writes silences a finding, and brings up no other."""
        named = [one for one in received if one.code not in (None, "unused-directive")]
        if not named:
            return
        chosen = self.random.choice(named)
        title = f"Silence {chosen.code} here"
        offered = await self.actions(chosen.range, [types.CodeActionKind.QuickFix])
        offered = [one for one in offered if one.title == title and one.diagnostics[0].range == chosen.range]
        if not offered:
            return
        try:
            resolved = await self.client.code_action_resolve_async(offered[0])
        except Exception as error:  # There may be no place for a comment, as in the middle of an open one.
            assert "cannot be done here" in str(error), error
            return
        before = findings(self.text, self.path)
        after = findings(self.applied(resolved.edit), self.path)
        count = lambda found: sum(1 for one in found if one[0] == chosen.code)
        assert count(after) < count(before), f"{chosen}\n{self.text!r}\n{self.applied(resolved.edit)!r}"
        idle = lambda found: sum(1 for one in found if one[0] == "unused-directive")
        assert idle(after) <= idle(before)
        self.compared["silences"] += 1

    async def stop(self):
        """Says goodbye; the server ends with exit code 0."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        server = self.client._server
        assert await asyncio.wait_for(server.wait(), 5) == 0
        await self.client.stop()


async def session(encoding, pulls, seed):
    text = (FIXTURES / "tiktok.md").read_text() + "\n\n" + (FIXTURES / "social-push.md").read_text()
    one = Session(encoding, pulls, seed)
    with tempfile.TemporaryDirectory() as folder:
        await one.start(folder, text)
        await one.compare()
        for number in range(EDITS):
            one.edit()
            received = await one.compare()
            if number % 10 == 0:
                await one.compare_fixes()
                await one.compare_silence(received)
        await one.stop()
    how = "asked for" if pulls else "published"
    print(f"pygls, {encoding}, {how}: {EDITS} edits agree with check: {one.compared}")


for number, (encoding, pulls) in enumerate([("utf-16", False), ("utf-8", True), ("utf-32", False)]):
    asyncio.run(session(encoding, pulls, seed=number))
