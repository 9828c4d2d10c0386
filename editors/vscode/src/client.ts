// The language client: how the server is started, and what it is told that this editor can do.
import path from "node:path";
import type * as vscode from "vscode";
import {
  LanguageClient, type LanguageClientOptions, RevealOutputChannelOn, type ServerOptions, type StaticFeature,
} from "vscode-languageclient/node";
import type { Card } from "./card";

/** The ids of the languages that are checked. */
export const LANGUAGES: readonly string[] = ["markdown", "mdx"];

/** A client that has not been started. */
export function makeClient(
  program: string,
  args: string[],
  output: vscode.LogOutputChannel,
  settings: object,
  takeCard: (card: Card) => void,
): LanguageClient {
  // Not the folder of the workspace: the program finds configs by the paths of the drafts, and on some systems whatever lies in the
  // folder in which a program is started can get into its way.
  const server: ServerOptions = { command: program, args, options: { cwd: path.dirname(program) } };
  const options: LanguageClientOptions = {
    documentSelector: LANGUAGES.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    // What holds until the server asks.
    initializationOptions: settings,
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
  const client = new LanguageClient("pitchlint", "pitchlint", server, options);
  client.registerFeature(CARDS);
  client.onNotification("pitchlint/card", takeCard);
  return client;
}

/** Asks for a notification with each new card. */
const CARDS: StaticFeature = {
  fillClientCapabilities(capabilities) {
    const experimental = capabilities.experimental as object | undefined;
    capabilities.experimental = { ...experimental, pitchlintCards: true };
  },
  initialize: () => undefined,
  getState: () => ({ kind: "static" }),
  clear: () => undefined,
};
