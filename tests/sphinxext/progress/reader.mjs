/**
 * A reader without a browser, for `node --import …/parts.mjs reader.mjs`. From stdin comes a JSON list
 * of files, each a text; to stdout goes, for each, what `read` answered, or threw, and what was
 * stored. Then comes a file that was saved after questions had been answered, by the scripts.
 */

import { text } from "node:stream/consumers";

import { addAttempt } from "../../../gradbook/sphinxext/quiz/static/gradbook/quiz/record.js";
import { read, write } from "../../../gradbook/sphinxext/progress/static/gradbook/progress/file.js";
import { openStore } from "../../../gradbook/sphinxext/storage/static/gradbook/store.js";

/** A storage in memory. */
function install() {
  const map = new Map();
  globalThis.localStorage = {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => map.set(key, value),
    removeItem: (key) => map.delete(key),
  };
  return map;
}

function bring(file) {
  const map = install();
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  let answer;
  try {
    answer = read(openStore("book"), file, new Map([["q/new", ["q/old"]]]));
  } catch (error) {
    answer = { threw: String(error) };
  }
  const polluted = Object.getOwnPropertyNames(Object.prototype).length !== before;
  return { answer, polluted, stored: Object.fromEntries(map) };
}

/** What the scripts write when questions are answered and a chapter is marked as read. */
function lived() {
  install();
  const store = openStore("book");
  let record = null;
  for (let day = 0; day < 60; day++) {
    const ok = day % 3 > 0;
    const attempt = { hash: "07a8802b", ok, rating: 1 + (day % 3), choice: "cd281b 548d36" };
    record = addAttempt(record, day === 5 ? attempt : { ...attempt, answer: ["cd281b"] }, day * 9e7);
    if (day === 0) store.set("q/once", record);
  }
  store.set("q/often", record);
  store.set("p/limits", { fb: null, read: Date.now() });
  store.set("p/sums/areas", { fb: "yes", read: null });
  store.set("meta", { exported: Date.now() });
  return { saved: write(store, "2ceb8cd"), meta: store.get("meta") };
}

const files = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify({ brought: files.map(bring), lived: lived() }));
