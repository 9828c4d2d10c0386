// The item in the status bar: the card of the draft in view.
import * as vscode from "vscode";
import { type Card, details, summary } from "./card";
import { LANGUAGES } from "./client";

export class StatusBar {
  private readonly item: vscode.StatusBarItem;
  private readonly cards = new Map<string, Card>();
  private readonly subscriptions: { dispose(): unknown }[];
  /** Why nothing is checked, if nothing is. */
  private problem: string | undefined;

  constructor() {
    this.item = vscode.window.createStatusBarItem("pitchlint.card", vscode.StatusBarAlignment.Right, 50);
    this.item.name = "pitchlint";
    this.subscriptions = [
      this.item,
      vscode.window.onDidChangeActiveTextEditor(() => { this.draw(); }),
      vscode.workspace.onDidCloseTextDocument((document) => { this.cards.delete(document.uri.toString()); }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("pitchlint")) {
          this.draw();
        }
      }),
    ];
  }

  /** Takes in a new card. */
  put(card: Card): void {
    // The server may write the same address in another way.
    this.cards.set(vscode.Uri.parse(card.uri).toString(), card);
    this.draw();
  }

  /** Forgets all cards: the server is gone, for this reason if it was not asked to go. */
  clear(problem?: string): void {
    this.cards.clear();
    this.problem = problem;
    this.draw();
  }

  private draw(): void {
    const document = vscode.window.activeTextEditor?.document;
    const settings = vscode.workspace.getConfiguration("pitchlint", document?.uri);
    if (document === undefined || !LANGUAGES.includes(document.languageId) || !settings.get<boolean>("statusBar", true)) {
      this.item.hide();
      return;
    }
    const card = this.cards.get(document.uri.toString());
    if (this.problem !== undefined) {
      this.item.text = "$(warning) pitchlint";
      this.item.tooltip = this.problem;
      this.item.command = "pitchlint.restart";
    } else if (card !== undefined && settings.get<boolean>("enable", true)) {
      this.item.text = `$(checklist) ${summary(card)}`;
      this.item.tooltip = details(card).join("\n");
      this.item.command = "pitchlint.showCard";
    } else {
      this.item.hide();
      return;
    }
    this.item.show();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }
}
