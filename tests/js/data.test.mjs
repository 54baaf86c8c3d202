// A file of progress: saved and brought back, merged, and distrusted.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, beforeEach, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import {
  merge,
  read,
  report,
  write,
} from "../../gradbook/sphinxext/progress/static/gradbook/progress/file.js";
import { replay } from "../../gradbook/sphinxext/storage/static/gradbook/schedule.js";
import { openStore } from "../../gradbook/sphinxext/storage/static/gradbook/store.js";

const NONE = new Map();
const question = (fields = {}) => ({
  v: 1,
  u: 100,
  h: "07a8802b",
  ok: true,
  first: false,
  a: ["cd281b"],
  s: 0,
  log: [[50, 1, "x"], [100, 3, "cd281b"]],
  ...fields,
});
const page = (fields = {}) => ({ v: 1, u: 100, read: 90, fb: null, ...fields });
const file = (records, fields = {}) =>
  JSON.stringify({ format: "gradbook-progress", v: 1, book: "book", records, ...fields });

let room; // characters that the storage still takes

/** A browser's storage that holds strings. */
function install(entries = {}) {
  const map = new Map(Object.entries(entries));
  const storage = {
    map,
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    removeItem: (key) => map.delete(key),
    setItem(key, value) {
      if (value.length > room) throw new DOMException("full", "QuotaExceededError");
      room -= value.length;
      map.set(key, value);
    },
  };
  Object.defineProperty(globalThis, "localStorage", { configurable: true, value: storage });
  return storage;
}

/** A reader's store with records in it. */
function reader(records = {}) {
  const entries = Object.entries(records).map(([key, value]) => [`book/1/${key}`, value]);
  const storage = install(
    Object.fromEntries(entries.map(([key, value]) => [key, JSON.stringify(value)])),
  );
  return { storage, store: openStore("book") };
}

/** All records of a store. */
const contents = (store) => Object.fromEntries(store.keys().map((key) => [key, store.get(key)]));

beforeEach(() => (room = Infinity));
afterEach(() => delete globalThis.localStorage);

test("what was saved comes back in another browser, as it was", () => {
  const records = { "q/one": question(), "q/two": question({ ok: false }), "p/limits": page() };
  const text = write(reader({ ...records, prefs: { v: 1, u: 1 } }).store, "2ceb8cd");
  const { format, v, book, build, exported } = JSON.parse(text);
  assert.deepEqual([format, v, book, build], ["gradbook-progress", 1, "book", "2ceb8cd"]);
  assert.ok(Math.abs(Date.parse(exported) - Date.now()) < 60_000);
  const { store } = reader();
  assert.deepEqual(read(store, text, NONE), { added: 3, merged: 0, same: 0, left: [] });
  assert.deepEqual(contents(store), records);
});

test("a file brought back twice changes nothing the second time", () => {
  const { store } = reader({ "q/one": question({ u: 500, h: "new" }) });
  const text = file({ "q/one": question({ log: [[7, 3, "x"]] }), "p/a": page() });
  assert.deepEqual(read(store, text, NONE), { added: 1, merged: 1, same: 0, left: [] });
  const once = contents(store);
  assert.deepEqual(read(store, text, NONE), { added: 0, merged: 0, same: 2, left: [] });
  assert.deepEqual(contents(store), once);
});

test("two browsers: the later answer stands, the solved stays solved, the logs are one", () => {
  const phone = question({ u: 300, ok: false, a: ["wrong"], log: [[50, 1, "x"], [300, 1, "y"]] });
  const desk = question({ u: 200, ok: true, a: ["right"], log: [[50, 1, "x"], [200, 3, "z"]] });
  const { store } = reader({ "q/one": phone });
  read(store, file({ "q/one": desk }), NONE);
  const { ok, a, u, log } = store.get("q/one");
  assert.deepEqual([ok, a, u], [true, ["wrong"], 300]);
  assert.deepEqual(log, [[50, 1, "x"], [200, 3, "z"], [300, 1, "y"]]);
});

test("of a chapter the later mark stands", () => {
  const { store } = reader({ "p/a": page({ u: 300, read: null }), "p/b": page({ u: 100 }) });
  read(store, file({ "p/a": page({ u: 200 }), "p/b": page({ u: 200, read: null }) }), NONE);
  assert.deepEqual([store.get("p/a").read, store.get("p/b").read], [null, null]);
});

test("a record under a former id is merged into the one under the present id", () => {
  const formers = new Map([["q/new", ["q/old", "q/older"]]]);
  const { store } = reader({ "q/new": question({ u: 300, ok: false, log: [] }) });
  const records = { "q/old": question({ u: 200 }), "q/older": question({ log: [[9, 1, ""]] }) };
  assert.deepEqual(read(store, file(records), formers).merged, 2);
  assert.deepEqual(store.keys(), ["q/new"]);
  const { ok, log } = store.get("q/new");
  assert.deepEqual([ok, log.length], [true, 3]);
});

