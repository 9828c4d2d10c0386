// Compares workflow commands with those of @actions/core for the findings in jsonl: node check.cjs REPORT JSONL.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const { issueCommand } = require('@actions/core/lib/command');

// Control characters are shown by their pictures, since a log is no place for them.
const visible = (text) =>
  text
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/\u007f/g, '\u2421')
    .replace(/[\u0080-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

const toolkit = (finding) => {
  const oneLine = finding.line === finding.end_line;
  const related = finding.related.filter((it) => it.message).map((it) => `line ${it.line}: ${it.message}`);
  const texts = [finding.message, finding.label, ...related, finding.help, finding.url].filter((it) => it !== null);
  const properties = {
    file: visible(finding.path), line: finding.line, endLine: finding.end_line,
    ...(oneLine && { col: finding.column, endColumn: finding.end_column }), title: `pitchlint: ${finding.rule}`,
  };
  const written = [];
  const write = process.stdout.write;
  process.stdout.write = (text) => written.push(text);
  const name = finding.severity === 'info' ? 'notice' : finding.severity;
  issueCommand(name, properties, visible(texts.join('\n\n')));
  process.stdout.write = write;
  return written.join('').trimEnd();
};

const [report, jsonl] = process.argv.slice(2).map((file) => fs.readFileSync(file, 'utf8'));
const lines = report.trimEnd().split('\n');
const findings = jsonl.trimEnd().split('\n').map((line) => JSON.parse(line));
assert.equal(lines.length, findings.length);
findings.forEach((finding, number) => assert.equal(lines[number], toolkit(finding)));
console.log(`github: ${lines.length} commands are those of the toolkit`);
