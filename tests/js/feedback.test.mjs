// What a reader reports: as text, and as the address of an issue form.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  issueUrl,
  linesOf,
} from "../../gradbook/sphinxext/feedback/static/gradbook/feedback/report.js";

const ISSUES = {
  yes: "https://example.org/issues/new?template=chapter-feedback.yml&rating=yes",
  no: "https://example.org/issues/new?template=chapter-feedback.yml&rating=no",
  problem: "https://example.org/issues/new?template=question-problem.yml&title=On%20",
};
const NOTE = " [cut]";
const CHAPTER = {
  v: 1,
  book: "slopes",
  page: "part/slopes",
  build: "656bab2",
  lang: "en",
  rating: "no",
  reasons: ["maths", "fast"],
  text: "Why is f'(x) > 0 & < 1?\n# 100 %",
};
const QUIZ = { question: "slope-sign", source: "https://example.org/a.md?plain=1#L3", choice: "a,b" };
const QUESTION = { ...CHAPTER, rating: "problem", reasons: ["answer"], quiz: QUIZ };

function fieldsOf(url) {
  return Object.fromEntries(new URL(url).searchParams);
}

test("the text has a line for each field", () => {
  assert.deepEqual(linesOf(QUESTION).split("\n"), [
    "v: 1",
    "book: slopes",
    "page: part/slopes",
    "build: 656bab2",
    "lang: en",
    "rating: problem",
    "reasons: answer",
    "text: Why is f'(x) > 0 & < 1?",
    "# 100 %",
    "question: slope-sign",
    "source: https://example.org/a.md?plain=1#L3",
    "choice: a,b",
  ]);
});

test("the form of a chapter is filled in", () => {
  const { url, whole } = issueUrl(ISSUES, CHAPTER, NOTE);
  assert.ok(whole);
  assert.deepEqual(fieldsOf(url), {
    template: "chapter-feedback.yml",
    rating: "no",
    page: "part/slopes",
    build: "656bab2",
    lang: "en",
    reasons: "maths,fast",
    text: CHAPTER.text,
  });
});

test("the form of a question is filled in", () => {
  const { url } = issueUrl(ISSUES, QUESTION, NOTE);
  assert.deepEqual(fieldsOf(url), {
    template: "question-problem.yml",
    title: "On slope-sign",
    page: "part/slopes",
    build: "656bab2",
    lang: "en",
    reasons: "answer",
    text: CHAPTER.text,
    ...QUIZ,
  });
});

for (const letter of ["a", "é", "数", "𝑥", "\n", "&"]) {
  test(`a text of many ${JSON.stringify(letter)} is cut between letters, with a note`, () => {
    const text = letter.repeat(6000);
    const { url, whole } = issueUrl(ISSUES, { ...CHAPTER, text }, NOTE);
    assert.equal(whole, false);
    assert.ok(url.length < 6000, `${url.length}`);
    assert.ok(url.length > 3000, `${url.length}`);
    const { text: sent } = fieldsOf(url);
    assert.ok(sent.endsWith(letter + NOTE));
    assert.ok(text.startsWith(sent.slice(0, -NOTE.length)));
  });
}

test("the longest text that fits is not cut", () => {
  const room = 5999 - issueUrl(ISSUES, { ...CHAPTER, text: "" }, NOTE).url.length;
  const fits = issueUrl(ISSUES, { ...CHAPTER, text: "a".repeat(room) }, NOTE);
  assert.deepEqual([fits.whole, fits.url.length], [true, 5999]);
  const cut = issueUrl(ISSUES, { ...CHAPTER, text: "a".repeat(room + 1) }, NOTE);
  assert.equal(cut.whole, false);
});

test("what is too long without a text has an address all the same", () => {
  const long = { ...CHAPTER, page: "p".repeat(7000), text: "lost" };
  assert.equal(fieldsOf(issueUrl(ISSUES, long, NOTE).url).text, NOTE);
});
