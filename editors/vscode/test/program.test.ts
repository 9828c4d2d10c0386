// How the program is found.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { findProgram, type Places } from "../src/program";

const folder = mkdtempSync(path.join(tmpdir(), "pitchlint "));
after(() => { rmSync(folder, { recursive: true }); });

function file(...parts: string[]): string {
  const name = path.join(folder, ...parts);
  mkdirSync(path.dirname(name), { recursive: true });
  writeFileSync(name, "#!/bin/sh\n");
  chmodSync(name, 0o755);
  return name;
}

function find(places: Partial<Places>): string {
  const found = findProgram({ setting: "", folder, searched: "", platform: "linux", ...places });
  return "program" in found ? found.program : found.problem;
}

test("the first on the PATH is found, and a folder of its name is none", () => {
  mkdirSync(path.join(folder, "a", "pitchlint"), { recursive: true });
  const first = file("b", "pitchlint");
  file("c", "pitchlint");
  const searched = ["a", "b", "c"].map((name) => path.join(folder, name)).join(":");
  assert.equal(find({ searched }), first);
  writeFileSync(path.join(folder, "a", "data"), "");
  assert.match(find({ setting: "data", searched }), /^The setting pitchlint\.path names "data", which is not on the PATH/);
  assert.equal(find({}), "pitchlint is not installed, or not on the PATH.");
});

test("a relative folder on the PATH is not looked at", () => {
  const here = process.cwd();
  file("d", "pitchlint");
  process.chdir(folder);
  try {
    assert.equal(find({ searched: "d:.:" }), "pitchlint is not installed, or not on the PATH.");
  } finally {
    process.chdir(here);
  }
});

test("a setting wins over the PATH", () => {
  const set = file("tools", "mine");
  const searched = path.join(folder, "c");
  for (const setting of [set, "tools/mine", "./tools/mine", "${workspaceFolder}/tools/mine", ` ${set} `]) {
    assert.equal(find({ setting, searched }), set, setting);
  }
  assert.equal(find({ setting: "mine", searched: path.join(folder, "tools") }), set);
  assert.match(find({ setting: "tools/no", searched }), /there is no program at .*tools\/no\.$/);
  assert.match(find({ setting: "tools/mine", folder: undefined }), /no folder is open/);
  assert.ok(find({ setting: "~/no/such" }).endsWith(`${path.join(homedir(), "no/such")}.`));
});

test("on Windows it ends in .exe", () => {
  const program = file("windows", "pitchlint.exe");
  assert.equal(find({ searched: `relative;${path.join(folder, "windows")}`, platform: "win32" }), program);
  assert.equal(find({ setting: path.join(folder, "windows", "pitchlint"), platform: "win32" }), program);
});
