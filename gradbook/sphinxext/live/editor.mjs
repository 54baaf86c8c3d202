// Bundles the editor into one file. Usage: node editor.mjs NODE_MODULES SOURCE TARGET

import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , modules, source, target] = process.argv;
const { default: esbuild } = await import(pathToFileURL(join(modules, "esbuild/lib/main.js")).href);
await esbuild.build({
  entryPoints: [source],
  outfile: target,
  nodePaths: [modules],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "error",
});
