// Stands in for VS Code in tests: as much of its interface as the extension and its language client meet, without a screen.
import { URI } from "vscode-uri";

export class Disposable {
  constructor(private readonly end: () => unknown) {}
  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => { all.forEach((one) => one.dispose()); });
  }
  dispose(): void {
    this.end();
  }
}

export class EventEmitter<T> {
  private readonly listeners = new Set<(value: T) => unknown>();
  readonly event = (listener: (value: T) => unknown, self?: unknown, disposables?: Disposable[]): Disposable => {
    const bound = self === undefined ? listener : listener.bind(self);
    this.listeners.add(bound);
    const disposable = new Disposable(() => this.listeners.delete(bound));
    disposables?.push(disposable);
    return disposable;
  };
  fire(value: T): void {
    [...this.listeners].forEach((listener) => listener(value));
  }
  dispose(): void {
    this.listeners.clear();
  }
}

const NEVER = new EventEmitter<never>().event;

export class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: NEVER };
  cancel(): void {
    this.token.isCancellationRequested = true;
  }
  dispose(): void {
    this.cancel();
  }
}
export class CancellationError extends Error {}

export class Position {
  constructor(readonly line: number, readonly character: number) {}
}
export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...from: [Position, Position] | [number, number, number, number]) {
    [this.start, this.end] = from.length === 2 ? from : [new Position(from[0], from[1]), new Position(from[2], from[3])];
  }
  contains({ line, character }: Position): boolean {
    const { start, end } = this;
    const isBefore = line < start.line || (line === start.line && character < start.character);
    const isAfter = line > end.line || (line === end.line && character > end.character);
    return !isBefore && !isAfter;
  }
}
export class Location {
  constructor(readonly uri: URI, readonly range: Range) {}
}
export class TextEdit {
  constructor(readonly range: Range, readonly newText: string) {}
}
export class WorkspaceEdit {
  readonly edits: [URI, TextEdit[]][] = [];
  set(uri: URI, edits: (TextEdit | [TextEdit, unknown])[]): void {
    this.edits.push([uri, edits.map((edit) => (Array.isArray(edit) ? edit[0] : edit))]);
  }
}
export class Diagnostic {
  source?: string;
  code?: string | number | { value: string | number; target: URI };
  relatedInformation?: { location: Location; message: string }[];
  constructor(readonly range: Range, readonly message: string, readonly severity: number) {}
}
export class DiagnosticRelatedInformation {
  constructor(readonly location: Location, readonly message: string) {}
}
export class MarkdownString {
  constructor(readonly value = "") {}
}
export class CodeActionKind {
  static readonly Empty = new CodeActionKind("");
  static readonly QuickFix = new CodeActionKind("quickfix");
  static readonly Refactor = new CodeActionKind("refactor");
  static readonly RefactorExtract = new CodeActionKind("refactor.extract");
  static readonly RefactorInline = new CodeActionKind("refactor.inline");
  static readonly RefactorRewrite = new CodeActionKind("refactor.rewrite");
  static readonly Source = new CodeActionKind("source");
  static readonly SourceOrganizeImports = new CodeActionKind("source.organizeImports");
  constructor(readonly value: string) {}
  append(part: string): CodeActionKind {
    return new CodeActionKind(this.value === "" ? part : `${this.value}.${part}`);
  }
}
export class CodeAction {
  edit?: WorkspaceEdit;
  constructor(readonly title: string, public kind?: CodeActionKind) {}
}
export class CodeLens {
  command?: { title: string };
  constructor(readonly range: Range) {}
}
// Bases of classes of the language client that take no part here.
export class CallHierarchyItem {}
export class CompletionItem {}
export class DocumentLink {}
export class InlayHint {}
export class SymbolInformation {}
export class TypeHierarchyItem {}
export class TabInputCustom {}
export class TabInputNotebook {}
export class TabInputText {}
export class TabInputTextDiff {}

export const Uri = URI;
export const version = "1.91.0";
export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const DiagnosticTag = { Unnecessary: 1, Deprecated: 2 };
export const CodeActionTriggerKind = { Invoke: 1, Automatic: 2 };
export const LogLevel = { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 };
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const StatusBarAlignment = { Left: 1, Right: 2 };

