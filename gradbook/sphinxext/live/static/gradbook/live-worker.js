/** The worker of a page: it loads Python, and runs the cells that it is sent. */

import { boot } from "./live/boot.js";
import { Files } from "./live/files.js";

/** @typedef {import("./live/boot.js").Runtime} Runtime */
/** @typedef {import("./live/boot.js").Session} Session */

/** @type {Session | undefined} */
let session;

/** @param {string} kind @param {unknown} [what] */
const tell = (kind, what) => globalThis.postMessage([kind, what]);

/** @param {Runtime} runtime @param {Uint8Array | null} flag set to interrupt a cell */
async function start(runtime, flag) {
  let told = 0;
  const files = new Files((bytes) => {
    if (performance.now() < told + 100) return;
    told = performance.now();
    tell("bytes", bytes);
  });
  const address = new URL("pyodide.mjs", runtime.base).href;
  const loading = import(/* webpackIgnore: true */ address);
  session = await boot(
    runtime,
    async (options) => (await loading).loadPyodide(options),
    (url, facts) => files.bytes(url, facts),
    (stage) => tell("stage", stage),
    (kind, json) => tell(kind, JSON.parse(json)),
  );
  if (flag) session.interruptible(flag);
  const names = Object.keys(runtime.files).map((name) => runtime.base + name);
  files.forget(new Set([...names, ...Object.keys(runtime.wheels)]));
}

/** @param {number} cell @param {string} source @param {boolean} draw */
function run(cell, source, draw) {
  const began = performance.now();
  const ok = session?.run(cell, source, draw) ?? false;
  tell("ran", { ok, seconds: (performance.now() - began) / 1000 });
}

globalThis.addEventListener("message", async ({ data: [what, ...given] }) => {
  try {
    if (what === "start") {
      await start(given[0], given[1]);
      tell("ready");
    } else {
      run(given[0], given[1], given[2]);
    }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    tell(session ? "ended" : "failed", session ? `Python has ended: ${text.slice(0, 300)}` : text);
  }
});
