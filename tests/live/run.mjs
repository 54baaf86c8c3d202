// Runs the cells of pages of a built site in Pyodide, under Node, as a reader's browser would.
// Usage: node --import tests/js/parts.mjs run.mjs SITE PAGE
// Answer: {cell number: {ok, stdout, results: [text], figures: number, error: text | null}}

import { readFile, copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";
import { boot } from "../../gradbook/sphinxext/live/static/gradbook/live/boot.js";

const [, , site, page] = process.argv;
const json = async (path) => JSON.parse(await readFile(join(site, path), "utf-8"));
const runtime = await json("_static/gradbook/python.json");
const { cells } = await json(`_static/gradbook/cells/${page}.json`);

const core = await mkdtemp(join(tmpdir(), "gradbook-"));
await copyFile(join(site, runtime.base, "pyodide.asm.mjs"), join(core, "pyodide.asm.mjs"));
const python = await readFile(join(site, runtime.base, "python.bin"));
await writeFile(join(core, "pyodide.asm.wasm"), gunzipSync(python));
const { loadPyodide } = await import(pathToFileURL(join(site, runtime.base, "pyodide.mjs")).href);

/** As in a browser, where another way leads to the core. */
const start = (options) =>
  loadPyodide({
    ...options,
    indexURL: `${core}/`,
    stdLibURL: join(site, runtime.base, "stdlib.bin"),
  });

async function get(path, { size, integrity }) {
  const bytes = new Uint8Array(await readFile(join(site, path)));
  const digest = createHash("sha256").update(bytes).digest("base64");
  if (bytes.length !== size || integrity !== `sha256-${digest}`) throw new Error(basename(path));
  return bytes;
}

let found;
const send = (kind, text) => {
  const what = JSON.parse(text);
  if (kind === "stream" && what[0] === "stdout") found.stdout += what[1];
  else if (kind === "result") found.results.push(what);
  else if (kind === "figure") found.figures += 1;
  else if (kind === "error") found.error = what.text;
};
const session = await boot(runtime, start, get, () => {}, send);
const answer = {};
for (const { cell, source, why } of cells) {
  if (why) continue;
  found = answer[cell] = { stdout: "", results: [], figures: 0, error: null };
  found.ok = session.run(cell, source, true);
}
await rm(core, { recursive: true });
process.stdout.write(JSON.stringify(answer));
