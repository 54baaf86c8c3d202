/** Numbers as a reader reads them. Pure. */

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * Write a number with some significant digits: −1.25, 0.003, 2.4×10⁻⁹.
 *
 * @param {number} value
 * @param {number} [digits]
 */
export function say(value, digits = 3) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  const size = Math.abs(value);
  if (size < 1e-300) return "0";
  if (size >= 1e-3 && size < 1e5) return minus(String(+value.toPrecision(digits)));
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const raised = [...String(Math.abs(+exponent))].map((digit) => RAISED[+digit]).join("");
  return `${minus(String(+mantissa))}×10${+exponent < 0 ? "⁻" : ""}${raised}`;
}

/** @param {string} text */
const minus = (text) => text.replace("-", "−");

/**
 * Write a pair of numbers.
 *
 * @param {readonly number[]} pair
 * @param {number} [digits]
 */
export const sayPair = (pair, digits = 3) => `(${pair.map((value) => say(value, digits)).join(", ")})`;
