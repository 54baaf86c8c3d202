/**
 * The functions of the plane that figures show, equal to those of the Python package.
 *
 * Pure: numbers in, numbers out. `tests/js/golden.json` holds what the package computes.
 *
 * @typedef {(x: number, y: number) => number} Height
 * @typedef {[number, number]} Point
 * @typedef {object} Plane
 * @property {Height} value
 * @property {(x: number, y: number) => Point} gradient
 * @property {[number, number, number]} [hessian] xx, xy, yy of a quadratic
 * @property {number} [L] the Lipschitz constant of the gradient
 * @property {number} [mu] the constant of strong convexity
 */

/** @type {{[name: string]: (kappa: number) => Plane}} */
export const FUNCTIONS = {
  bowl: () => ({
    value: (x, y) => x * x + y * y,
    gradient: (x, y) => [2 * x, 2 * y],
    hessian: [2, 0, 2],
    L: 2,
    mu: 2,
  }),
  ellipse: (kappa) => ({
    value: (x, y) => 0.5 * (x * x + kappa * y * y),
    gradient: (x, y) => [x, kappa * y],
    hessian: [1, 0, kappa],
    L: kappa,
    mu: 1,
  }),
  rosenbrock: () => ({
    value: (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    gradient: (x, y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
  }),
  saddle: () => ({
    value: (x, y) => x * x - y * y,
    gradient: (x, y) => [2 * x, -2 * y],
  }),
  himmelblau: () => ({
    value: (x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    gradient: (x, y) => {
      const [p, q] = [x * x + y - 11, x + y * y - 7];
      return [4 * x * p + 2 * q, 2 * p + 4 * y * q];
    },
  }),
  "not-differentiable": () => ({
    value: (x, y) => (x || y ? (x * x * y) / (x * x + y * y) : 0),
    gradient: (x, y) => {
      const r = x * x + y * y;
      return r ? [(2 * x * y ** 3) / r ** 2, (x * x * (x * x - y * y)) / r ** 2] : [0, 0];
    },
  }),
};

/**
 * The window in which a function is shown, where to stand in it, and how its levels grow.
 *
 * @type {{[name: string]: {label: string, python: string, x: Point, y: Point, at: Point, power: number}}}
 */
export const VIEWS = {
  bowl: { label: "x² + y²", python: "Bowl()", x: [-2.5, 2.5], y: [-2, 2], at: [1, 0.5], power: 2 },
  ellipse: {
    label: "½(x² + κy²)",
    python: "Quadratic.diagonal([1, {kappa}])",
    x: [-3, 3],
    y: [-2, 2],
    at: [2, 0.6],
    power: 2,
  },
  rosenbrock: {
    label: "Rosenbrock’s valley",
    python: "Rosenbrock()",
    x: [-2, 2],
    y: [-1, 3],
    at: [-1, 1.5],
    power: 5,
  },
  saddle: { label: "x² − y²", python: "Saddle()", x: [-2.5, 2.5], y: [-2, 2], at: [1, 0.5], power: 1 },
  himmelblau: {
    label: "Himmelblau’s valleys",
    python: "Himmelblau()",
    x: [-5, 5],
    y: [-5, 5],
    at: [0.5, 1],
    power: 3,
  },
  "not-differentiable": {
    label: "x²y/(x² + y²)",
    python: "NotDifferentiableAtOrigin()",
    x: [-2, 2],
    y: [-1.7, 1.7],
    at: [0.8, 0.5],
    power: 1,
  },
};
