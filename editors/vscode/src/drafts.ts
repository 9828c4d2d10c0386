// What is done with the draft in view: fix it, put its goal first, show its card, open the page of one of its rules.
import * as vscode from "vscode";
import {
  type CodeAction, CodeActionRequest, CodeActionResolveRequest, type LanguageClient,
} from "vscode-languageclient/node";
import { LANGUAGES } from "./client";

/** The kind of the action that applies every fix that keeps the meaning. */
export const FIX_ALL = "source.fixAll.pitchlint";
/** The kind of the action that moves the goal up. */
export const GOAL_FIRST = "refactor.rewrite.goalFirst";

/** Applies the first action of a kind for the whole of the draft in view; says `otherwise` if there is none. */
export async function act(client: LanguageClient, kind: string, otherwise: string): Promise<void> {
  const document = draftInView();
  if (document === undefined) {
    return;
  }
  const toProtocol = client.code2ProtocolConverter;
  const whole = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
  const version = document.version;
  const answer = await client.sendRequest(CodeActionRequest.type, {
    textDocument: toProtocol.asTextDocumentIdentifier(document),
    range: toProtocol.asRange(whole),
    context: { diagnostics: [], only: [kind] },
  });
  const action = (answer ?? []).find((one): one is CodeAction => "kind" in one && one.kind === kind);
  const edit = action?.edit ?? (action && (await resolved(client, action)));
  if (edit === undefined) {
    void vscode.window.showInformationMessage(otherwise);
    return;
  }
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (document.version !== version || !(await vscode.workspace.applyEdit(converted))) {
    void vscode.window.showInformationMessage("The draft has changed meanwhile. Please try again.");
  }
}

async function resolved(client: LanguageClient, action: CodeAction) {
  try {
    return (await client.sendRequest(CodeActionResolveRequest.type, action)).edit;
  } catch (error) {
    // It turns out that there is nothing to change after all.
    client.debug(`${action.title}: ${String(error)}`);
    return undefined;
  }
}

/** Shows what the draft in view has and lacks. */
export async function showCard(): Promise<void> {
  const document = draftInView();
  if (document !== undefined) {
    // A command of the server, which shows the message itself.
    await vscode.commands.executeCommand("pitchlint.card", document.uri.toString());
  }
}

/** Opens the page of a rule that has found something in the draft in view; of the one at the cursor, if it is one. */
export async function openRule(): Promise<void> {
  const document = draftInView();
  if (document === undefined) {
    return;
  }
  const own = vscode.languages.getDiagnostics(document.uri).filter((one) => one.source === "pitchlint");
  const cursor = vscode.window.activeTextEditor?.selection.active;
  const here = rules(own.filter((one) => cursor !== undefined && one.range.contains(cursor)));
  const all = rules(own);
  if (all.length === 0) {
    void vscode.window.showInformationMessage("pitchlint has found nothing in this draft.");
    return;
  }
  const rule = here.length === 1 ? here[0] : await vscode.window.showQuickPick(here.length > 0 ? here : all, { title: "Which rule?" });
  if (rule !== undefined) {
    await vscode.commands.executeCommand("pitchlint.explain", rule, document.uri.toString());
  }
}

function rules(diagnostics: vscode.Diagnostic[]): string[] {
  const ids = diagnostics.map(({ code }) => String(typeof code === "object" ? code.value : code));
  return [...new Set(ids)].sort();
}

function draftInView(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined && LANGUAGES.includes(document.languageId)) {
    return document;
  }
  void vscode.window.showInformationMessage("pitchlint reads Markdown. Open a draft first.");
  return undefined;
}
