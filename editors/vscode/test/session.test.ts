// The extension as it ships, with the language client that it brings and a server that was built, in a stand-in for VS Code.
//   PITCHLINT=/path/to/pitchlint npm test
import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import * as vscode from "./vscode";

const DRAFT = `# Proposal: a help desk tool

We propose to buy Zendesk for 900 euros a month. 😀 We will utilize it daily.

The tool has a shared inbox, rules that sort what comes in, and a page on which the team sees what is open. It runs in the \
browser, so nobody has to install anything, and the vendor moves the old messages over in a weekend. Two other teams in the \
building have used it since the spring. The contract runs for a year, and each of us would need half a day of training.

Callers give up and leave because they wait four days for an answer today. We want them to wait one day by June.
`;

interface Extension {
  activate(context: { subscriptions: { dispose(): unknown }[] }): Promise<void>;
  deactivate(): Promise<void>;
}

const program = process.env.PITCHLINT;
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "pitchlint é ")));
const context = { subscriptions: [] as { dispose(): unknown }[] };
let extension: Extension;
let draft: vscode.TextDocument;

/** Waits until something holds. */
async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) {
      assert.fail(`${what}; seen: ${JSON.stringify({ ...vscode.seen, found: found() }, null, 1)}`);
    }
    await setTimeout(10);
  }
}

/** Each diagnostic as its rule and the text under it. */
function found(): [string, string][] {
  return vscode.languages.getDiagnostics(draft.uri).map(({ code, range }) =>
    [String(typeof code === "object" ? code.value : code), draft.textAt(range)]);
}

function has(rule: string): boolean {
  return found().some(([one]) => one === rule);
}

async function actions(range: vscode.Range): Promise<vscode.CodeAction[]> {
  const provider = vscode.seen.providers.get("codeAction");
  assert.ok(provider?.provideCodeActions, "no provider of actions");
  const token = new vscode.CancellationTokenSource().token;
  const asked = { diagnostics: [], only: undefined, triggerKind: vscode.CodeActionTriggerKind.Invoke };
  return await provider.provideCodeActions(draft, range, asked, token) as vscode.CodeAction[];
}

before(async () => {
  assert.ok(program, "PITCHLINT has to name the built program");
  // Whatever asks for the module "vscode" gets the stand-in.
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = loader._load.bind(loader);
  loader._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));
  extension = createRequire(__filename)("../dist/extension.js") as Extension;

  vscode.workspace.workspaceFolders = [{ uri: vscode.Uri.file(folder), name: "drafts", index: 0 }];
  vscode.seen.settings = { path: program, args: ["lsp"] };
  draft = vscode.open(vscode.Uri.file(path.join(folder, "漢字 pitch.md")), "markdown", DRAFT);
  await extension.activate(context);
});

after(async () => {
  await extension.deactivate();
  context.subscriptions.forEach((one) => one.dispose());
  rmSync(folder, { recursive: true });
});

