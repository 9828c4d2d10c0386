"""The steps of action.yml as a runner takes them: inputs put into the environment, each `run` in bash, outputs read back.

steps.py PROGRAM ROOT FOLDER
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

program, root, work = (Path(argument) for argument in sys.argv[1:])
action = yaml.safe_load((root / "action.yml").read_text())


def run(case, inputs, drafts):
    """Runs the action over drafts in a folder of its own; its exit code, log, outputs, summary and folder."""
    folder = work / case
    shutil.rmtree(folder, ignore_errors=True)
    repository, temporary = folder / "repo with spaces", folder / "temp"
    repository.mkdir(parents=True)
    temporary.mkdir()
    for name, text in drafts.items():
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text(text)
    values = {name: str(given.get("default", "")) for name, given in action["inputs"].items()} | inputs
    assert set(values) == set(action["inputs"]), "an input that the action does not have"

    def filled(text):
        return re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda match: values[match[1]], text)

    files = {name: folder / name for name in ("output", "path", "summary")}
    for path in files.values():
        path.touch()
    search = [str(program.parent), os.environ["PATH"]]
    log, code = "", 0
    for step in action["runs"]["steps"]:
        condition = step.get("if")
        assert condition in (None, "inputs.version != 'installed'"), condition
        if condition and values["version"] == "installed":
            continue
        assert step["shell"] == "bash" and "${{" not in step["run"], "inputs reach a script by its environment alone"
        environment = os.environ | {
            "GITHUB_ACTION_PATH": str(root),
            "GITHUB_ACTIONS": "true",
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_PATH": str(files["path"]),
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            "GITHUB_WORKSPACE": str(repository),
            "CI": "true",
            "PATH": os.pathsep.join([*reversed(files["path"].read_text().split("\n")[:-1]), *search]),
            "RUNNER_TEMP": str(temporary),
        } | {name: filled(value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=repository / filled(step.get("working-directory", ".")),
            env=environment,
            capture_output=True,
            text=True,
        )
        log += done.stdout
        code = done.returncode
        if code != 0:
            log += done.stderr
            break
    outputs = dict(line.split("=", 1) for line in files["output"].read_text().splitlines())
    return code, log, outputs, files["summary"].read_text(), repository


def expect(holds, what, log):
    if not holds:
        sys.exit(f"action: {what}\n{log}")


bad = {"docs/a draft.md": "We leverage it.\n", "good.md": "We call the ten largest shops on Monday.\n"}

code, log, outputs, summary, repository = run("annotations", {"version": "installed", "sarif": "out.sarif"}, bad)
expect(code == 1 and outputs == {"exit-code": "1"}, f"exit {code}, outputs {outputs}", log)
expect("::warning " in log and "file=docs/a draft.md" in log, "no annotation beside the line", log)
expect("leverage" in summary, "nothing in the summary", summary)
results = json.loads((repository / "out.sarif").read_text())["runs"][0]["results"]
expect([result["ruleId"] for result in results] == ["corporate-jargon"], "another finding in the SARIF file", log)

code, log, outputs, summary, _ = run("good", {"version": "installed", "paths": "good.md\n"}, bad)
expect(code == 0 and outputs == {"exit-code": "0"} and "::" not in log, f"a good draft: exit {code}", log)

quiet = {"version": "installed", "annotations": "false", "summary": "false", "fail-on": "never", "working-directory": "docs"}
code, log, outputs, summary, _ = run("quiet", quiet, bad)
expect(code == 0 and summary == "" and "::warning" not in log and "leverage" in log, f"without annotations: exit {code}", log)

hostile = "$(touch pwned) `touch pwned`; touch pwned\n'\"\nmissing file.md"
code, log, outputs, summary, repository = run("hostile", {"version": "installed", "paths": hostile}, bad)
expect(code == 2 and outputs == {"exit-code": "2"}, f"paths that are not there: exit {code}", log)
expect(not list(repository.rglob("pwned")), "an input was run as a command", log)

code, log, outputs, summary, _ = run("arguments", {"version": "installed", "args": "--ignore\ncorporate-jargon\n"}, bad)
expect(code == 0, f"with arguments: exit {code}", log)

code, log, outputs, summary, _ = run("install", {}, bad)
expect(code == 1 and "::warning " in log, f"installed from a wheel: exit {code}", log)
expect("runner" in shutil.which("pitchlint", path=str(work / "install/temp/pitchlint/bin")), "nothing was installed", log)
print("action: 6 runs of the action, each step in bash with the variables of a runner")
