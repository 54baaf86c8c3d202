// The reader's storage: blocked, throwing, full, damaged, foreign, newer; and other tabs.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { openStore } from "../../gradbook/sphinxext/storage/static/gradbook/store.js";

/** As much of the Storage interface as the module uses. */
class FakeStorage {
  constructor(entries = {}) {
    this.map = new Map(Object.entries(entries));
  }
  get length() {
    return this.map.size;
  }
  key(index) {
    return [...this.map.keys()][index] ?? null;
  }
  getItem(key) {
    return this.map.get(key) ?? null;
  }
  setItem(key, value) {
    this.map.set(key, String(value));
  }
  removeItem(key) {
    this.map.delete(key);
  }
}

const refuse = () => {
  throw new DOMException("refused", "SecurityError");
};

/** @param {PropertyDescriptor} descriptor */
function install(descriptor) {
  Object.defineProperty(globalThis, "localStorage", { configurable: true, ...descriptor });
}

const original = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
const originalListen = globalThis.addEventListener;
let listeners;

beforeEach(() => {
  listeners = {};
  globalThis.addEventListener = (type, listener) => (listeners[type] = listener);
});

afterEach(() => {
  globalThis.addEventListener = originalListen;
  delete globalThis.localStorage;
  if (original) Object.defineProperty(globalThis, "localStorage", original);
});

/** A page that lasts as long as the test. */
function setPage(t, page = {}) {
  globalThis.document = Object.assign(new EventTarget(), page);
  t.after(() => delete globalThis.document);
}

function open(entries, start = openStore) {
  const storage = new FakeStorage(entries);
  install({ value: storage });
  return { storage, store: start("book") };
}

test("a record comes back, with its version and time", () => {
  const { storage, store } = open();
  const before = Date.now();
  assert.equal(store.available, true);
  assert.equal(store.set("q/one", { ok: true, a: ["x"] }), true);
  const { u, ...rest } = store.get("q/one");
  assert.deepEqual(rest, { v: 1, ok: true, a: ["x"] });
  assert.ok(u >= before && u <= Date.now());
  assert.deepEqual([...storage.map.keys()], ["book/1/q/one"]);
});

test("the version and the time are the store's, not the caller's", () => {
  const { store } = open();
  store.set("q/one", { v: 9, u: 0 });
  assert.equal(store.get("q/one").v, 1);
  assert.notEqual(store.get("q/one").u, 0);
});

test("removed is gone", () => {
  const { store } = open();
  store.set("q/one", {});
  store.remove("q/one");
  assert.equal(store.get("q/one"), null);
  assert.deepEqual(store.keys(), []);
});

test("keys are those of this book and version, below a prefix, in order", () => {
  const { store } = open({
    "book/1/q/b": "{}",
    "book/1/q/a": "{}",
    "book/1/p/a": "{}",
    "book/2/q/c": "{}",
    "other/1/q/d": "{}",
    q: "{}",
  });
  assert.deepEqual(store.keys("q/"), ["q/a", "q/b"]);
  assert.deepEqual(store.keys(), ["p/a", "q/a", "q/b"]);
});

for (const [kind, text] of [
  ["foreign", '{"hello": 1}'],
  ["foreign", "[1]"],
  ["foreign", "null"],
  ["foreign", "5"],
  ["newer", '{"v": 2, "ok": true}'],
]) {
  test(`a ${kind} record is left alone: ${text}`, () => {
    const { storage, store } = open({ "book/1/q/one": text });
    assert.equal(store.get("q/one"), null);
    assert.equal(store.set("q/one", { ok: true }), false);
    assert.equal(storage.getItem("book/1/q/one"), text);
  });
}

test("a damaged record reads as none, stays until something better is written, and is replaced", () => {
  const { storage, store } = open({ "book/1/q/one": '{"v":1,"ok":tr' });
  assert.equal(store.get("q/one"), null);
  assert.equal(storage.getItem("book/1/q/one"), '{"v":1,"ok":tr');
  assert.equal(store.set("q/one", { ok: true }), true);
  assert.equal(store.get("q/one").ok, true);
});

test("blocked: the property itself throws", () => {
  install({ get: refuse });
  const store = openStore("book");
  assert.deepEqual(
    [
      store.available,
      store.get("q/a"),
      store.set("q/a", {}),
      store.keys("q/"),
      store.remove("q/a"),
    ],
    [false, null, false, [], undefined],
  );
  store.onChange(assert.fail);
});

test("absent: there is no storage at all", () => {
  install({ value: undefined });
  assert.equal(openStore("book").available, false);
});

test("useless: every method throws", () => {
  const storage = new FakeStorage();
  Object.assign(storage, { getItem: refuse, setItem: refuse, removeItem: refuse, key: refuse });
  install({ value: storage });
  assert.equal(openStore("book").available, false);
});

test("it begins to refuse while the page is open", () => {
  const { storage, store } = open({ "book/1/q/one": '{"v":1}' });
  Object.assign(storage, { getItem: refuse, setItem: refuse, removeItem: refuse, key: refuse });
  assert.deepEqual(
    [store.get("q/one"), store.set("q/one", {}), store.keys(), store.remove("q/one")],
    [null, false, [], undefined],
  );
});

