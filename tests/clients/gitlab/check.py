"""Validates a Code Quality report and compares it with the findings in jsonl: check.py REPORT JSONL."""

import json
import pathlib
import sys

import jsonschema

issues = json.load(open(sys.argv[1], encoding="utf-8"))
findings = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
schema = json.loads(pathlib.Path(__file__).with_name("codeclimate.json").read_text(encoding="utf-8"))
validator = jsonschema.Draft202012Validator(schema)
assert not validator.is_valid({**issues[0], "fingerprint": 1})
assert len(issues) == len(findings) > 0
# What GitLab's documentation allows.
severities = {"error": "major", "warning": "minor", "info": "info"}
for issue, finding in zip(issues, findings):
    validator.validate(issue)
    assert issue["location"]["path"] == finding["path"]
    assert issue["location"]["lines"] == {"begin": finding["line"], "end": finding["end_line"]}
    assert issue["check_name"] == finding["rule"]
    assert issue["severity"] == severities[finding["severity"]]
    assert issue["description"].startswith(finding["message"])
assert len({issue["fingerprint"] for issue in issues}) == len(issues)
print(f"gitlab: {len(issues)} issues are valid, and those of jsonl")