test("the draft that is open gets its diagnostics, at their places", async () => {
  await until("nothing is found", () => has("tools-first"));
  const marked = found().filter(([rule]) => ["tools-first", "corporate-jargon"].includes(rule));
  assert.deepEqual(marked, [["tools-first", "Zendesk"], ["corporate-jargon", "utilize"]]);
  const first = vscode.languages.getDiagnostics(draft.uri).find(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
  assert.ok(first);
  assert.equal(first.source, "pitchlint");
  assert.ok(typeof first.code === "object" && first.code.target.path.endsWith("/docs/rules/tools-first.md"));
  assert.equal(first.relatedInformation?.[0]?.location.range.start.line, 6);
});

test("the status bar has the score of the draft in view", async () => {
  await until("no score", () => vscode.seen.statusBar.isShown && vscode.seen.statusBar.text.includes("/100"));
  assert.match(vscode.seen.statusBar.text, /^\$\(checklist\) Pitch \d+\/100$/);
  assert.match(vscode.seen.statusBar.tooltip, /^The tool comes before the goal\.\n\d+ findings\.\n/);
  assert.equal(vscode.seen.statusBar.command, "pitchlint.showCard");
});

test("actions are offered where something is found", async () => {
  const place = vscode.languages.getDiagnostics(draft.uri).find(({ range }) => draft.textAt(range) === "utilize")?.range;
  assert.ok(place);
  const all = await actions(place);
  const titles = all.map(({ title }) => title);
  const fix = all.find(({ kind, edit }) => kind?.value === "quickfix" && edit?.edits[0]?.[1][0]?.newText === "use");
  assert.ok(fix, titles.join("\n"));
  for (const kind of ["refactor.rewrite.goalFirst", "source.fixAll.pitchlint"]) {
    assert.ok(all.some((one) => one.kind?.value === kind), `${kind} is not among\n${titles.join("\n")}`);
  }
});

test("one command fixes all that keeps the meaning", async () => {
  await vscode.commands.executeCommand("pitchlint.fixAll");
  assert.equal(draft.getText(), DRAFT.replace("utilize", "use"));
  await until("what was fixed is still found", () => !has("corporate-jargon"));
  await vscode.commands.executeCommand("pitchlint.fixAll");
  assert.match(vscode.seen.messages.at(-1) ?? "", /^There is nothing that can be fixed/);
});

test("one command puts the goal first, and the score follows", async () => {
  const before = Number(/(\d+)\/100/.exec(vscode.seen.statusBar.text)?.[1]);
  await vscode.commands.executeCommand("pitchlint.goalFirst");
  assert.match(draft.getText(), /^# Proposal: a help desk tool\n\nCallers give up/);
  await until("the goal is not first", () => !has("tools-first"));
  await until("the score stays as it was", () => Number(/(\d+)\/100/.exec(vscode.seen.statusBar.text)?.[1]) > before);
  assert.match(vscode.seen.statusBar.tooltip, /^The goal comes first\./);
  await vscode.commands.executeCommand("pitchlint.goalFirst");
  assert.match(vscode.seen.messages.at(-1) ?? "", /^There is no goal further down/);
});

test("what is typed is checked", async () => {
  const top = new vscode.Position(2, 0);
  draft.change([new vscode.TextEdit(new vscode.Range(top, top), "😀 Synergies. ")]);
  await until("what was typed is not found", () => found().some(([, text]) => text === "Synergies"));
});

test("commands show the card, and the page of a rule", async () => {
  await vscode.commands.executeCommand("pitchlint.showCard");
  await until("no card", () => vscode.seen.messages.some((message) => /^goal first, score \d+ of 100/.test(message)));
  await vscode.commands.executeCommand("pitchlint.openRule");
  await until("no page", () => vscode.seen.opened.length > 0);
  assert.match(vscode.seen.opened[0] ?? "", /\/docs\/rules\/[a-z-]+\.md$/);
});

test("settings count while the server runs", async () => {
  vscode.set("ignore", ["corporate-jargon"]);
  await until("a rule that is ignored speaks", () => !has("corporate-jargon"));
  vscode.set("enable", false);
  await until("what is off speaks", () => found().length === 0 && !vscode.seen.statusBar.isShown);
  vscode.set("ignore", []);
  vscode.set("enable", true);
  await until("nothing is found any more", () => has("corporate-jargon") && vscode.seen.statusBar.isShown);
});

test("a program that is not there is said, and one that is found starts", async () => {
  vscode.set("path", path.join(folder, "no-such-program"));
  await until("no word of it", () => vscode.seen.messages.some((message) => message.includes("there is no program at")));
  assert.deepEqual(found(), []);
  assert.equal(vscode.seen.statusBar.text, "$(warning) pitchlint");
  await vscode.commands.executeCommand("pitchlint.fixAll");
  assert.match(vscode.seen.messages.at(-1) ?? "", /^pitchlint is not running/);
  vscode.set("path", program);
  await until("it does not start again", () => has("corporate-jargon") && vscode.seen.statusBar.text.endsWith("/100"));
});

test("a program that is no language server is said", async () => {
  vscode.set("args", ["--version"]);
  await until("no word of it", () => vscode.seen.messages.some((message) => message.includes("does not start as a language server")));
  vscode.set("args", ["lsp"]);
  await until("it does not start again", () => has("corporate-jargon"));
});
