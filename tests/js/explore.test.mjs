// The state of a figure in an address, numbers in words, and levels of contours.

import assert from "node:assert/strict";
import { test } from "node:test";
import { levelsOf, sample } from "../../gradbook/sphinxext/figures/static/gradbook/explore/levels.js";
import { degrees, norm, unitStep } from "../../gradbook/sphinxext/figures/static/gradbook/explore/norms.js";
import { fragmentOf, stateIn } from "../../gradbook/sphinxext/figures/static/gradbook/explore/state.js";
import { say, sayPair } from "../../gradbook/sphinxext/figures/static/gradbook/explore/words.js";

const FIELDS = {
  f: { choices: { bowl: "x² + y²", saddle: "x² − y²" }, label: "Function" },
  x: { least: -2, most: 2, step: 0.05, label: "x" },
};
const read = (fragment) => stateIn(fragment, "explore-a", () => FIELDS);

test("a state survives the way through an address", () => {
  for (const state of [{ f: "saddle", x: -1.25 }, { f: "bowl", x: 0 }, { f: "bowl", x: 1e-7 }]) {
    assert.deepEqual(read(fragmentOf("explore-a", state)), state);
  }
  assert.deepEqual(read("#explore-a:x=1"), { x: 1 });
  assert.deepEqual(read("#explore-a:"), {});
});

test("a fragment about something else is none of ours", () => {
  for (const fragment of ["", "#explore-a", "#explore-ab:x=1", "#section"]) {
    assert.equal(read(fragment), null);
  }
});

test("what is wrong with a fragment is said", () => {
  const wrong = { "x=3": "from -2 to 2", "x=": "not ‘’", "x=NaN": "not ‘NaN’", "f=cone": "no choice", "z=1": "no ‘z’", "constructor=1": "no ‘constructor’", "f=constructor": "no choice" };
  for (const [text, told] of Object.entries(wrong)) {
    assert.throws(() => read(`#explore-a:${text}`), (error) => error instanceof RangeError && error.message.includes(told));
  }
});

test("numbers are said as a reader reads them", () => {
  const said = [[0, "0"], [-0, "0"], [1.5, "1.5"], [-2.0004, "−2"], [6.3246, "6.32"], [0.001, "0.001"], [2.4e-9, "2.4×10⁻⁹"], [-3e12, "−3×10¹²"], [Infinity, "∞"], [-Infinity, "−∞"], [NaN, "not a number"]];
  for (const [value, words] of said) assert.equal(say(value), words);
  assert.equal(say(1 / 3, 6), "0.333333");
  assert.equal(sayPair([2, -0.6]), "(2, −0.6)");
});

test("a step of length one has length one, in its direction", () => {
  for (const name of ["1", "2", "inf"]) {
    for (let angle = 0; angle < 360; angle += 7) {
      const step = unitStep(angle, name);
      assert.ok(Math.abs(norm(step, name) - 1) < 1e-12);
      assert.ok(Math.abs(degrees(step) - angle) < 1e-9);
    }
  }
});

test("a grid sticks out of its window on all sides, with square cells", () => {
  const grid = sample((x, y) => 10 * x + y, [0, 4], [-1, 1], 8);
  assert.equal(grid.dx, grid.dy);
  assert.equal(grid.heights.length, grid.columns * grid.rows);
  assert.ok(grid.x < 0 && grid.x + (grid.columns - 1) * grid.dx > 4);
  assert.ok(grid.y < -1 && grid.y + (grid.rows - 1) * grid.dy > 1);
  const last = grid.heights.length - 1;
  const [right, top] = [grid.x + (grid.columns - 1) * grid.dx, grid.y + (grid.rows - 1) * grid.dy];
  assert.ok(Math.abs(grid.heights[last] - (10 * right + top)) < 1e-12);
});

test("levels rise from the lowest to the highest, closer together below", () => {
  const levels = levelsOf([0, 5, 100], 9, 2);
  assert.equal(levels.length, 9);
  assert.ok(levels[0] > 0 && levels[8] < 100);
  const gaps = levels.slice(1).map((level, k) => level - levels[k]);
  assert.ok(gaps.every((gap, k) => k === 0 || gap > gaps[k - 1]));
});
