// Typesets formulas: one JSON request a line on stdin, one JSON answer a line on stdout.
// Usage: node katex.mjs PATH/TO/katex.mjs

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: katex } = await import(pathToFileURL(process.argv[2]).href);

for await (const line of createInterface({ input: process.stdin })) {
  const { tex, display, output } = JSON.parse(line);
  let answer;
  try {
    const html = katex.renderToString(tex, {
      displayMode: display,
      output,
      strict: "error",
      throwOnError: true,
    });
    answer = { html };
  } catch (error) {
    answer = { error: String(error.rawMessage ?? error.message) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
