/** The days of review as iCalendar (RFC 5545). Nothing here touches the page or the storage. */

import { DAY } from "../schedule.js";
import { dayOf, LIMIT } from "./queue.js";
import { questions } from "./words.js";

/**
 * On which days to review, from today on, and how many questions: never more than are enough.
 *
 * @param {import("./queue.js").Survey} survey
 * @param {number} now
 * @returns {[day: number, count: number][]}
 */
export function days({ items, done }, now) {
  const dates = items.map(({ due }) => dayOf(Math.max(due, now)));
  dates.sort((one, other) => one - other);
  /** @type {[number, number][]} */
  const found = [];
  let taken = 0;
  for (let day = dayOf(now); taken < dates.length; day = dayOf(day + 1.5 * DAY)) {
    day = Math.max(day, dates[taken]);
    const first = taken;
    const limit = first + LIMIT - (day === dayOf(now) ? done : 0);
    while (taken < limit && dates[taken] <= day) taken += 1;
    if (taken > first) found.push([day, taken - first]);
  }
  return found;
}

/**
 * Write a calendar with an event for each day of review.
 *
 * @param {import("./queue.js").Survey} survey
 * @param {number} now
 * @param {{book: string, title: string, address: string}} about  the book, and the page to open
 * @returns {string}
 */
export function calendar(survey, now, { book, title, address }) {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
  const events = days(survey, now).flatMap(([day, count]) => [
    "BEGIN:VEVENT",
    `UID:${book}-review-${dateOf(day)}@gradbook`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${dateOf(day)}`,
    `SUMMARY:Review: ${questions(count)}`,
    `DESCRIPTION:${escaped(`${title}\n${address}`)}`,
    `URL:${address}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gradbook//review//EN"];
  const lines = [...head, ...events, "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** A day as iCalendar writes it. @param {number} day */
function dateOf(day) {
  const date = new Date(day);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("");
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
}

/** Fold a line to at most 75 bytes, between characters. @param {string} line */
function folded(line) {
  let [text, length] = ["", 0];
  for (const character of line) {
    const bytes = new TextEncoder().encode(character).length;
    if (length + bytes > 75) [text, length] = [`${text}\r\n `, 1];
    text += character;
    length += bytes;
  }
  return text;
}
