// Starts the server when a draft is opened, and again when it has to be another one.
import * as vscode from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { makeClient } from "./client";
import { act, FIX_ALL, GOAL_FIRST, openRule, showCard } from "./drafts";
import { findProgram } from "./program";
import { StatusBar } from "./statusBar";

const INSTALL = "https://github.com/pitchlint/pitchlint#install";
/** The settings with which the server has to be started anew; it takes in the others itself. */
const STARTING = ["pitchlint.path", "pitchlint.args"];

/** What lives as long as the extension. */
class Session {
  private client: LanguageClient | undefined;
  private readonly output = vscode.window.createOutputChannel("pitchlint", { log: true });
  private readonly statusBar = new StatusBar();
  /** One start or stop after the other. */
  private turn: Promise<void> = Promise.resolve();

  /** Starts the server, after stopping the one that runs. */
  restart(): Promise<void> {
    this.turn = this.turn.then(async () => {
      await this.stopNow();
      await this.startNow();
    });
    return this.turn;
  }

  /** Stops the server. */
  stop(): Promise<void> {
    this.turn = this.turn.then(() => this.stopNow());
    return this.turn;
  }

  /** Does something with the server; says so if there is none. */
  async with(action: (client: LanguageClient) => Promise<void>): Promise<void> {
    await this.turn;
    if (this.client === undefined) {
      void vscode.window.showInformationMessage("pitchlint is not running. The command \"pitchlint: Restart the Server\" starts it.");
    } else {
      await action(this.client);
    }
  }

  showOutput(): void {
    this.output.show();
  }

  private async startNow(): Promise<void> {
    const settings = vscode.workspace.getConfiguration("pitchlint");
    const found = findProgram({
      setting: settings.get("path", ""),
      folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      searched: process.env.PATH ?? "",
      platform: process.platform,
    });
    if ("problem" in found) {
      this.fail(found.problem);
      return;
    }
    this.output.info(`starting ${found.program}`);
    // Plain values: what getConfiguration gives is watched over by VS Code.
    const sent: unknown = JSON.parse(JSON.stringify(settings));
    const client = makeClient(found.program, settings.get("args", ["lsp"]), this.output, sent as object, (card) => { this.statusBar.put(card); });
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) {
        this.statusBar.clear();
      }
    });
    try {
      await client.start();
      this.client = client;
      this.statusBar.clear();
    } catch (error) {
      this.output.error(String(error));
      this.fail(`${found.program} does not start as a language server. Is it an old version?`);
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.statusBar.clear();
    try {
      await client?.dispose();
    } catch (error) {
      // It had died before.
      this.output.warn(String(error));
    }
  }

  /** Says why nothing is checked, without making the editor wait for an answer. */
  private fail(problem: string): void {
    this.output.error(problem);
    this.statusBar.clear(problem);
    const [install, set] = ["How to Install", "Set the Path"];
    void vscode.window.showWarningMessage(`${problem} Drafts are not checked.`, install, set).then((chosen) => {
      if (chosen === install) {
        void vscode.env.openExternal(vscode.Uri.parse(INSTALL));
      } else if (chosen === set) {
        void vscode.commands.executeCommand("workbench.action.openSettings", "pitchlint.path");
      }
    });
  }

  dispose(): void {
    this.statusBar.dispose();
    this.output.dispose();
  }
}

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const current = new Session();
  session = current;
  const command = (name: string, run: () => unknown) => vscode.commands.registerCommand(`pitchlint.${name}`, run);
  context.subscriptions.push(
    current,
    command("restart", () => current.restart()),
    command("showOutput", () => { current.showOutput(); }),
    command("fixAll", () => current.with((client) => act(client, FIX_ALL, "There is nothing that can be fixed without changing what the draft says."))),
    command("goalFirst", () => current.with((client) => act(client, GOAL_FIRST, "There is no goal further down that could be moved up."))),
    command("showCard", () => current.with(showCard)),
    command("openRule", () => current.with(openRule)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (STARTING.some((name) => event.affectsConfiguration(name))) {
        void current.restart();
      }
    }),
    // More settings may count now.
    vscode.workspace.onDidGrantWorkspaceTrust(() => { void current.restart(); }),
  );
  await current.restart();
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}
