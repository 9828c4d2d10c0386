"""Tries each of the settings in docs/editors.md and compares what comes of it with what the program itself says.

   check.py PROGRAM NVIM
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PROGRAM, NVIM = Path(sys.argv[1]), Path(sys.argv[2])
NAME = "漢字 draft.md"
ALE = Path("/usr/share/vim-ale")

# Each setting by its name; a name that stands there twice, or is tried by nobody, is a mistake.
page = (ROOT / "docs/editors.md").read_text(encoding="utf-8")
found = re.findall(r"^<!-- tested: ([a-z0-9-]+) -->\n```[a-z]+\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
snippets = dict(found)
untried = set(snippets)
assert len(snippets) == len(found) == page.count("<!-- tested:"), "a setting cannot be read"

troubles, tried, skipped = [], [], []


def snippet(name):
    untried.discard(name)
    return snippets[name]


def equal(name, actual, expected):
    """Compares, and says what differs."""
    if actual == expected:
        tried.append(name)
    else:
        troubles.append(f"{name}\nexpected {expected!r}\ngot      {actual!r}")


def skip(names, why):
    for name in names:
        snippet(name)
    skipped.append(f"{', '.join(names)} ({why})")


folder = Path(tempfile.mkdtemp(prefix="editors é "))
(folder / "bin").mkdir()
(folder / "bin/pitchlint").symlink_to(PROGRAM)
(folder / "home").mkdir()
draft = folder / NAME
TEXT = (ROOT / "tests/clients/neovim/draft.md").read_text(encoding="utf-8")
# Nothing of the user's own.
environment = {"PATH": f"{folder}/bin:/usr/bin:/bin", "HOME": f"{folder}/home", "LANG": "C.UTF-8", "TERM": "dumb", "FILE": str(draft)}


def fresh():
    draft.write_text(TEXT, encoding="utf-8")
    return draft


def run(command, text=None, **more):
    return subprocess.run(
        [str(part) for part in command], input=text, env=environment | more, cwd=folder, text=True, encoding="utf-8",
        capture_output=True, timeout=90, check=False,
    )


def session(name, command, **more):
    """Runs an editor, which prints a JSON object as its last line."""
    done = run(command, **more)
    lines = done.stdout.strip().splitlines()
    try:
        return json.loads(lines[-1])
    except (IndexError, ValueError):
        troubles.append(f"{name}: exit code {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        return None


def tidy(findings):
    return sorted([str(rule), int(line), int(column)] for rule, line, column in findings)


# What each editor has to show: rule, line and column, in characters, from 1.
told = run([PROGRAM, "--format", "jsonl", fresh()]).stdout.splitlines()
EXPECTED = tidy((one["rule"], one["line"], one["column"]) for one in map(json.loads, told))
assert len(EXPECTED) > 3 and {line for _, line, _ in EXPECTED} >= {3, 5}, "the draft has too little in it"
FIXED = run([PROGRAM, "--fix", "--stdin-filename", draft, "-"], TEXT).stdout
assert FIXED != TEXT and "We will use it daily" in FIXED
GOAL_FIRST = "Callers give up and leave"


def neovim():
    names = ["neovim-lsp", "neovim-lsp-start", "neovim-keys", "nvim-lint", "conform"]
    if not NVIM.exists():
        return skip(names, "Neovim 0.11 could not be installed")
    base = [NVIM, "--headless", "--clean", "-n", "-i", "NONE"]
    for name in names[:2]:
        settings = folder / f"{name}.lua"
        settings.write_text(snippet(name) + snippet("neovim-keys"), encoding="utf-8")
        said = session(name, [*base, "-c", f"luafile {HERE}/neovim.lua", fresh()], SETTINGS=settings)
        if said:
            equal(name, tidy(said["found"]), EXPECTED)
            equal(f"neovim-keys after {name}", [said["fixed"], said["third"].startswith(GOAL_FIRST)], [FIXED, True])
    for name in names[3:]:
        settings = folder / f"{name}.lua"
        settings.write_text(snippet(name), encoding="utf-8")
        said = session(name, [*base, "-c", f"luafile {HERE}/plugins.lua", fresh()], SETTINGS=settings)
        if said and name == "nvim-lint":
            equal(name, tidy(said["found"]), EXPECTED)
        elif said:
            equal(name, said["fixed"], FIXED)


def ale():
    if not (shutil.which("vim") and ALE.exists()):
        return skip(["ale", "ale-fix"], "vim or vim-ale is not installed")
    settings = folder / "ale.vim"
    settings.write_text(snippet("ale") + snippet("ale-fix"), encoding="utf-8")
    report = folder / "ale.json"
    done = run(
        ["vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "-S", HERE / "ale.vim", fresh()],
        ALE=str(ALE), SETTINGS=str(settings), REPORT=str(report),
    )
    if not report.exists():
        return troubles.append(f"ale: exit code {done.returncode}\n{done.stdout}\n{done.stderr}")
    said = json.loads(report.read_text(encoding="utf-8"))
    equal("ale", tidy(said["found"]), EXPECTED)
    equal("ale-fix", draft.read_text(encoding="utf-8"), FIXED)
    return None


def emacs():
    for name, package in (("eglot", "eglot"), ("flycheck", "flycheck")):
        there = shutil.which("emacs") and run(["emacs", "--batch", "--eval", f"(progn (package-initialize) (require '{package}) (require 'markdown-mode))"])
        if not there or there.returncode:
            skip([name], f"Emacs, {package} or markdown-mode is not installed")
            continue
        settings = folder / f"{name}.el"
        settings.write_text(snippet(name), encoding="utf-8")
        said = session(name, ["emacs", "--batch", "--load", HERE / "emacs.el", fresh()], SETTINGS=str(settings), WHICH=name)
        if said:
            equal(name, tidy(said), EXPECTED)


def starts_server(name, command):
    """Whether a command is a language server, as far as its first answer."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
    done = run(command, f"Content-Length: {len(body)}\r\n\r\n{body}")
    equal(name, '"name":"pitchlint"' in done.stdout, True)


