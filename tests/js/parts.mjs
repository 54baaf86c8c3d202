/**
 * Lets the scripts of one part find those of another, as on a site, where all are in one folder.
 * For `node --import ./tests/js/parts.mjs --test`.
 */

import { existsSync, globSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const PARTS = fileURLToPath(new URL("../../gradbook/sphinxext/", import.meta.url));
const PUBLISHED = /\/static\/(gradbook\/.*)$/;

registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith(".") || context.parentURL === undefined) return next(specifier);
    const url = new URL(specifier, context.parentURL);
    const [, path] = PUBLISHED.exec(url.pathname) ?? [];
    if (path === undefined || existsSync(url)) return next(specifier);
    const [found] = globSync(`*/static/${path}`, { cwd: PARTS });
    return next(found === undefined ? specifier : pathToFileURL(PARTS + found).href);
  },
});
