/**
 * Gradient descent in a stretched bowl: the path, the loss with the line of theory, and the modes.
 *
 * @typedef {import("../functions.js").Point} Point
 * @typedef {import("../kind.js").Kind} Kind
 */

import { scaleLinear, scaleLog } from "d3-scale";
import { makeChart } from "../chart.js";
import { FUNCTIONS, VIEWS } from "../functions.js";
import { DISC, makeHandle } from "../handle.js";
import { backtracking, exactStep, fixedStep, run } from "../optimizers.js";
import { lineThrough, makePlane } from "../plane.js";
import { say, sayPair } from "../words.js";

const METHODS = { fixed: "fixed step", exact: "exact step", backtracking: "backtracking" };
const FALL = 1e-8;
const RISE = 1e3;

/** @type {{[method: string]: (alpha: number) => import("../optimizers.js").Step}} */
const STEPS = { fixed: fixedStep, exact: exactStep, backtracking: () => backtracking() };

/** @type {Kind["view"]} */
const view = ({ x, y, at }) => ({ ...VIEWS.ellipse, x, y, at });

/** @type {Kind} */
export const descent = {
  controls: ["method", "step", "kappa", "steps"],
  layout: (wide) =>
    wide
      ? {
          width: 640,
          height: 330,
          map: box(34, 12, 326, 290),
          loss: box(424, 26, 206, 118),
          modes: box(424, 190, 206, 112),
        }
      : {
          width: 343,
          height: 600,
          map: box(30, 8, 305, 190),
          loss: box(46, 252, 288, 124),
          modes: box(46, 430, 288, 136),
        },
  view,
  fields(settings) {
    const labels = settings.methods.map((/** @type {"fixed"} */ name) => [name, METHODS[name]]);
    return {
      method: { choices: Object.fromEntries(labels), label: "Rule" },
      step: { least: 0, most: 2.2, step: 0.01, label: "Step size α", unit: "/L" },
      kappa: { least: 1, most: 100, step: 1, label: "Condition number κ" },
      steps: { least: 1, most: 200, step: 1, label: "Steps" },
      x: { least: settings.x[0], most: settings.x[1], step: 0.05, label: "x" },
      y: { least: settings.y[0], most: settings.y[1], step: 0.05, label: "y" },
    };
  },
  initial({ methods, step, kappa, steps, at }) {
    return { method: methods[0], step, kappa, steps, x: at[0], y: at[1] };
  },
  compute(state) {
    const f = FUNCTIONS.ellipse(state.kappa);
    const alpha = state.step / state.kappa;
    const { points, values } = run(f, STEPS[state.method](alpha), [state.x, state.y], state.steps);
    const factors = [1 - alpha, 1 - state.step];
    const rate = { fixed: Math.max(...factors.map(Math.abs)), exact: (state.kappa - 1) / (state.kappa + 1) };
    return { f, alpha, points, values, factors, rate: rate[/** @type {"fixed"} */ (state.method)] };
  },
  build(svg, layout, settings, change) {
    const plane = makePlane(svg, layout.map);
    const path = plane.clipped.append("path").attr("class", "explore-path");
    const dots = plane.clipped.append("path").attr("class", "explore-dots");
    const [time, size] = [scaleLinear(), scaleLog()];
    const loss = makeChart(svg, layout.loss, { x: time, y: size, title: "f after k steps, guarantee dashed", format: power });
    const theory = loss.clipped.append("path").attr("class", "explore-theory");
    const curve = loss.clipped.append("path").attr("class", "explore-dots explore-a");
    const [count, part] = [scaleLinear(), scaleLinear()];
    const modes = makeChart(svg, layout.modes, { x: count, y: part, title: "modes, flat ● and steep ■" });
    const zero = modes.clipped.append("path").attr("class", "explore-zero");
    const stems = ["a", "d"].map((style) => {
      const line = modes.clipped.append("path").attr("class", `explore-stems explore-${style}`);
      const dot = modes.clipped.append("path").attr("class", `explore-dots explore-mode-${style} explore-${style}`);
      return { line, dot };
    });
    let shown = 0;
    const stand = makeHandle(svg, {
      label: "Start",
      role: "point, arrow keys move it both ways",
      shape: DISC,
      drag: (place) => change(pair(plane.at(...place))),
      push: ([right, up]) => change((now) => pair([now.x + 0.05 * right, now.y + 0.05 * up])),
    });

    return (state, { f, points, values, rate }, fields) => {
      const { x, y, power: growth } = view(settings, "");
      if (shown !== state.kappa) plane.show(f, x, y, growth);
      shown = state.kappa;
      const places = points.map(plane.to).map((/** @type {Point} */ place) => place.map(near));
      path.attr("d", lineThrough(places));
      dots.attr("d", spots(places));

      const first = values[0] || 1;
      time.domain([0, state.steps]);
      const scale = 10 ** Math.ceil(Math.log10(first));
      size.domain([scale * FALL, scale * RISE]);
      loss.axes();
      const floor = scale * FALL * 1e-3;
      const put = (/** @type {number} */ value, /** @type {number} */ k) => [time(k), near(size(Math.max(value, floor)))];
      curve.attr("d", spots(values.map(put)));
      const bound = values.map((/** @type {number} */ _, /** @type {number} */ k) => put(first * rate ** (2 * k), k));
      theory.attr("d", rate === undefined ? "" : lineThrough(bound));

      const last = Math.min(state.steps, 30);
      count.domain([-0.5, last + 0.5]);
      part.domain([-2.2, 2.2]);
      modes.axes();
      zero.attr("d", `M${count(-0.5)},${part(0)}H${count(last + 0.5)}`);
      stems.forEach(({ line, dot }, mode) => {
        const start = points[0][mode] || 1;
        const ends = points.slice(0, last + 1).map((/** @type {Point} */ point, /** @type {number} */ k) => [
          count(k) + (mode ? 2 : -2),
          near(part(point[mode] / start)),
        ]);
        line.attr("d", ends.map((/** @type {number[]} */ [at, to]) => `M${at.toFixed(1)},${part(0)}V${to.toFixed(1)}`).join(""));
        dot.attr("d", spots(ends));
      });
      const { least, most } = /** @type {import("../state.js").Range} */ (fields.x);
      const text = `x ${say(state.x)}, y ${say(state.y)}, height ${say(values[0])}`;
      stand(plane.to(points[0]), { now: state.x, least, most, text });
    };
  },
  words(state, { alpha, points, values, factors }) {
    const last = points.length - 1;
    const end = `After ${last} steps: ${sayPair(points[last])}, f = ${say(values[last])}, from ${say(values[0])}.`;
    if (state.method !== "fixed") return `${METHODS[/** @type {"exact"} */ (state.method)]}. ${end}`;
    const [flat, steep] = factors;
    return (
      `α = ${say(state.step)}/L = ${say(alpha)}. Each step multiplies the flat mode by ${say(flat)} ` +
      `and the steep one by ${say(steep)}: ${sound(flat, steep)}. ${end}`
    );
  },
  rows(state, { alpha, points, values, factors, rate }) {
    const last = points.length - 1;
    const fixed = state.method === "fixed";
    return [
      ["start", sayPair(points[0], 6)],
      ["curvatures μ and L", `1 and ${say(state.kappa, 6)}`],
      ["step size α", fixed ? say(alpha, 6) : "chosen in each step"],
      ["factor of the flat mode", fixed ? say(factors[0], 6) : "none"],
      ["factor of the steep mode", fixed ? say(factors[1], 6) : "none"],
      ["guaranteed factor of the distance", rate === undefined ? "none" : say(rate, 6)],
      [`point after ${last} steps`, sayPair(points[last], 6)],
      ["f there", say(values[last], 6)],
    ];
  },
  csv: (_, { points, values }) =>
    ["k,x,y,f", ...points.map((/** @type {Point} */ point, /** @type {number} */ k) => [k, ...point, values[k]].join(","))].join("\n"),
  code(state) {
    const names = { fixed: "GradientDescent", exact: "ExactStep", backtracking: "Backtracking, LineSearchDescent" };
    const made = {
      fixed: `GradientDescent(${state.step} / f.L)`,
      exact: "ExactStep()",
      backtracking: "LineSearchDescent(Backtracking())",
    };
    const method = /** @type {"fixed"} */ (state.method);
    return [
      "from gradbook.functions import Quadratic",
      `from gradbook.optimizers import ${names[method]}, minimize`,
      "",
      `f = Quadratic.diagonal([1, ${state.kappa}])`,
      `run = minimize(f, ${made[method]}, [${state.x}, ${state.y}], ${state.steps})`,
      "print(run.points[-1], run.values[-1])",
    ].join("\n");
  },
  challenges: {
    longest: {
      ask: "Find the longest fixed step, in hundredths of 1/L, that still converges from every start.",
      check({ method, step }) {
        if (method !== "fixed") return "Choose the fixed step first.";
        if (step >= 2) return "This one does not converge: the steep mode does not shrink.";
        return step > 1.985 ? "" : "This one converges, but a longer one does, too.";
      },
    },
    fastest: {
      ask: "Find the fixed step, to a hundredth of 1/L, whose slower mode is as fast as it can be.",
      check({ method, step, kappa }, { factors: [flat, steep] }) {
        if (method !== "fixed") return "Choose the fixed step first.";
        if (Math.abs(step - (2 * kappa) / (kappa + 1)) <= 0.0051) return "";
        const slow = Math.abs(flat) > Math.abs(steep) ? "flat" : "steep";
        return `Not yet: the ${slow} mode is the slower one. What makes it faster?`;
      },
    },
  },
};

