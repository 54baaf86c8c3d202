/**
 * Steps of length one in three norms: "1", "2" and "inf". Pure.
 *
 * @typedef {import("./functions.js").Point} Point
 */

export const NORMS = { 1: "ℓ₁", 2: "ℓ₂", inf: "ℓ∞" };

/**
 * The length of a vector.
 *
 * @param {Point} v
 * @param {string} norm
 */
export function norm([x, y], norm) {
  if (norm === "1") return Math.abs(x) + Math.abs(y);
  return norm === "2" ? Math.hypot(x, y) : Math.max(Math.abs(x), Math.abs(y));
}

/**
 * The step of length one in a direction, given in degrees.
 *
 * @param {number} degrees
 * @param {string} name
 * @returns {Point}
 */
export function unitStep(degrees, name) {
  const turn = (degrees * Math.PI) / 180;
  /** @type {Point} */
  const u = [Math.cos(turn), Math.sin(turn)];
  const length = norm(u, name);
  return [u[0] / length, u[1] / length];
}

/**
 * The step of length one that climbs most; null at a critical point.
 *
 * @param {Point} g the gradient
 * @param {string} name
 * @returns {Point | null}
 */
export function steepest([a, b], name) {
  if (!a && !b) return null;
  if (name === "1") return Math.abs(a) >= Math.abs(b) ? [Math.sign(a), 0] : [0, Math.sign(b)];
  if (name === "inf") return [Math.sign(a), Math.sign(b)];
  const length = Math.hypot(a, b);
  return [a / length, b / length];
}

/**
 * The angle of a vector in degrees, from 0 up to 360.
 *
 * @param {Point} v
 */
export function degrees([x, y]) {
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}
