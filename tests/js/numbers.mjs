/**
 * Reads a JSON list of what readers typed, and writes what the page makes of each, for tests that
 * compare it with a model. The argument is the address of the module that reads numbers.
 */

import { readFileSync } from "node:fs";

const { parseNumber } = await import(process.argv[2]);
const typed = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(typed.map((text) => parseNumber(text))));
