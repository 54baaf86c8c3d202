/** Python in a worker, as a page sees it. */

/** @typedef {(kind: string, what: any) => void} Tell */
/** @typedef {{ok: boolean, seconds: number}} Ran */

/** Somebody has ended Python, or it has ended itself; `message` says which. */
export class Ended extends Error {}

export class Python {
  #address;
  #runtime;
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Promise<void> | null} */
  #ready = null;
  /** @type {Tell} */
  #tell = () => {};
  /** @type {((ran: Ran) => void) | null} */
  #ran = null;
  /** @type {((error: Error) => void) | null} */
  #failed = null;
  /** @type {Uint8Array | null} */
  #flag = null;

  /** @param {string} address of the worker @param {object} runtime what the worker loads */
  constructor(address, runtime) {
    this.#address = address;
    this.#runtime = runtime;
  }

  /** Whether Python runs. */
  get started() {
    return this.#worker !== null;
  }

  /** Starts Python, unless it runs. @param {Tell} tell is told "stage" and "bytes" */
  start(tell) {
    this.#tell = tell;
    this.#ready ??= new Promise((resolve, reject) => {
      const worker = new Worker(this.#address, { type: "module" });
      this.#worker = worker;
      this.#failed = reject;
      this.#flag = globalThis.crossOriginIsolated ? new Uint8Array(new SharedArrayBuffer(1)) : null;
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        this.#end(new Error(event.message || "the worker could not be loaded"));
      });
      worker.addEventListener("message", ({ data: [kind, what] }) => {
        if (kind === "ready") resolve(undefined);
        else if (kind === "ran") this.#ran?.(what);
        else if (kind === "failed") this.#end(new Error(what));
        else if (kind === "ended") this.#end(new Ended(what));
        else this.#tell(kind, what);
      });
      worker.postMessage(["start", this.#runtime, this.#flag]);
    });
    return this.#ready;
  }

  /**
   * Runs a cell.
   *
   * @param {number} cell @param {string} source
   * @param {boolean} draw whether its figures are wanted
   * @param {Tell} tell is told what it puts out
   * @returns {Promise<Ran>}
   */
  run(cell, source, draw, tell) {
    this.#tell = tell;
    return new Promise((resolve, reject) => {
      this.#ran = resolve;
      this.#failed = reject;
      if (this.#flag) this.#flag[0] = 0;
      this.#worker?.postMessage(["run", cell, source, draw]);
    });
  }

  /** Interrupts the cell where the browser lets us; otherwise Python ends. */
  stop() {
    if (this.#flag && this.#ran) this.#flag[0] = 2; // SIGINT
    else this.#end(new Ended("Stopped. The next press starts Python anew."));
  }

  /** @param {Error} error */
  #end(error) {
    this.#worker?.terminate();
    this.#worker = this.#ready = this.#ran = null;
    this.#failed?.(error);
    this.#failed = null;
  }
}
