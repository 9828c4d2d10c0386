"""Validates a JUnit report and compares it with the findings in jsonl: check.py REPORT JSONL."""

import json
import pathlib
import sys

from junitparser import JUnitXml
from lxml import etree

schema = etree.XMLSchema(etree.parse(pathlib.Path(__file__).with_name("junit-10.xsd")))
document = etree.parse(sys.argv[1])
schema.assertValid(document)
document.getroot()[0].attrib.pop("failures")
assert not schema.validate(document), "the schema passes anything"

findings = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
expected = [(f["rule"], f["line"], f["severity"]) for f in findings]
found = []
for suite in JUnitXml.fromfile(sys.argv[1]):
    for case in suite:
        if case.name == "pitchlint":
            assert not case.result
            continue
        rule, place = case.name.split(" ")
        severity = case.result[0].type if case.result else "info"
        found.append((rule, int(place[1:].split(":")[0]), severity))
assert found == expected and found
print(f"junit: {len(found)} tests are valid, and the findings of jsonl")