/** An open draft. */
export class TextDocument {
  readonly isUntitled = false;
  readonly isClosed = false;
  version = 1;
  constructor(readonly uri: URI, readonly languageId: string, private text: string) {}

  getText(): string {
    return this.text;
  }
  get fileName(): string {
    return this.uri.fsPath;
  }
  get lineCount(): number {
    return this.text.split("\n").length;
  }
  offsetAt({ line, character }: Position): number {
    const before = this.text.split("\n").slice(0, line);
    return before.reduce((sum, one) => sum + one.length + 1, 0) + character;
  }
  /** The text at a place: lines and UTF-16 units from 0. */
  textAt(range: Range): string {
    return this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }
  validateRange(range: Range): Range {
    const lines = this.text.split("\n");
    const clamped = ({ line, character }: Position) => {
      const last = Math.min(line, lines.length - 1);
      const length = lines[last]?.length ?? 0;
      return new Position(last, line > last ? length : Math.min(character, length));
    };
    return new Range(clamped(range.start), clamped(range.end));
  }
  /** Edits it as a user or an action does. */
  change(edits: TextEdit[]): void {
    const contentChanges = [...edits]
      .sort((one, other) => this.offsetAt(other.range.start) - this.offsetAt(one.range.start))
      .map(({ range, newText }) => {
        const [start, end] = [this.offsetAt(range.start), this.offsetAt(range.end)];
        return { range, rangeOffset: start, rangeLength: end - start, text: newText };
      });
    for (const { rangeOffset, rangeLength, text } of contentChanges) {
      this.text = this.text.slice(0, rangeOffset) + text + this.text.slice(rangeOffset + rangeLength);
    }
    this.version += 1;
    changed.fire({ document: this, contentChanges, reason: undefined });
  }
}

type Provider = Record<string, (...values: unknown[]) => unknown>;

const changed = new EventEmitter<unknown>();
const opened = new EventEmitter<TextDocument>();
const closed = new EventEmitter<TextDocument>();
const activeChanged = new EventEmitter<unknown>();
const configurationChanged = new EventEmitter<{ affectsConfiguration(section: string): boolean }>();
const visibleChanged = new EventEmitter<unknown>();
const registered = new Map<string, (...values: unknown[]) => unknown>();
const collections: Map<string, Diagnostic[]>[] = [];

/** What a test looks at. */
export const seen = {
  messages: [] as string[],
  log: [] as string[],
  opened: [] as string[],
  statusBar: { text: "", tooltip: "", command: "", isShown: false },
  providers: new Map<string, Provider>(),
  settings: {} as Record<string, unknown>,
};

/** Opens a draft and shows it. */
export function open(uri: URI, languageId: string, text: string): TextDocument {
  const document = new TextDocument(uri, languageId, text);
  workspace.textDocuments.push(document);
  const editor = { document, selection: { active: new Position(0, 0) } };
  window.activeTextEditor = editor;
  window.visibleTextEditors = [editor];
  opened.fire(document);
  visibleChanged.fire(window.visibleTextEditors);
  activeChanged.fire(editor);
  return document;
}

/** Changes a setting below `pitchlint`. */
export function set(name: string, value: unknown): void {
  seen.settings[name] = value;
  const affected = `pitchlint.${name}`;
  configurationChanged.fire({ affectsConfiguration: (section) => affected === section || affected.startsWith(`${section}.`) });
}

function log(message: unknown): void {
  seen.log.push(String(message));
}

function show(message: string): Promise<undefined> {
  seen.messages.push(message);
  return Promise.resolve(undefined);
}

const provide = (name: string) => (_selector: unknown, provider: Provider) => {
  seen.providers.set(name, provider);
  return new Disposable(() => seen.providers.delete(name));
};

export const commands = {
  registerCommand(name: string, run: (...values: unknown[]) => unknown): Disposable {
    if (registered.has(name)) {
      throw new Error(`command '${name}' already exists`);
    }
    registered.set(name, run);
    return new Disposable(() => registered.delete(name));
  },
  async executeCommand(name: string, ...values: unknown[]): Promise<unknown> {
    const run = registered.get(name);
    if (run === undefined) {
      throw new Error(`command '${name}' not found`);
    }
    return await run(...values);
  },
};

