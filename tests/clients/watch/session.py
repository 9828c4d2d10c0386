"""Starts the program in a terminal and lets editors save a draft that it watches.

   session.py PROGRAM
"""
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path(sys.argv[1])
CLEAR = "\x1b[2J\x1b[3J\x1b[H"
WAITING = "Waiting for you to save."
PATIENCE = 30

folder = Path(tempfile.mkdtemp(prefix="watch é "))
draft = folder / "a.md"
draft.write_text("We leverage it.\n", encoding="utf-8")

pid, terminal = pty.fork()
if pid == 0:
    os.chdir(folder)
    os.environ.update(TERM="xterm", NO_COLOR="1")
    os.execv(PROGRAM, [str(PROGRAM), "check", "--watch", "--format", "compact"])

written = ""


def screen(what, holds):
    """Waits until the report that stands on the screen is complete and as it should be, and returns it."""
    global written
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.05)
        if ready:
            written += os.read(terminal, 65536).decode("utf-8", "replace")
        shown = written.rpartition(CLEAR)[2]
        if WAITING in shown and holds(shown):
            return shown
    sys.exit(f"watch: {what}: {written[-2000:]!r}")


def inode():
    return draft.stat().st_ino


home = {"HOME": str(folder / "home"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "dumb"}
Path(home["HOME"]).mkdir()


def run(*command):
    subprocess.run([str(part) for part in command], env=home, cwd=folder, check=True, timeout=60, capture_output=True)


savers = [("sed -i", "sed", lambda words: run("sed", "-i", f"1s/^/{words} /", draft))]
for copy in ("no", "yes"):
    savers.append((
        f"vim with backupcopy={copy}", "vim",
        lambda words, copy=copy: run(
            "vim", "-Nu", "NONE", "-i", "NONE", "-es", "-c", f"set backupcopy={copy} backup backupskip=", "-c", f"normal! 0i{words} ", "-c", "wq", draft),
    ))
savers.append((
    "emacs", "emacs",
    lambda words: run("emacs", "--batch", "-Q", draft, "--eval", f'(progn (goto-char 1) (insert "{words} ") (save-buffer))'),
))

tried, renamed = [], 0
try:
    screen("no first report", lambda shown: "a.md:1:4: " in shown)
    for name, program, save in savers:
        if not shutil.which(program):
            print(f"skipped watch: {name} is not installed")
            continue
        # Held open, so that its number is not given to another file.
        with draft.open(encoding="utf-8"):
            before = inode()
            save("Now")
            renamed += inode() != before
        column = draft.read_text(encoding="utf-8").index("leverage") + 1
        shown = screen(f"nothing new after {name}", lambda shown: f"a.md:1:{column}: " in shown)
        if shown.count("[corporate-jargon]") != 1 or "is gone" in shown:
            sys.exit(f"watch: more than one report on the screen after {name}: {shown!r}")
        tried.append(name)
    os.write(terminal, b"\x03")
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    pid = 0
    if code != 0:
        sys.exit(f"watch: the exit code after Ctrl-C is {code}")
    if not renamed:
        sys.exit("watch: nobody saved by putting a new file in the place of the old one")
finally:
    if pid:
        os.kill(pid, 9)
    shutil.rmtree(folder)
print(f"watch: a new report after each of {', '.join(tried)}; {renamed} of them made a new file; Ctrl-C ends it with 0")