def commands():
    helix = tomllib.loads(snippet("helix"))
    server = helix["language-server"]["pitchlint"]
    assert helix["language"][0]["name"] == "markdown" and "pitchlint" in helix["language"][0]["language-servers"]
    starts_server("helix", [server["command"], *server["args"]])

    sublime = json.loads(snippet("sublime"))
    starts_server("sublime", sublime["clients"]["pitchlint"]["command"])

    zed = json.loads(snippet("zed"))["languages"]["Markdown"]["formatter"]["external"]
    arguments = [argument.replace("{buffer_path}", str(draft)) for argument in zed["arguments"]]
    done = run([zed["command"], *arguments], TEXT)
    equal("zed", (done.stdout, done.returncode), (FIXED, 0))

    [task] = json.loads(snippet("zed-task"))
    fresh()
    done = run(["sh", "-c", f'{task["command"]} ' + " ".join(f'"{argument}"' for argument in task["args"])], ZED_FILE=str(draft))
    listed = re.findall(rf"^{re.escape(str(draft))}:(\d+):(\d+): .* \[([a-z-]+)\]$", done.stdout, re.MULTILINE)
    equal("zed-task", tidy((rule, line, column) for line, column, rule in listed), EXPECTED)

    fresh()
    done = run(["sh", "-c", snippet("after-saving")])
    equal("after-saving", (draft.read_text(encoding="utf-8"), done.returncode), (FIXED, 0))
    done = run(["sh", "-c", snippet("before-saving")], TEXT)
    equal("before-saving", (done.stdout, done.returncode), (FIXED, 0))
    # A draft in which nothing is to be fixed comes back as it was.
    done = run(["sh", "-c", snippet("before-saving")], "We call.\n")
    equal("before-saving, nothing to fix", (done.stdout, done.returncode), ("We call.\n", 0))


try:
    for part in (neovim, ale, emacs, commands):
        part()
finally:
    shutil.rmtree(folder)
troubles += [f"{name} is tried by nobody" for name in sorted(untried)]
for trouble in troubles:
    print(f"editors: {trouble}", file=sys.stderr)
for one in skipped:
    print(f"skipped editors: {one}")
print(f"editors: {len(tried)} of the settings on the page hold, each for {len(EXPECTED)} findings or a fixed draft: {', '.join(tried)}")
sys.exit(bool(troubles) or (bool(skipped) and os.environ.get("PITCHLINT_CLIENTS") == "required"))