export const env = {
  appName: "a test",
  language: "en",
  openExternal(uri: URI): Promise<boolean> {
    seen.opened.push(uri.toString());
    return Promise.resolve(true);
  },
};

export const languages = {
  match(selector: { scheme?: string; language?: string }[], document: TextDocument): number {
    const fits = (wanted: string | undefined, actual: string) => wanted === undefined || wanted === actual;
    return selector.some(({ scheme, language }) => fits(scheme, document.uri.scheme) && fits(language, document.languageId)) ? 10 : 0;
  },
  createDiagnosticCollection() {
    const all = new Map<string, Diagnostic[]>();
    collections.push(all);
    return {
      set: (uri: URI, diagnostics?: Diagnostic[]) => { all.set(uri.toString(), diagnostics ?? []); },
      delete: (uri: URI) => { all.delete(uri.toString()); },
      has: (uri: URI) => all.has(uri.toString()),
      clear: () => { all.clear(); },
      dispose: () => { all.clear(); },
    };
  },
  getDiagnostics: (uri: URI): Diagnostic[] => collections.flatMap((all) => all.get(uri.toString()) ?? []),
  registerCodeActionsProvider: provide("codeAction"),
  registerCodeLensProvider: provide("codeLens"),
  registerDocumentSymbolProvider: provide("documentSymbol"),
  registerHoverProvider: provide("hover"),
};

interface Editor { document: TextDocument; selection: { active: Position } }

export const window = {
  activeTextEditor: undefined as Editor | undefined,
  visibleTextEditors: [] as Editor[],
  tabGroups: { all: [], onDidChangeTabs: NEVER },
  onDidChangeActiveTextEditor: activeChanged.event,
  onDidChangeVisibleTextEditors: visibleChanged.event,
  createOutputChannel: () => ({
    logLevel: LogLevel.Info,
    onDidChangeLogLevel: NEVER,
    append: log,
    appendLine: log,
    trace: log,
    debug: log,
    info: log,
    warn: log,
    error: log,
    show: () => undefined,
    dispose: () => undefined,
  }),
  createStatusBarItem: () => Object.assign(seen.statusBar, {
    show: () => { seen.statusBar.isShown = true; },
    hide: () => { seen.statusBar.isShown = false; },
    dispose: () => undefined,
  }),
  showInformationMessage: show,
  showWarningMessage: show,
  showErrorMessage: show,
  showQuickPick: (items: string[]) => Promise.resolve(items[0]),
};

export const workspace = {
  workspaceFolders: undefined as { uri: URI; name: string; index: number }[] | undefined,
  textDocuments: [] as TextDocument[],
  notebookDocuments: [],
  onDidOpenTextDocument: opened.event,
  onDidChangeTextDocument: changed.event,
  onDidCloseTextDocument: closed.event,
  onDidChangeConfiguration: configurationChanged.event,
  onDidSaveTextDocument: NEVER,
  onWillSaveTextDocument: NEVER,
  onDidChangeWorkspaceFolders: NEVER,
  onDidGrantWorkspaceTrust: NEVER,
  onDidOpenNotebookDocument: NEVER,
  onDidChangeNotebookDocument: NEVER,
  onDidSaveNotebookDocument: NEVER,
  onDidCloseNotebookDocument: NEVER,
  getWorkspaceFolder: () => workspace.workspaceFolders?.[0],
  createFileSystemWatcher: () => ({ onDidCreate: NEVER, onDidChange: NEVER, onDidDelete: NEVER, dispose: () => undefined }),
  getConfiguration(section?: string) {
    const own = section === "pitchlint";
    const get = (name: string, fallback?: unknown) =>
      own ? (seen.settings[name] ?? fallback) : name === "pitchlint" ? { ...seen.settings } : fallback;
    return { ...(own ? seen.settings : {}), get };
  },
  applyEdit(edit: WorkspaceEdit): Promise<boolean> {
    for (const [uri, edits] of edit.edits) {
      const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
      if (document === undefined) {
        return Promise.resolve(false);
      }
      document.change(edits);
    }
    return Promise.resolve(true);
  },
};
