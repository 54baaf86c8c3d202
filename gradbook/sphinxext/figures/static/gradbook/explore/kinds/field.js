/**
 * The gradient at a point that can be moved, and the slope of every step of length one.
 *
 * @typedef {import("../functions.js").Point} Point
 * @typedef {import("../kind.js").Kind} Kind
 */

import { scaleLinear } from "d3-scale";
import { makeChart } from "../chart.js";
import { FUNCTIONS, VIEWS } from "../functions.js";
import { DIAMOND, DISC, makeHandle } from "../handle.js";
import { NORMS, degrees, steepest, unitStep } from "../norms.js";
import { lineThrough, makePlane } from "../plane.js";
import { say, sayPair } from "../words.js";

const TURN = Array.from({ length: 181 }, (_, k) => 2 * k);
const STYLES = { 1: "b", 2: "a", inf: "c" };
/** Where a ball is named: in the direction of so many degrees, so far from its rim. */
const NAMED = { 1: [225, 0.8], 2: [245, 0.88], inf: [225, 1.1] };
const ARROW = "M0,0L-9,-4L-9,4Z";

/** @type {Kind["view"]} */
const view = (settings, f) =>
  f === settings.functions[0] ? { ...VIEWS[f], x: settings.x, y: settings.y, at: settings.at } : VIEWS[f];