/** @param {number} flat @param {number} steep */
function sound(flat, steep) {
  if (steep < -1) return "the steep mode grows, the run diverges";
  if (steep === -1) return "the steep mode changes sides forever";
  if (flat === 1) return "nothing moves";
  const waits = Math.abs(flat) > Math.abs(steep) ? "the flat mode" : "the steep mode";
  return `the run converges, and waits for ${Math.abs(flat) === Math.abs(steep) ? "both" : waits}`;
}

/** Write small dots at points. @param {readonly (readonly number[])[]} points */
const spots = (points) => points.map(([x, y]) => `M${x.toFixed(1)},${y.toFixed(1)}h0`).join("");

/** Keep a number small enough for a drawing. @param {number} value */
const near = (value) => (Number.isNaN(value) ? 1e5 : Math.max(-1e5, Math.min(1e5, value)));

/** @param {number} value */
function power(value) {
  const exponent = Math.round(Math.log10(value));
  return exponent % 3 === 0 ? say(value, 1).replace("1×", "") : "";
}

/** @param {number} left @param {number} top @param {number} width @param {number} height */
function box(left, top, width, height) {
  return { left, top, width, height };
}

/** @param {Point} point */
const pair = ([x, y]) => ({ x: Math.round(20 * x) / 20, y: Math.round(20 * y) / 20 });
