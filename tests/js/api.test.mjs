// The global object to which the parts add their methods.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { provide } from "../../gradbook/sphinxext/storage/static/gradbook/api.js";

afterEach(() => delete globalThis.gradbook);

test("the first part that provides something makes the object, with its version", () => {
  assert.equal(globalThis.gradbook, undefined);
  provide({ one: () => 1 });
  assert.equal(globalThis.gradbook.version, "1");
  assert.equal(globalThis.gradbook.one(), 1);
});

test("the next part adds to the same object", () => {
  provide({ one: () => 1 });
  const object = globalThis.gradbook;
  provide({ two: () => 2 });
  assert.equal(globalThis.gradbook, object);
  assert.deepEqual(Object.keys(object), ["version", "one", "two"]);
});
