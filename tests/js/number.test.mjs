// How numbers are read: what readers type, and what is never guessed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { parseNumber } from "../../gradbook/sphinxext/quiz/static/gradbook/quiz/number.js";

const READ = [
  ["0.04", 0.04],
  ["0,04", 0.04],
  [".04", 0.04],
  [",04", 0.04],
  ["4e-2", 0.04],
  ["4E-2", 0.04],
  ["0,4e-1", 0.04],
  ["1/25", 0.04],
  ["1 / 25", 0.04],
  ["0,5/12,5", 0.04],
  ["1⁄25", 0.04],
  ["  0.04\u00a0", 0.04],
  ["+0.04", 0.04],
  ["-3", -3],
  ["−3", -3],
  ["–3", -3],
  ["− 3", -3],
  ["4e−2", 0.04],
  ["-1/4", -0.25],
  ["10", 10],
  ["10.", 10],
  ["1000", 1000],
  ["1000,5", 1000.5],
  ["1.000", 1],
  ["0,125", 0.125],
  ["-0,125", -0.125],
  ["1234,567", 1234.567],
  ["1,0001", 1.0001],
  ["0", 0],
  ["0/7", 0],
];

const NOT_A_NUMBER = [
  ..."- + . , / e 4e 4e-2.5 e5 abc NaN Infinity ∞ 0x10 1_000 1e5e5 50% --3 3- 4*10^-2".split(" "),
  ..."1/2/3 1/-2 /25 1/ 5, √2 π ４ ٣".split(" "),
  "1 000",
  "10 m/s",
  "0.04 0.05",
  "<b>4</b>",
];

for (const [typed, expected] of READ) {
  test(`reads ${JSON.stringify(typed)}`, () => {
    assert.deepEqual(parseNumber(typed), { value: expected });
  });
}

for (const typed of NOT_A_NUMBER) {
  test(`says what is accepted after ${JSON.stringify(typed)}`, () => {
    const { problem } = parseNumber(typed);
    for (const form of ["0.04", "0,04", "4e-2", "1/25"])
      assert.ok(problem?.includes(form), problem);
  });
}

for (const typed of ["1,000.5", "1.000,5", "1,000,000", "1.000.000", "-12,345.6"]) {
  test(`does not read the separators of ${typed}`, () => {
    assert.match(parseNumber(typed).problem, /nothing between thousands\.$/);
  });
}

for (const [typed, ...readings] of [
  ["1,000", "1000", "1.000"],
  ["-12,345", "12345", "12.345"],
  ["1/2,500", "2500", "2.500"],
  ["1,500e3", "1500e3", "1.500e3"],
]) {
  test(`asks which number ${typed} is`, () => {
    const { problem } = parseNumber(typed);
    for (const reading of readings) {
      assert.ok(problem?.includes(reading), problem);
      assert.ok("value" in parseNumber(reading), reading);
    }
  });
}

test("a fraction of nothing has no value", () => {
  for (const typed of ["1/0", "0/0", "1/0.0", "1/0e5"]) {
    assert.match(parseNumber(typed).problem, /0 below the line/);
  }
});

test("a number beyond the reach of the machine is not rounded to 0 or to infinity", () => {
  for (const typed of ["1e999", "1e-999", "1/1e999", "1/1e-999", "1e300/1e-300"]) {
    assert.match(parseNumber(typed).problem, /too large or too small/);
  }
});

test("every way to write a number gives that number", () => {
  let count = 0;
  for (const whole of ["", "0", "7", "42", "900", "65536"]) {
    for (const fraction of ["", "5", "05", "25", "0625", "123456"]) {
      if (!whole && !fraction) continue;
      for (const exponent of ["", "e3", "e-3", "E+2", "e−2"]) {
        for (const [sign, factor] of [
          ["", 1],
          ["+", 1],
          ["-", -1],
          ["−", -1],
        ]) {
          const expected =
            factor * Number(`${whole}.${fraction || 0}${exponent.replace("−", "-")}`);
          for (const separator of fraction ? [".", ","] : [""]) {
            const typed = ` ${sign}${whole}${separator}${fraction}${exponent} `;
            assert.deepEqual(parseNumber(typed), { value: expected }, typed);
            assert.deepEqual(parseNumber(`${typed}/ 8`), { value: expected / 8 }, typed);
            count += 2;
          }
        }
      }
    }
  }
  assert.ok(count > 2000);
});