test("full: what is there can be read, and set says that nothing was written", () => {
  const { storage, store } = open({ "book/1/q/one": '{"v":1,"ok":true}' });
  storage.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  assert.equal(store.available, true);
  assert.equal(store.set("q/one", { ok: false }), false);
  assert.equal(store.get("q/one").ok, true);
});

test("without the name of a book nothing is kept", () => {
  install({ value: new FakeStorage() });
  assert.equal(openStore("").available, false);
  assert.equal(openStore().available, false);
});

test("the page names the book", (t) => {
  install({ value: new FakeStorage() });
  setPage(t, { querySelector: () => ({ getAttribute: () => "paged" }) });
  openStore().set("q/a", {});
  assert.deepEqual(openStore("paged").keys(), ["q/a"]);
});

test("changes by other tabs are told by key, those of other books and storages are not", () => {
  const { storage, store } = open();
  const told = [];
  store.onChange((key) => told.push(key));
  listeners.storage({ key: "book/1/q/a", storageArea: storage });
  listeners.storage({ key: "other/1/q/a", storageArea: storage });
  listeners.storage({ key: "book/1/q/b", storageArea: new FakeStorage() });
  assert.deepEqual(told, ["q/a"]);
});

test("when all may have changed the key is empty: erased, or back on a frozen page", () => {
  const { storage, store } = open();
  const told = [];
  store.onChange((key) => told.push(key));
  listeners.storage({ key: null, storageArea: storage });
  listeners.pageshow({ persisted: false });
  listeners.pageshow({ persisted: true });
  assert.deepEqual(told, ["", ""]);
});

test("a record under a former key is copied to the present one, with its time", () => {
  const { storage, store } = open({ "book/1/q/old": '{"v":1,"u":5,"ok":true}' });
  assert.deepEqual(store.adopt("q/new", ["q/older", "q/old"]), { v: 1, u: 5, ok: true });
  assert.deepEqual(store.get("q/new"), { v: 1, u: 5, ok: true });
  assert.deepEqual(store.get("q/old"), { v: 1, u: 5, ok: true });
  assert.equal(storage.length, 2);
});

test("of several former records the newest is taken, and none over one that is there", () => {
  const { store } = open({
    "book/1/q/a": '{"v":1,"u":5}',
    "book/1/q/b": '{"v":1,"u":7}',
    "book/1/q/c": '{"v":1,"u":6}',
    "book/1/q/here": '{"v":1,"u":1}',
  });
  assert.equal(store.adopt("q/new", ["q/a", "q/b", "q/c"]).u, 7);
  assert.equal(store.adopt("q/here", ["q/a", "q/b"]).u, 1);
  assert.equal(store.adopt("q/nothing", ["q/none"]), null);
  assert.deepEqual(store.keys(), ["q/a", "q/b", "q/c", "q/here", "q/new"]);
});

test("a foreign record is neither adopted nor replaced by one", () => {
  const { storage, store } = open({
    "book/1/q/old": '{"v":2,"u":9}',
    "book/1/q/sound": '{"v":1,"u":5}',
    "book/1/q/new": '{"hello":1}',
  });
  assert.equal(store.adopt("q/other", ["q/old"]), null);
  assert.equal(store.adopt("q/new", ["q/sound"]).u, 5);
  assert.equal(storage.getItem("book/1/q/new"), '{"hello":1}');
});

test("a full storage still gives the record under a former key", () => {
  const { storage, store } = open({ "book/1/q/old": '{"v":1,"u":5,"ok":true}' });
  storage.setItem = refuse;
  assert.equal(store.adopt("q/new", ["q/old"]).ok, true);
});

test("the page is told once that nothing is kept, and once when it is again", async (t) => {
  const fresh = await import(
    "../../gradbook/sphinxext/storage/static/gradbook/store.js?a page that was told nothing"
  );
  const told = [];
  setPage(t);
  document.addEventListener("gradbook:storage", ({ detail }) => told.push(detail.available));
  const { storage, store } = open({ "book/1/q/foreign": '{"v":2}' }, fresh.openStore);
  fresh.openStore("other");
  assert.equal(store.set("q/foreign", {}), false);
  assert.deepEqual(told, [true]);
  storage.setItem = refuse;
  store.set("q/a", {});
  store.set("q/a", {});
  assert.deepEqual(told, [true, false]);
  delete storage.setItem;
  store.set("q/a", {});
  install({ get: refuse });
  fresh.openStore("book");
  assert.deepEqual(told, [true, false, true, false]);
});

test("a foreign record is not removed, a damaged one is", () => {
  const { storage, store } = open({ "book/1/q/a": '{"v":2}', "book/1/q/b": "[]", "book/1/q/c": "{" });
  for (const key of store.keys()) store.remove(key);
  assert.deepEqual([...storage.map.keys()], ["book/1/q/a", "book/1/q/b"]);
});

test("the listeners of the page can be told to look again", (t) => {
  const { store } = open();
  const told = [];
  globalThis.dispatchEvent = ({ type }) => listeners[type]();
  t.after(() => delete globalThis.dispatchEvent);
  store.onChange((key) => told.push(key));
  store.refresh();
  assert.deepEqual(told, [""]);
});