test("replacing forgets what is not in the file, but not the settings", () => {
  const { store } = reader({ "q/one": question(), "p/a": page(), prefs: { v: 1, u: 1 } });
  read(store, file({ "q/two": question() }), NONE, true);
  assert.deepEqual(store.keys(), ["prefs", "q/two"]);
});

test("what cannot be written is reported, and what was there stays", () => {
  const { store } = reader({ "q/one": question({ u: 1 }) });
  const before = contents(store);
  room = 0;
  const taken = read(store, file({ "q/one": question({ u: 200 }), "q/two": question() }), NONE);
  assert.deepEqual(taken, { added: 0, merged: 0, same: 0, left: ["q/one", "q/two"] });
  assert.deepEqual(contents(store), before);
});

test("a foreign record in the storage is not replaced", () => {
  const { storage, store } = reader({ "q/one": { v: 2, theirs: true }, "q/two": { hello: 1 } });
  const before = new Map(storage.map);
  const taken = read(store, file({ "q/one": question(), "q/two": question() }), NONE, true);
  assert.deepEqual(taken.left, ["q/one", "q/two"]);
  assert.deepEqual(storage.map, before);
});

test("a record here that is damaged gives way to a sound one", () => {
  const { store } = reader({ "q/one": { v: 1, u: 900, h: 5, log: "x" } });
  assert.equal(read(store, file({ "q/one": question() }), NONE).added, 1);
  assert.deepEqual(store.get("q/one"), question());
});

test("with the storage blocked nothing is thrown", () => {
  Object.defineProperty(globalThis, "localStorage", { configurable: true, value: undefined });
  const store = openStore("book");
  assert.deepEqual(JSON.parse(write(store, "")).records, {});
  assert.deepEqual(read(store, file({ "q/one": question() }), NONE).left, ["q/one"]);
});

test("the report says what was taken and names a few of what was not", () => {
  const left = ["a", "b", "c", "d", "e", "f", "g"];
  assert.equal(
    report({ added: 12, merged: 3, same: 4, left: [] }),
    "12 records added, 3 merged, 4 already here.",
  );
  assert.equal(
    report({ added: 0, merged: 0, same: 0, left }),
    "0 records added, 0 merged, 0 already here, 7 left out: a, b, c, d, e.",
  );
});

// Merging, for whatever two browsers have.

let seed = 1;
const random = (below) => {
  seed = (seed * 48271) % 2147483647;
  return seed % below;
};
const pick = (...items) => items[random(items.length)];
const anyRecord = (u) => {
  const log = Array.from({ length: random(45) }, () => [random(60), 1 + random(3), pick("a", "b")]);
  const s = random(5);
  return question({ u, h: pick("x", "y"), ok: pick(true, false), first: pick(true, false), s, log });
};
const cleaned = ({ v, ...record }) => record;

test("merging does not depend on the order, or on what is merged first, and takes nothing away", () => {
  for (let run = 0; run < 300; run++) {
    const [one, two, three] = [1, 2, 3].map((u) => cleaned(anyRecord(u * 100)));
    const both = merge(one, two);
    assert.deepEqual(both, merge(two, one));
    assert.deepEqual(merge(both, two), both);
    assert.deepEqual(merge(merge(one, two), three), merge(one, merge(two, three)));
    assert.equal(both.ok, one.ok || two.ok);
    assert.equal(both.s, replay(both.log).rung);
    assert.ok(both.log.length <= 50);
    const all = [...one.log, ...two.log].sort((a, b) => a[0] - b[0]);
    assert.equal(both.log.at(-1)?.[0], all.at(-1)?.[0]);
  }
});

// What a file must not do. Each row: what guards against it in the code, what the code is without
// the guard, and a check that passes with the guard and fails without it.

const nothing = (store) => assert.deepEqual(store.keys(), []);
/** Check that a record is left out. */
const leaves = (key, value) => (module) => {
  const { store } = reader();
  const taken = module.read(store, file({ [key]: value, "q/sound": question() }), NONE);
  assert.deepEqual([taken.added, taken.left], [1, [key]]);
  assert.deepEqual(contents(store), { "q/sound": question() });
};
/** Check that a whole file is refused with a sentence. */
const refuses = (text, sentence) => (module) => {
  const { store } = reader();
  assert.match(String(module.read(store, text, NONE)), sentence);
  nothing(store);
};
const log = (...entry) => question({ log: [entry] });

