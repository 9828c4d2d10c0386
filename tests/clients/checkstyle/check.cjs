// Compares what the plugin reads with the findings in jsonl: node check.cjs REPORT JSONL.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const { xml2js } = require('xml-js');
const { parseCheckstyle } = require('danger-plugin-lint-report/dist/parse/checkstyle_parser');

// XML has no control characters, so they are shown by their pictures.
const visible = (text) =>
  text
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/\u007f/g, '\u2421')
    .replace(/[\u0080-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

const [report, jsonl] = process.argv.slice(2).map((file) => fs.readFileSync(file, 'utf8'));
const findings = jsonl.trimEnd().split('\n').map((line) => JSON.parse(line));
const read = parseCheckstyle(xml2js(report), '/nowhere');
assert.equal(read.length, findings.length);
read.forEach((violation, number) => {
  const { line, column, severity, message } = findings[number];
  assert.equal(Number(violation.line), line);
  assert.equal(Number(violation.column), column);
  assert.equal(violation.severity, severity);
  assert.equal(violation.file, visible(findings[number].path));
  assert.ok(violation.message.startsWith(visible(message)), violation.message);
});
console.log(`checkstyle: ${read.length} violations are the findings of jsonl`);
