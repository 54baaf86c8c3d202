/** Numbers as readers type them. */

const FORMS = "Write one number, such as 0.04, 0,04, 4e-2 or 1/25";
const SIGN = "(?<sign>[+-]?)";
const UNSIGNED = String.raw`(?:\d+\.?|\d*[.,]\d+)(?:[eE][+-]?\d+)?`;
const NUMBER = new RegExp(
  String.raw`^${SIGN}\s*(?<top>${UNSIGNED})(?:\s*/\s*(?<bottom>${UNSIGNED}))?$`,
);
const GROUPED = /^[1-9]\d{0,2},\d{3}(?!\d)/;
const SEPARATED_TWICE = /\d[.,]\d+[.,]\d/;

/**
 * Read a number: `0.04`, `0,04`, `.04`, `4e-2` or `1/25`, with a sign of any typography and blanks
 * around it. What has two readings, such as `1,000`, is not guessed: the reader is asked.
 *
 * @param {string} text
 * @returns {{value: number} | {problem: string}} the number, or a sentence for the reader
 */
export function parseNumber(text) {
  const plain = text
    .trim()
    .replace(/[‐‑‒–−﹣－]/g, "-")
    .replace(/[⁄∕]/g, "/");
  const parts = NUMBER.exec(plain)?.groups;
  if (!parts) {
    const more = SEPARATED_TWICE.test(plain) ? ", and nothing between thousands." : ".";
    return { problem: FORMS + more };
  }
  const { sign, top, bottom = "1" } = parts;
  const grouped = [top, bottom].find((part) => GROUPED.test(part));
  if (grouped) {
    const [whole, point] = [grouped.replace(",", ""), grouped.replace(",", ".")];
    return { problem: `Is ${grouped} meant as ${whole} or as ${point}? Please write it so.` };
  }
  if (isZero(bottom)) return { problem: "A fraction cannot have 0 below the line." };
  const value = (toNumber(top) / toNumber(bottom)) * (sign === "-" ? -1 : 1);
  if (!Number.isFinite(value) || (value === 0 && !isZero(top))) {
    return { problem: "That number is too large or too small to be compared here." };
  }
  return { value };
}

/** @param {string} part */
function toNumber(part) {
  return Number(part.replace(",", "."));
}

/** Whether all digits before the exponent are 0. @param {string} part */
function isZero(part) {
  return !/^[^eE]*[1-9]/.test(part);
}
