import assert from "node:assert/strict";
import { test } from "node:test";

import {
  choose,
  marked,
  variantIn,
} from "../../gradbook/sphinxext/quiz/static/gradbook/quiz/variants.js";

const record = (choice) => ({ log: [[1, 3, "@7 zero"], [2, 3, choice]] });
const about = { count: 5, last: 0, fresh: false, seed: 40, id: "gd-step" };

test("the log keeps which variant was answered", () => {
  for (const choice of ["cd281b", "", "a b c"]) {
    assert.equal(variantIn(record(marked(choice, 12))), 12);
    assert.equal(marked(choice, 0), choice);
  }
});

test("a record without variants tells of none", () => {
  for (const choice of ["", "cd281b", "@", "@x y", "3 @4 x"]) {
    assert.equal(variantIn(record(choice)), 0);
  }
  assert.equal(variantIn({ log: [] }), 0);
  assert.equal(variantIn(null), 0);
});

test("a reader gets the same variant again, and another one in a review", () => {
  assert.equal(choose({ ...about, last: 4 }), 4);
  assert.equal(choose({ ...about, last: 4, fresh: true }), 5);
  assert.equal(choose({ ...about, last: 5, fresh: true }), 1);
  assert.equal(choose(about), choose(about));
});

test("a variant that is no more is not asked for", () => {
  assert.equal(choose({ ...about, last: 9 }), choose(about));
});

test("seeds and questions spread over all variants", () => {
  const seeds = new Set();
  const ids = new Set();
  for (let number = 0; number < 65521; number += 1000) {
    seeds.add(choose({ ...about, seed: number }));
    ids.add(choose({ ...about, id: `question-${number}` }));
  }
  for (const found of [seeds, ids]) assert.deepEqual([...found].sort(), [1, 2, 3, 4, 5]);
});