/** @type {Kind} */
export const field = {
  controls: ["f", "kappa", "norm", "angle"],
  layout: (wide) =>
    wide
      ? { width: 640, height: 330, map: box(34, 12, 326, 290), chart: box(416, 34, 208, 240) }
      : { width: 343, height: 560, map: box(30, 8, 305, 270), chart: box(34, 330, 294, 196) },
  view,
  fields(settings, found) {
    const { x, y } = view(settings, settings.functions.includes(found.f) ? found.f : settings.functions[0]);
    const labels = settings.functions.map((/** @type {string} */ name) => [name, VIEWS[name].label]);
    return {
      f: { choices: Object.fromEntries(labels), label: "Function" },
      kappa: { least: 1, most: 100, step: 1, label: "κ" },
      norm: { choices: NORMS, label: "Ruler" },
      angle: { least: 0, most: 360, step: 1, label: "Direction", unit: "°" },
      x: { least: x[0], most: x[1], step: 0.05, label: "x" },
      y: { least: y[0], most: y[1], step: 0.05, label: "y" },
    };
  },
  initial({ functions, kappa, norm, angle, at }) {
    return { f: functions[0], kappa, norm, angle, x: at[0], y: at[1] };
  },
  compute(state) {
    const f = FUNCTIONS[state.f](state.kappa);
    const g = f.gradient(state.x, state.y);
    const u = unitStep(state.angle, state.norm);
    const best = steepest(g, state.norm);
    const terms = [g[0] * u[0], g[1] * u[1]];
    const sum = terms[0] + terms[1];
    const slope = Math.abs(sum) < 1e-14 * Math.hypot(...terms) ? 0 : sum; // only rounding is left
    const most = best ? g[0] * best[0] + g[1] * best[1] : 0;
    return { f, g, u, best, slope, most, height: f.value(state.x, state.y) };
  },
  build(svg, layout, settings, change) {
    const plane = makePlane(svg, layout.map);
    const tangent = plane.clipped.append("line").attr("class", "explore-tangent");
    const balls = Object.entries(STYLES).map(([norm, style]) =>
      plane.clipped.append("path").attr("class", `explore-ball explore-${style}`).datum(norm),
    );
    const names = Object.entries(NAMED).map(([norm, place]) => {
      const text = plane.clipped.append("text").attr("class", "explore-name");
      return { norm, place, text: text.text(NORMS[/** @type {"inf"} */ (norm)]) };
    });
    const best = plane.clipped.append("circle").attr("class", "explore-best").attr("r", 5);
    const arrow = plane.clipped.append("g").attr("class", "explore-arrow");
    const shaft = arrow.append("line");
    const tip = arrow.append("path").attr("d", ARROW);
    const step = plane.clipped.append("line").attr("class", "explore-step");
    const [angle, slope] = [scaleLinear([0, 360], [0, 1]), scaleLinear()];
    const ticks = [0, 90, 180, 270, 360];
    const chart = makeChart(svg, layout.chart, { x: angle, y: slope, title: "slope, by direction (°)", ticks });
    const zero = chart.clipped.append("line").attr("class", "explore-zero");
    const curves = Object.entries(STYLES).map(([norm, style]) =>
      chart.clipped.append("path").attr("class", `explore-curve explore-${style}`).datum(norm),
    );
    const bar = chart.clipped.append("line").attr("class", "explore-step");
    let shown = "";
    const turn = makeHandle(svg, {
      label: "Direction of the step",
      shape: DIAMOND,
      drag: ([px, py]) => {
        const [x, y] = plane.at(px, py);
        change((now) => ({ angle: Math.round(degrees([x - now.x, y - now.y])) }));
      },
      push: ([right, up]) => change((now) => ({ angle: (now.angle + (right || up) + 360) % 360 })),
    });
    const stand = makeHandle(svg, {
      label: "Point",
      role: "point, arrow keys move it both ways",
      shape: DISC,
      drag: (place) => change(pair(plane.at(...place))),
      push: ([right, up]) => change((now) => pair([now.x + 0.05 * right, now.y + 0.05 * up])),
    });

    return (state, seen, fields) => {
      const { g, u, height } = seen;
      const { x, y, power } = view(settings, state.f);
      if (shown !== state.f + state.kappa) plane.show(seen.f, x, y, power);
      shown = state.f + state.kappa;
      plane.level(height);
      /** @type {Point} */
      const here = [state.x, state.y];
      const [px, py] = plane.to(here);
      const length = Math.hypot(...g);
      const [a, b] = length ? [g[0] / length, g[1] / length] : [0, 0];
      const pixels = length ? 34 + 44 * (length / (length + 4)) : 0;
      arrow.attr("visibility", length ? "visible" : "hidden");
      ends(shaft, px, py, px + a * (pixels - 6), py - b * (pixels - 6));
      tip.attr("transform", `translate(${px + a * pixels},${py - b * pixels}) rotate(${-degrees(g)})`);
      ends(tangent, px - 90 * b, py - 90 * a, px + 90 * b, py + 90 * a);
      const sum = roundUp(Math.max(1.04 * (Math.abs(g[0]) + Math.abs(g[1])), 1e-3));
      angle.domain([0, 360]);
      slope.domain([-sum, sum]);
      chart.axes();
      ends(zero, angle(0), slope(0), angle(360), slope(0));
      for (const ball of balls) {
        const norm = ball.datum();
        const rim = TURN.map((at) => unitStep(at, norm));
        ball.attr("d", lineThrough(rim.map(([c, d]) => plane.to([here[0] + c, here[1] + d]))))
          .classed("explore-chosen", norm === state.norm);
        const curve = curves[balls.indexOf(ball)];
        curve.attr("d", lineThrough(rim.map(([c, d], k) => [angle(TURN[k]), slope(g[0] * c + g[1] * d)])))
          .classed("explore-chosen", norm === state.norm);
      }
      for (const { norm, place, text } of names) {
        const [c, d] = unitStep(place[0], norm).map((part) => part * place[1]);
        const [tx, ty] = plane.to([here[0] + c, here[1] + d]);
        text.attr("x", tx).attr("y", ty + 4);
      }
      best.attr("visibility", seen.best ? "visible" : "hidden");
      if (seen.best) {
        const [bx, by] = plane.to([here[0] + seen.best[0], here[1] + seen.best[1]]);
        best.attr("cx", bx).attr("cy", by);
      }
      const end = plane.to([here[0] + u[0], here[1] + u[1]]);
      ends(step, px, py, ...end);
      ends(bar, angle(state.angle), slope(0), angle(state.angle), slope(seen.slope));
      const text = `${say(state.angle)} degrees, slope ${say(seen.slope)}`;
      turn(end, { now: state.angle, least: 0, most: 360, text });
      const { least, most } = /** @type {import("../state.js").Range} */ (fields.x);
      const told = `x ${say(state.x)}, y ${say(state.y)}, height ${say(height)}, gradient ${sayPair(g)}`;
      stand([px, py], { now: state.x, least, most, text: told });
    };
  },
  words(state, { g, slope, most, best, height }) {
    const ruler = NORMS[/** @type {keyof typeof NORMS} */ (state.norm)];
    const length = Math.hypot(...g);
    const first = `At ${sayPair([state.x, state.y])} the height is ${say(height)}. `;
    if (!best) return `${first}The gradient is zero: no direction is steepest.`;
    return (
      `${first}The gradient is ${sayPair(g)}, of length ${say(length)}. ` +
      `Along ${say(state.angle)}° a step of length one in ${ruler} has the slope ${say(slope)}; ` +
      `the steepest has ${say(most)}, at ${say(degrees(best))}°.`
    );
  },
  rows(state, { g, u, slope, most, best, height }) {
    return [
      ["point", sayPair([state.x, state.y], 6)],
      ["height f", say(height, 6)],
      ["gradient", sayPair(g, 6)],
      ["length of the gradient", say(Math.hypot(...g), 6)],
      ["step of length one", sayPair(u, 6)],
      ["slope along it", say(slope, 6)],
      ["steepest step", best ? sayPair(best, 6) : "none"],
      ["slope along that", say(most, 6)],
    ];
  },
  csv(_, { g }) {
    const lines = TURN.map((at) => {
      const slopes = Object.keys(STYLES).map((norm) => unitStep(at, norm)).map(([c, d]) => g[0] * c + g[1] * d);
      return [at, ...slopes].join(",");
    });
    return ["direction in degrees,slope l1,slope l2,slope linf", ...lines].join("\n");
  },
  code(state) {
    const made = VIEWS[state.f].python.replace("{kappa}", state.kappa);
    const name = made.split(/[.(]/)[0];
    const norm = state.norm === "inf" ? "np.inf" : state.norm;
    return [
      "import numpy as np",
      "from gradbook.differentiation import steepest_direction",
      `from gradbook.functions import ${name}`,
      "",
      `f, x = ${made}, np.array([${state.x}, ${state.y}])`,
      "gradient = f.gradient(x)",
      `angle = np.radians(${state.angle})`,
      "u = np.array([np.cos(angle), np.sin(angle)])",
      `u = u / np.linalg.norm(u, ${norm})`,
      'print("height", f(x), "gradient", gradient, "slope", gradient @ u)',
      `print("steepest", steepest_direction(gradient, ${norm}))`,
    ].join("\n");
  },
  challenges: {
    agree: {
      ask: "Find a point at which all three rulers choose the same direction.",
      check(_, { g, best }) {
        if (!best) return "There the gradient is zero, and no ruler chooses a direction.";
        const off = Math.min(...[0, 90, 180, 270, 360].map((at) => Math.abs(degrees(g) - at)));
        return off < 1 ? "" : "Not here: the three steepest steps point elsewhere. What does the diamond choose?";
      },
    },
    level: {
      ask: "Turn the step until it neither climbs nor falls, to first order.",
      check: (_, { slope, most, best }) =>
        best && Math.abs(slope) <= 0.03 * most ? "" : `Not yet: the slope is ${say(slope)}.`,
    },
  },
};

/** @param {number} left @param {number} top @param {number} width @param {number} height */
function box(left, top, width, height) {
  return { left, top, width, height };
}

/** The next number with one digit, so that the axis changes seldom. @param {number} value */
function roundUp(value) {
  const unit = 10 ** Math.floor(Math.log10(value));
  return Math.ceil(value / unit) * unit;
}

/** @param {Point} point */
const pair = ([x, y]) => ({ x: Math.round(20 * x) / 20, y: Math.round(20 * y) / 20 });

/** @param {any} line @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function ends(line, x1, y1, x2, y2) {
  line.attr("x1", x1).attr("y1", y1).attr("x2", x2).attr("y2", y2);
}
