// Compares a report with the findings in jsonl: node check.mjs REPORT JSONL.
import assert from 'node:assert/strict';
import fs from 'node:fs';

const [report, jsonl] = process.argv.slice(2).map((file) => fs.readFileSync(file, 'utf8'));
const { diagnostics } = JSON.parse(report);
const findings = jsonl.trimEnd().split('\n').map((line) => JSON.parse(line));
assert.equal(diagnostics.length, findings.length);
for (const [number, { message, location, severity, code, suggestions = [] }] of diagnostics.entries()) {
  const finding = findings[number];
  assert.equal(location.path, finding.path);
  assert.equal(location.range.start.line, finding.line);
  assert.equal(location.range.end.line, finding.end_line);
  assert.equal(severity.toLowerCase(), finding.severity);
  assert.equal(code.value, finding.rule);
  assert.ok(message.startsWith(finding.message));
  assert.equal(suggestions.length, finding.fix ? 1 : 0);
}
console.log(`rdjson: ${findings.length} diagnostics are valid, and those of jsonl`);
