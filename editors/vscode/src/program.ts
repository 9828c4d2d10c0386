// Finds the program that checks the drafts: what the settings name, else the first on the PATH. Knows nothing of VS Code, so that it
// can be tested without.
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** Where to look. */
export interface Places {
  /** The setting `pitchlint.path`; empty if it is not set. */
  setting: string;
  /** The first folder of the workspace, if one is open. */
  folder: string | undefined;
  /** The variable `PATH`. */
  searched: string;
  platform: NodeJS.Platform;
}

/** The absolute path of the program, or why there is none, in a sentence for the user. */
export type Found = { program: string } | { problem: string };

/** Looks for the program. */
export function findProgram(places: Places): Found {
  const setting = places.setting.trim();
  if (setting === "") {
    const program = onPath("pitchlint", places);
    return program === undefined
      ? { problem: "pitchlint is not installed, or not on the PATH." }
      : { program };
  }
  if (!/[\\/]/.test(setting)) {
    // A name, as in a shell.
    const program = onPath(setting, places);
    return program === undefined
      ? { problem: `The setting pitchlint.path names "${setting}", which is not on the PATH.` }
      : { program };
  }
  const named = expanded(setting, places.folder);
  if (named === undefined) {
    return { problem: `The setting pitchlint.path is "${setting}", and no folder is open from which that would count.` };
  }
  const program = withEnding(named, places.platform);
  return program === undefined
    ? { problem: `The setting pitchlint.path names "${setting}", and there is no program at ${named}.` }
    : { program };
}

function onPath(name: string, { searched, platform }: Places): string | undefined {
  const folders = searched.split(platform === "win32" ? ";" : ":");
  // A relative folder on the PATH would be one of the workspace, which need not be trusted.
  for (const folder of folders.filter((folder) => path.isAbsolute(folder))) {
    const program = withEnding(path.join(folder, name), platform);
    if (program !== undefined) {
      return program;
    }
  }
  return undefined;
}

function expanded(setting: string, folder: string | undefined): string | undefined {
  if (/^~[\\/]/.test(setting)) {
    return path.join(homedir(), setting.slice(2));
  }
  const inFolder = setting.replace(/^\$\{workspaceFolder\}[\\/]/, "");
  if (path.isAbsolute(inFolder)) {
    return inFolder;
  }
  return folder === undefined ? undefined : path.join(folder, inFolder);
}

function withEnding(file: string, platform: NodeJS.Platform): string | undefined {
  const candidates = platform === "win32" && path.extname(file) === "" ? [`${file}.exe`] : [file];
  return candidates.find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