const GUARDS = [
  [
    "text.length > LIMIT",
    "false",
    refuses(file({ "q/one": question() }) + " ".repeat(2e6), /larger than 2 MB/),
  ],
  ["file?.format !== FORMAT", "false", refuses(file({}, { format: "x" }), /not a file of saved/)],
  ["file?.format", "file.format", refuses("null", /not a file of saved/)],
  ["file.v !== 1", "false", refuses(file({ "q/one": question() }, { v: 2 }), /another version/)],
  [
    "file.book !== store.book",
    "false",
    refuses(file({ "q/one": question() }, { book: "other" }), /another book/),
  ],
  ["!KEY.test(key) || ", "!(key[0] in FIELDS) || ", leaves("prefs", page())],
  ["!KEY.test(key) || ", "!(key[0] in FIELDS) || ", leaves("q/<img src=x>", question())],
  ["!KEY.test(key) || ", "!(key[0] in FIELDS) || ", leaves("q/__proto__", question())],
  ["record?.v !== 1", "record === null", leaves("q/one", question({ v: 2 }))],
  ["record?.v", "record.v", leaves("q/one", null)],
  ["    h: isText,\n", "    h: () => true,\n", leaves("q/one", question({ h: { toString: "x" } }))],
  ["    ok: isFlag,\n", "    ok: () => true,\n", leaves("q/one", question({ ok: "yes" }))],
  ["    first: isFlag,\n", "    first: () => true,\n", leaves("q/one", question({ first: 1 }))],
  ["a: isList(isText)", "a: isList(() => true)", leaves("q/one", question({ a: [{ x: 1 }] }))],
  ["value.length <= TEXT_LENGTH", "true", leaves("q/one", question({ a: ["x".repeat(5001)] }))],
  ["Array.isArray(value) && ", "", leaves("q/one", question({ a: { length: 0, every: null } }))],
  [
    "value.length <= LOG_LENGTH && ",
    "",
    leaves("q/one", question({ log: Array(51).fill([1, 1, ""]) })),
  ],
  ["RUNGS.includes(value)", "true", leaves("q/one", question({ s: 5 }))],
  ["isAnswer(item) && ", "", leaves("q/one", log(1, 1, "x", "y"))],
  ["isTime(item[0]) && ", "", leaves("q/one", log(-1, 1, "x"))],
  [" && RATINGS.includes(item[1])", "", leaves("q/one", log(1, 4, "x"))],
  ["Number.isInteger(value)", "true", leaves("p/one", page({ read: 0.5 }))],
  ["value < Date.now() + DAY", "true", leaves("q/one", question({ u: 9e15 }))],
  ["read: (value) => value === null || isTime(value)", "read: () => true", leaves("p/a", page({ read: "x" }))],
  ["fb: (value) => value === null || isText(value)", "fb: () => true", leaves("p/a", page({ fb: {} }))],
];

const PARTS = fileURLToPath(new URL("../../gradbook/sphinxext/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "gradbook-"));
after(() => rmSync(folder, { recursive: true }));
for (const part of ["storage", "progress"]) {
  cpSync(`${PARTS}${part}/static/gradbook`, folder, { recursive: true });
}
const source = readFileSync(join(folder, "progress/file.js"), "utf-8");

for (const [index, [guard, without, check]] of GUARDS.entries()) {
  test(`the guard ${guard.trim()} is needed (${index})`, async () => {
    check({ read });
    assert.ok(source.includes(guard), "the guard is in the code");
    const path = join(folder, `progress/file-${index}.js`);
    writeFileSync(path, source.replaceAll(guard, without));
    const broken = await import(pathToFileURL(path).href);
    assert.throws(() => check(broken));
  });
}

for (const [kind, text] of [
  ["nothing", ""],
  ["no JSON", '{"format":'],
  ["another kind of value", "[]"],
  ["a number", "5"],
  ["no records", file(undefined)],
  ["records of another kind", file("hello")],
  ["a list of records", file([question()])],
]) {
  test(`a file with ${kind} is refused or left out, and nothing is thrown`, () => {
    const { store } = reader();
    const taken = read(store, text, NONE);
    assert.ok(typeof taken === "string" || taken.added === 0);
    nothing(store);
  });
}

test("a file nested a hundred thousand deep is left out", () => {
  const deep = "[".repeat(1e5) + "]".repeat(1e5);
  for (const text of [
    deep,
    file({}).replace("{}", `{"q/one":${deep}}`),
    file({}).replace("{}", `{"q/one":{"v":1,"h":${deep}}}`),
  ]) {
    const { store } = reader();
    assert.doesNotThrow(() => read(store, text, NONE));
    nothing(store);
  }
});

test("__proto__ and constructor in a file change no object, and are not stored", () => {
  const evil = '{"polluted":true,"v":1}';
  const text = file({ "q/one": question() })
    .replace('"records":{', `"records":{"__proto__":${evil},"constructor":{"prototype":${evil}},`)
    .replace('"h":', `"__proto__":${evil},"constructor":{"prototype":${evil}},"h":`);
  assert.ok(Object.keys(JSON.parse(text).records).includes("__proto__"));
  const { storage, store } = reader();
  const taken = read(store, text, NONE);
  assert.deepEqual([taken.added, taken.left], [1, ["__proto__", "constructor"]]);
  assert.equal({}.polluted, undefined);
  assert.deepEqual(JSON.parse(storage.getItem("book/1/q/one")), question());
});
