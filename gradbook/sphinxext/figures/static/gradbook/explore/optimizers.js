/**
 * Gradient descent with three rules for the step, equal to the Python package's. Pure.
 *
 * @typedef {import("./functions.js").Plane} Plane
 * @typedef {import("./functions.js").Point} Point
 * @typedef {(f: Plane, x: Point) => Point} Step
 */

const EPSILON = 2 ** -52;
const TINY = 2 ** -1022;

/**
 * The point x + alpha p.
 *
 * @param {Point} x
 * @param {number} alpha
 * @param {Point} p
 * @returns {Point}
 */
export const along = (x, alpha, p) => [x[0] + alpha * p[0], x[1] + alpha * p[1]];

/** @type {(alpha: number) => Step} */
export const fixedStep = (alpha) => (f, x) => along(x, -alpha, f.gradient(...x));

/** @type {() => Step} */
export const exactStep = () => (f, x) => {
  const [a, b] = f.gradient(...x);
  const square = a * a + b * b;
  if (square < TINY) return x;
  if (!f.hessian) throw new RangeError("an exact step needs a quadratic");
  const [xx, xy, yy] = f.hessian;
  const curvature = a * (xx * a + xy * b) + b * (xy * a + yy * b);
  return along(x, -square / curvature, [a, b]);
};

/** @type {(first?: number, shrink?: number, c1?: number) => Step} */
export const backtracking =
  (first = 1, shrink = 0.5, c1 = 1e-4) =>
  (f, x) => {
    const g = f.gradient(...x);
    const square = g[0] * g[0] + g[1] * g[1];
    if (square === 0) return x;
    const value = f.value(...x);
    const rounding = 10 * EPSILON * Math.abs(value);
    for (let alpha = first; ; alpha *= shrink) {
      const next = along(x, -alpha, g);
      const falls = f.value(...next) <= value - c1 * alpha * square + rounding;
      if (falls || (next[0] === x[0] && next[1] === x[1])) return next;
      if (alpha < 1e-12 * first) throw new RangeError("no step is short enough");
    }
  };

/**
 * Run a rule for some steps.
 *
 * @param {Plane} f
 * @param {Step} step
 * @param {Point} start
 * @param {number} steps
 */
export function run(f, step, start, steps) {
  const points = [start];
  for (let k = 0; k < steps; k++) points.push(step(f, points[k]));
  return { points, values: points.map((point) => f.value(...point)) };
}
