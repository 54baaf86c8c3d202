// Bundles scripts and minifies style sheets: one JSON request on stdin, one JSON answer on stdout.
// Usage: node esbuild.mjs PATH/TO/esbuild/lib/main.js
//
// Request: {files: {name: path}, scripts: {name: [module, …]}, styles: {name: [sheet, …]}}, with the
// names that the files have on the site; `scripts` and `styles` are to be made of several files.
// Every script that no other one imports is made, too, and every other style sheet. A module that is
// named without a path is of an npm package beside esbuild.
// Answer: {outputs: {name: text}} or {errors: ["path:line: …"]}.

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { posix, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { default: esbuild } = await import(pathToFileURL(process.argv[2]).href);
const { files, scripts, styles } = JSON.parse(await text(process.stdin));
const STYLES = Object.keys(files).filter((name) => name.endsWith(".css"));
const PACKAGES = resolve(process.argv[2], "../../..");
const TOP = Object.keys(files).filter((name) => /^[^/]+\.js$/.test(name));

/** Looks modules up under the names that they have on the site, whatever folder they come from. */
const site = {
  name: "site",
  setup(build) {
    build.onResolve({ filter: /./ }, async ({ path, importer, namespace, kind }) => {
      if (kind !== "entry-point" && namespace !== "site") return; // within a package
      if (kind !== "entry-point" && !path.startsWith(".")) {
        const found = await build.resolve(path, { kind, resolveDir: PACKAGES });
        if (!found.errors.length) return found;
        return { errors: [{ text: `no npm package ${JSON.stringify(path)} beside esbuild` }] };
      }
      const name = kind === "entry-point" ? path : posix.join(posix.dirname(importer), path);
      if (name in files || name in scripts) return { path: name, namespace: "site" };
      return { errors: [{ text: `no part has the file ${JSON.stringify(name)}` }] };
    });
    build.onLoad({ filter: /./, namespace: "site" }, async ({ path }) => ({
      contents:
        scripts[path]?.map((name) => `import ${JSON.stringify(`./${name}`)};`).join("\n") ??
        (await readFile(files[path], "utf-8")),
    }));
  },
};

/** Bundle some entries; what they share goes to chunks. @param {string[]} entries */
const bundle = (entries) =>
  esbuild.build({
    entryPoints: entries.map((name) => ({ in: name, out: name.replace(/\.js$/, "") })),
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    supported: { "top-level-await": false }, // one part would keep the others waiting
    minify: true,
    charset: "utf8",
    legalComments: "none",
    outdir: "site",
    chunkNames: "chunks/[name]-[hash]",
    metafile: true,
    write: false,
    logLevel: "silent",
    plugins: [site],
  });

/** The name of a module in esbuild's words without the namespace. @param {string} name */
const bare = (name) => name.replace(/^site:/, "");

async function make() {
  const outputs = {};
  const { metafile } = await bundle(TOP);
  const imported = new Set([
    ...Object.values(scripts).flat(),
    ...Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => bare(path))),
  ]);
  const entries = TOP.filter((name) => !imported.has(name));
  const { outputFiles } = await bundle([...entries, ...Object.keys(scripts)]);
  for (const { path, text } of outputFiles) {
    outputs[relative("site", path).replaceAll("\\", "/")] = text;
  }
  const united = new Set(Object.values(styles).flat());
  const single = STYLES.filter((name) => !united.has(name)).map((name) => [name, [name]]);
  for (const [name, sheets] of [...single, ...Object.entries(styles)]) {
    const options = { loader: "css", minify: true, charset: "utf8", logLevel: "silent" };
    const small = sheets.map(async (sheet) => {
      const source = await readFile(files[sheet], "utf-8");
      return (await esbuild.transform(source, { ...options, sourcefile: sheet })).code;
    });
    outputs[name] = (await Promise.all(small)).join("");
  }
  return { outputs };
}

const answer = await make().catch((error) => ({
  errors: (error.errors ?? [{ text: String(error) }]).map(({ text, location }) =>
    location ? `${files[bare(location.file)] ?? location.file}:${location.line}: ${text}` : text,
  ),
}));
process.stdout.write(JSON.stringify(answer));
