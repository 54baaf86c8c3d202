/** The cells of a page: their order, what has been run, and what the reader has changed. */

import { Cell } from "./cell.js";
import { Ended, Python } from "./python.js";

/** @typedef {{cells: string, python: string, worker: string, editor: string}} Places */

/** @param {string} path from the root of the site */
const address = (path) =>
  new URL((document.documentElement.dataset["content_root"] ?? "./") + path, document.baseURI).href;

/** @param {string} path */
async function fetched(path) {
  const response = await fetch(address(path), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** @param {Places} places */
export async function openNotebook(places) {
  const [{ cells }, facts] = await Promise.all([fetched(places.cells), fetched(places.python)]);
  facts.base = address(facts.base);
  const wheels = Object.entries(facts.wheels).map(([path, wheel]) => [address(path), wheel]);
  facts.wheels = Object.fromEntries(wheels);
  return new Notebook(places, cells, facts);
}

export class Notebook {
  #python;
  #places;
  /** @type {Cell[]} */
  #cells;
  #size;
  #elsewhere;
  #agreed;
  /** @type {Map<Cell, string>} what Python has run */
  #done = new Map();
  /** @type {Cell | null} the one whose button says Stop */
  #current = null;

  /** @param {Places} places @param {any[]} cells @param {any} facts */
  constructor(places, cells, facts) {
    this.#places = places;
    this.#elsewhere = facts.remote?.host ?? "";
    this.#agreed = !this.#elsewhere;
    this.#python = new Python(address(places.worker), facts);
    const files = [...Object.values(facts.files), ...Object.values(facts.wheels)];
    const core = ["pyodide.mjs", "pyodide.asm.mjs"].map((name) => facts.files[name]?.size ?? 0);
    const whole = files.reduce((sum, file) => sum + file.size, 0);
    this.#size = whole - core.reduce((sum, size) => sum + size, 0);
    this.#cells = cells.filter(({ why }) => !why).map((data) => new Cell(data));
  }

  /** Runs the cell of a bar, after those before it; or stops what runs. @param {HTMLElement} bar */
  async run(bar) {
    const cell = this.#of(bar);
    if (this.#current) {
      if (this.#current === cell) this.#python.stop();
      else cell.say("Another cell is running. Stop it first, or wait.");
      return;
    }
    if (!this.#agreed) {
      this.#agreed = true;
      cell.say(`Python comes from ${this.#elsewhere}, another site. Press Run again to load it.`);
      return;
    }
    this.#current = cell;
    cell.busy = true;
    try {
      await this.#start(cell);
      await this.#runUpTo(cell);
    } catch (error) {
      const ended = error instanceof Ended;
      cell.say(ended ? error.message : `Python could not be loaded. Press Run to try again.`);
    }
    if (!this.#python.started) this.#done.clear();
    cell.busy = false;
    this.#current = null;
  }

  /** Lets the reader change the cell of a bar. @param {HTMLElement} bar */
  async edit(bar) {
    const cell = this.#of(bar);
    const editor = await import(/* webpackIgnore: true */ address(this.#places.editor));
    cell.edit(editor.edit, () => this.run(bar));
  }

  /** Brings back code and output of the book. @param {HTMLElement} bar */
  async reset(bar) {
    this.#of(bar).reset();
  }

  /** @param {HTMLElement} bar */
  #of(bar) {
    const found = this.#cells.find((cell) => cell.bar === bar);
    if (!found) throw new Error("no such cell");
    return found;
  }

  /** @param {Cell} cell */
  async #start(cell) {
    if (!this.#python.started) this.#done.clear();
    await this.#python.start((kind, what) => {
      if (kind === "bytes") cell.progress(what, this.#size);
      else if (kind === "stage") cell.say(STAGES[what] ?? "");
    });
  }

  /** @param {Cell} wanted */
  async #runUpTo(wanted) {
    const before = this.#cells.slice(0, this.#cells.indexOf(wanted));
    const stale = before.filter((cell) => this.#done.get(cell) !== cell.source);
    for (const [n, cell] of stale.entries()) {
      wanted.say(`Running the cells before this one: ${n + 1} of ${stale.length}.`);
      const ok = await this.#runOne(cell, cell.edited);
      if (!ok) return wanted.say("A cell before this one has failed.", cell);
    }
    wanted.say("Running.");
    const began = performance.now();
    const ok = await this.#runOne(wanted, true);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    wanted.say(wanted.verdict(ok, seconds));
  }

  /** Whether a cell did what it should. @param {Cell} cell @param {boolean} show */
  async #runOne(cell, show) {
    const { source } = cell;
    this.#done.delete(cell);
    cell.begin(show);
    const go = (/** @type {[number, number]} */ [number, line]) =>
      this.#cells.find((other) => other.number === number)?.show(line);
    try {
      const { ok } = await this.#python.run(cell.number, source, show, (kind, what) =>
        cell.add(kind, what, go),
      );
      if (ok || cell.fails) this.#done.set(cell, source);
      return ok || cell.fails;
    } finally {
      cell.end();
    }
  }
}

/** @type {Record<string, string>} */
const STAGES = {
  load: "Loading Python.",
  start: "Starting Python.",
  packages: "Loading packages.",
};
