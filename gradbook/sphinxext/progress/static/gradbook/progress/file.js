/**
 * A file of progress: written, read, and merged with what is here.
 *
 * A file may come from anybody. Of what it holds only records are taken whose key and whose every
 * field are as `records.schema.json` says; they are made anew, so nothing else comes along.
 *
 * @typedef {import("../store.js").Store} Store
 * @typedef {{[field: string]: any}} Fields
 * @typedef {{added: number, merged: number, same: number, left: string[]}} Taken
 */

import { DAY, isAnswer, replay } from "../schedule.js";

const FORMAT = "gradbook-progress";
const LIMIT = 2e6;
const KEY = /^(q\/[a-z0-9][a-z0-9-]{1,63}|p\/[\p{L}\p{N} ._/-]{1,200})$/u;
const LOG_LENGTH = 50;
const TEXT_LENGTH = 5000;
const RATINGS = [1, 2, 3];
const RUNGS = [0, 1, 2, 3, 4];

/** @type {(value: any) => boolean} */
const isText = (value) => typeof value === "string" && value.length <= TEXT_LENGTH;
/** @type {(value: any) => boolean} */
const isFlag = (value) => typeof value === "boolean";
/** @type {(value: any) => boolean} */
const isTime = (value) => Number.isInteger(value) && value >= 0 && value < Date.now() + DAY;
/** @type {(fits: (item: any) => boolean) => (value: any) => boolean} */
const isList = (fits) => (value) =>
  Array.isArray(value) && value.length <= LOG_LENGTH && value.every(fits);

/** What each field of a record must be, by the first letter of its key. */
const FIELDS = /** @type {Record<string, Record<string, (value: any) => boolean>>} */ ({
  q: {
    h: isText,
    ok: isFlag,
    first: isFlag,
    a: isList(isText),
    s: (value) => RUNGS.includes(value),
    log: isList((item) => isAnswer(item) && isTime(item[0]) && RATINGS.includes(item[1])),
    u: isTime,
  },
  p: {
    read: (value) => value === null || isTime(value),
    fb: (value) => value === null || isText(value),
    u: isTime,
  },
});

/**
 * A record made of the fields that it should have; null if one of them is not as it should be.
 *
 * @param {string} key
 * @param {Fields} record
 * @returns {Fields | null}
 */
function clean(key, record) {
  if (!KEY.test(key) || record?.v !== 1) return null;
  const fields = Object.entries(FIELDS[key[0]]);
  if (!fields.every(([name, fits]) => fits(record[name]))) return null;
  return Object.fromEntries(fields.map(([name]) => [name, record[name]]));
}

/**
 * What two browsers know of the same thing. The later record says what was answered last; what was
 * solved stays solved, and the logs are joined. The order of the two does not matter.
 *
 * @param {Fields} one  cleaned
 * @param {Fields} other  cleaned
 * @returns {Fields}
 */
export function merge(one, other) {
  const [early, late] = [one, other].sort(
    (a, b) => a.u - b.u || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1),
  );
  if (!late.log) return late;
  const entries = new Map([...early.log, ...late.log].map((entry) => [entry.join(), entry]));
  const log = [...entries.values()]
    .sort((a, b) => a[0] - b[0] || (a.join() < b.join() ? -1 : 1))
    .slice(-LOG_LENGTH);
  const ok = early.ok || late.ok;
  return { ...late, ok, first: early.first && late.first, s: replay(log).rung, log };
}

/**
 * Everything that is kept of the reader's progress, as the text of a file.
 *
 * @param {Store} store
 * @param {string} build
 */
export function write(store, build) {
  const records = Object.fromEntries(
    store.keys().flatMap((key) => {
      const record = KEY.test(key) && store.get(key);
      return record ? [[key, record]] : [];
    }),
  );
  const exported = new Date().toISOString();
  return JSON.stringify(
    { format: FORMAT, v: 1, book: store.book, build, exported, records },
    null,
    1,
  );
}

/**
 * Take the records of a file, or say in a sentence why it cannot be read.
 *
 * @param {Store} store
 * @param {string} text
 * @param {Map<string, string[]>} formers  keys that records had before, by their present ones
 * @param {boolean} [replace]  whether what is here gives way instead of being merged
 * @returns {Taken | string}
 */
export function read(store, text, formers, replace) {
  if (text.length > LIMIT) return "The file is larger than 2 MB, so it is not one of this book.";
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    // said below
  }
  if (file?.format !== FORMAT) return "This is not a file of saved progress.";
  if (file.v !== 1) return "The file was written by another version of the book.";
  if (file.book !== store.book) return "The file belongs to another book.";
  const present = new Map([...formers].flatMap(([key, names]) => names.map((name) => [name, key])));
  const taken = /** @type {Taken} */ ({ added: 0, merged: 0, same: 0, left: [] });
  if (replace) erase(store, store.keys().filter((key) => KEY.test(key)));
  for (const [given, value] of Object.entries(Object(file.records))) {
    const key = present.get(given) ?? given;
    const record = clean(key, value);
    const mine = record && clean(key, store.adopt(key, formers.get(key) ?? []) ?? {});
    const result = record && mine ? merge(mine, record) : record;
    const same = JSON.stringify(result) === JSON.stringify(mine);
    if (!result || (!same && !store.set(key, result, result.u))) taken.left.push(given);
    else taken[same ? "same" : mine ? "merged" : "added"] += 1;
  }
  return taken;
}

/**
 * Forget records.
 *
 * @param {Store} store
 * @param {string[]} keys
 */
export function erase(store, keys) {
  for (const key of keys) store.remove(key);
}

/**
 * What was taken of a file, in a sentence.
 *
 * @param {Taken} taken
 */
export function report({ added, merged, same, left }) {
  const lost = left.length > 0 ? `, ${left.length} left out: ${left.slice(0, 5).join(", ")}` : "";
  return `${added} records added, ${merged} merged, ${same} already here${lost}.`;
}
