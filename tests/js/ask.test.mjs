import assert from "node:assert/strict";
import { test } from "node:test";

import {
  LIMIT,
  promptOf,
} from "../../gradbook/sphinxext/ask/static/gradbook/ask/prompt.js";

const TASK = 'Read https://example.org/a.md. I am studying "Limits". Act as a tutor.';
const size = (text) => encodeURIComponent(text).length;

test("a prompt is the task and the question", () => {
  assert.equal(promptOf(TASK, "  Why?\n"), `${TASK} My question: Why?`);
  assert.equal(promptOf(TASK, " "), TASK);
});

test("a prompt fits into an address, whatever is asked", () => {
  for (const letter of ["a", " ", "ä", "∇", "𝛼", "%", "\u0000"]) {
    for (const limit of [300, LIMIT]) {
      const prompt = promptOf(TASK, `x${letter.repeat(5000)}x`, limit);
      assert.ok(prompt.startsWith(`${TASK} My question: x`));
      assert.ok(prompt.endsWith("…"));
      const room = limit - size(prompt);
      assert.ok(room >= 0 && room < size(letter), `${letter} leaves ${room} of ${limit}`);
    }
  }
});

test("half a character is left out", () => {
  assert.equal(promptOf(TASK, "a\ud835b"), `${TASK} My question: ab`);
  assert.doesNotThrow(() => promptOf(TASK, "\udc00".repeat(9)));
});

test("where the question has no room, the task stands alone", () => {
  assert.equal(promptOf(TASK, "Why?", 20), TASK);
});
