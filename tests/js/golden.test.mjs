// The functions and rules that run in the browser give the package's numbers, to 1e-12 over 200 steps.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FUNCTIONS, VIEWS } from "../../gradbook/sphinxext/figures/static/gradbook/explore/functions.js";
import { norm, steepest } from "../../gradbook/sphinxext/figures/static/gradbook/explore/norms.js";
import {
  backtracking,
  exactStep,
  fixedStep,
  run,
} from "../../gradbook/sphinxext/figures/static/gradbook/explore/optimizers.js";

const GOLDEN = JSON.parse(readFileSync(new URL("../sphinxext/figures/golden.json", import.meta.url), "utf-8"));
const STEPS = { fixed: fixedStep, exact: exactStep, backtracking: () => backtracking() };

/** Compare numbers up to 1e-12, of the number itself where it is larger than 1. */
function close(actual, expected, where) {
  assert.equal(actual.length, expected.length, where);
  actual.forEach((value, index) => {
    const allowed = 1e-12 * Math.max(1, Math.abs(expected[index]));
    assert.ok(Math.abs(value - expected[index]) <= allowed, `${where}: ${value}, not ${expected[index]}`);
  });
}

test("there are the same functions on both sides, and each has a view", () => {
  assert.deepEqual(Object.keys(FUNCTIONS), Object.keys(GOLDEN.functions));
  assert.deepEqual(Object.keys(VIEWS), Object.keys(FUNCTIONS));
});

for (const [name, { points, values, gradients }] of Object.entries(GOLDEN.functions)) {
  test(`${name}: values and gradients`, () => {
    const f = FUNCTIONS[name](GOLDEN.kappa);
    close(points.map(([x, y]) => f.value(x, y)), values, name);
    close(points.flatMap(([x, y]) => f.gradient(x, y)), gradients.flat(), name);
  });
}

for (const { function: name, method, step, points } of GOLDEN.runs) {
  test(`${method} on ${name}: 200 steps`, () => {
    const found = run(FUNCTIONS[name](GOLDEN.kappa), STEPS[method](step), points[0], 200);
    assert.equal(found.points.length, 201);
    GOLDEN.kept.forEach((k, row) => close(found.points[k], points[row], `step ${k}`));
  });
}

test("the steepest step has length one in its norm and the slope of the dual norm", () => {
  for (const { gradient, norm: name, step, slope } of GOLDEN.steepest) {
    const found = steepest(gradient, name);
    close(found, step, `${gradient} in ${name}`);
    close([norm(found, name)], [1], "length");
    close([gradient[0] * found[0] + gradient[1] * found[1]], [slope], "slope");
  }
  assert.equal(steepest([0, 0], "2"), null);
});
