/**
 * Starts Python: Pyodide with the packages, the book's own wheels, and a session for cells.
 *
 * The worker of a page does it, and so do the tests in Node.
 */

import { unzipped } from "./files.js";

/** @typedef {import("./files.js").Facts} Facts */

/**
 * What a build has for its pages.
 *
 * @typedef {object} Runtime
 * @property {string} base address of the folder of the runtime
 * @property {Record<string, Facts>} files in it
 * @property {Record<string, Facts>} wheels of the book, by their addresses
 * @property {object} lock Pyodide's lock file, with the packages from another site
 * @property {{base: string, names: string[]}} [remote] that site
 */

/** @typedef {{run: (cell: number, source: string, draw: boolean) => boolean, interruptible: (flag: Uint8Array) => void}} Session */

const UNKNOWN = { size: 0, integrity: "" };
const FONTS = "/home/pyodide/fonts";
const SET_UP = `
import importlib, json, os, site, threading, zipfile
threading.Timer.start = lambda timer: None  # there are no threads, and Matplotlib starts one
os.environ["MPLCONFIGDIR"] = "${FONTS}"
for wheel in wheels.to_py():
    zipfile.ZipFile(wheel).extractall(site.getsitepackages()[0])
importlib.invalidate_caches()

from gradbook_live import figures
from gradbook_live.session import Session

figures.prepare()
Session(lambda kind, what: send(kind, json.dumps(what)), figures.collect)
`;

/**
 * @param {Runtime} runtime
 * @param {(options: object) => Promise<any>} loadPyodide
 * @param {(url: string, facts: Facts) => Promise<Uint8Array<ArrayBuffer>>} get fetches a file
 * @param {(stage: string) => void} stage is told what is being done
 * @param {(kind: string, json: string) => void} send is told what cells put out
 * @returns {Promise<Session>}
 */
export async function boot(runtime, loadPyodide, get, stage, send) {
  const { base, files, remote } = runtime;
  const file = (/** @type {string} */ name) => get(base + name, files[name] ?? UNKNOWN);
  stage("load");
  const packages = "packages.bin" in files ? file("packages.bin") : null;
  const wheels = Promise.all(Object.entries(runtime.wheels).map((wheel) => get(...wheel)));
  const core = Promise.all([file("python.bin"), file("stdlib.bin")]);
  const [[python, standard]] = await Promise.all([core, packages, wheels]);
  stage("start");
  const answers = {
    "pyodide.asm.wasm": () => unzipped(python, "application/wasm"),
    "stdlib.bin": () => new Response(standard),
  };
  const pyodide = await withAnswers(answers, () =>
    loadPyodide({
      indexURL: base,
      stdLibURL: `${base}stdlib.bin`,
      lockFileContents: runtime.lock,
      packageBaseUrl: remote?.base ?? base,
      stdout: () => {},
      stderr: () => {},
    }),
  );
  if (packages) unpack(pyodide, await unzipped(await packages).arrayBuffer());
  if (remote) {
    stage("packages");
    const silent = { messageCallback: () => {}, errorCallback: () => {} };
    await pyodide.loadPackage(remote.names, silent);
    const lost = remote.names.filter((name) => !(name in pyodide.loadedPackages));
    if (lost.length) throw new Error(`${lost.join(", ")} could not be loaded`);
  }
  const paths = Object.keys(runtime.wheels).map((url) => `/home/pyodide/${url.split("/").pop()}`);
  for (const [n, bytes] of (await wheels).entries()) pyodide.FS.writeFile(paths[n], bytes);
  const globals = pyodide.toPy({});
  globals.set("wheels", paths);
  globals.set("send", send);
  const session = pyodide.runPython(SET_UP, { globals });
  return {
    run: (cell, source, draw) => session.run(cell, source, draw),
    interruptible: (flag) => pyodide.setInterruptBuffer(flag),
  };
}

/**
 * Answers some requests itself for a while, since Pyodide fetches its core under fixed names.
 *
 * @template T
 * @param {Record<string, () => Response>} answers by the ends of addresses
 * @param {() => Promise<T>} work
 */
async function withAnswers(answers, work) {
  const { fetch } = globalThis;
  globalThis.fetch = async (request, options) => {
    const name = String(request).split("/").pop() ?? "";
    return answers[name]?.() ?? fetch(request, options);
  };
  try {
    return await work();
  } finally {
    globalThis.fetch = fetch;
  }
}

/** Writes the files of a pack where Python finds them. @param {any} pyodide @param {ArrayBuffer} pack */
function unpack({ FS, runPython }, pack) {
  const site = runPython("import site; site.getsitepackages()[0]");
  const length = new DataView(pack).getUint32(0, true);
  const list = JSON.parse(new TextDecoder().decode(new Uint8Array(pack, 4, length)));
  let position = 4 + length;
  /** @type {Set<string>} */
  const folders = new Set();
  for (const [name, size] of list) {
    const path = name.startsWith("fonts/") ? FONTS + name.slice(5) : `${site}/${name}`;
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!folders.has(folder)) FS.mkdirTree(folder);
    folders.add(folder);
    FS.writeFile(path, new Uint8Array(pack, position, size), { canOwn: true });
    position += size;
  }
}
