// Bundles the extension into one file, since VS Code loads one file faster than hundreds; with --tests, the tests beside it.
import { readdirSync } from "node:fs";
import esbuild from "esbuild";

const production = process.argv.includes("--production");

/** @type {esbuild.BuildOptions} */
const extension = {
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  // What the oldest VS Code that is supported runs on.
  target: "node20",
  format: "cjs",
  // VS Code brings it.
  external: ["vscode"],
  minify: production,
  sourcemap: !production,
  logLevel: "info",
};

/** @type {esbuild.BuildOptions} */
const tests = {
  ...extension,
  entryPoints: readdirSync("test").filter((name) => name.endsWith(".test.ts")).map((name) => `test/${name}`),
  outfile: undefined,
  outdir: "out",
  minify: false,
  sourcemap: true,
};

if (process.argv.includes("--watch")) {
  await (await esbuild.context(extension)).watch();
} else {
  await esbuild.build(process.argv.includes("--tests") ? tests : extension);
}
