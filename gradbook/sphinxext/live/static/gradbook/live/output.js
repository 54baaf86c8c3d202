/** The output of a cell, in place of the one that the build has made. */

/** @typedef {{name: string, text: string, places: [number | string, number | null, string][], memory: boolean}} Failure */
/** @typedef {{kind: string, light: string, dark: string | null, width: number, height: number}} Figure */

const MEMORY = "There is not enough memory on this page for that: make it smaller.";

/** @param {string} tag @param {string} css @param {(Node | string)[]} children */
const element = (tag, css, ...children) => {
  const made = document.createElement(tag);
  made.className = css;
  made.append(...children);
  return made;
};

export class Output {
  #cell;
  /** @type {HTMLImageElement[]} */
  #drawings;
  /** @type {HTMLElement | null} */
  #box = null;
  /** @type {{name: string, text: Text} | null} */
  #stream = null;
  #pending = "";
  /** @type {string[]} */
  #pictures = [];
  #figures = 0;

  /** @param {HTMLElement} cell */
  constructor(cell) {
    this.#cell = cell;
    this.#drawings = [...cell.querySelectorAll("img")].filter(
      (image) => image.closest(".cell_output") && !image.classList.contains("gradbook-dark"),
    );
  }

  /** Makes room for new output. */
  begin() {
    const box = element("div", "cell_output docutils container live-output");
    const all = this.#cell.querySelector(":scope > details:has(.cell_output)") ?? this.#cell;
    this.#clear();
    this.#box = box;
    for (const built of this.#built()) built.hidden = true;
    all.append(box);
  }

  /** Brings back what the build has made. */
  reset() {
    this.#clear();
    for (const built of this.#built()) built.hidden = false;
  }

  /** @param {string} kind @param {any} what @param {(place: [number, number]) => void} go */
  add(kind, what, go) {
    if (kind === "stream") return this.#print(what[0], what[1]);
    this.#write();
    this.#stream = null;
    if (kind === "result") this.#box?.append(text("text_plain", what));
    else if (kind === "figure") this.#draw(what);
    else if (kind === "error") this.#fail(what, go);
    else if (kind === "cut") {
      const words = `… and ${what.toLocaleString("en")} more characters, which are not shown.`;
      this.#box?.append(element("p", "live-note", words));
    }
  }

  /** Writes what is still waiting. */
  end() {
    this.#write();
    this.#stream = null;
    if (!this.#box?.hasChildNodes()) this.#box?.remove();
  }

  /** @returns {HTMLElement[]} */
  #built() {
    const css = ".cell_output:not(.live-output), details.quiz-reveal, details.below-input";
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.#cell.querySelectorAll(css))];
  }

  #clear() {
    this.#box?.remove();
    this.#box = this.#stream = null;
    this.#pending = "";
    this.#figures = 0;
    for (const address of this.#pictures.splice(0)) URL.revokeObjectURL(address);
  }

  /** @param {string} name @param {string} words */
  #print(name, words) {
    if (this.#stream?.name !== name) {
      this.#write();
      const block = text(name === "stderr" ? "stderr" : "stream", "");
      const node = document.createTextNode("");
      block.querySelector("pre")?.append(node);
      this.#box?.append(block);
      this.#stream = { name, text: node };
    }
    if (!this.#pending) requestAnimationFrame(() => this.#write());
    this.#pending += words;
  }

  #write() {
    if (this.#pending) this.#stream?.text.appendData(this.#pending);
    this.#pending = "";
  }

  /** @param {Figure} figure */
  #draw(figure) {
    const place = element("div", "output image");
    const built = this.#drawings[this.#figures++];
    const [width, height] = sizes(figure, built);
    for (const version of /** @type {const} */ (["light", "dark"])) {
      const content = figure[version];
      if (content === null) continue;
      const image = new Image(width, height);
      const bytes = figure.kind === "image/png" ? decoded(content) : content;
      image.src = URL.createObjectURL(new Blob([bytes], { type: figure.kind }));
      image.alt = built?.alt ?? "Figure that the cell has drawn";
      if (built?.style.width) image.style.width = built.style.width;
      image.className = "gradbook-figure";
      if (figure.dark !== null) image.classList.add(`gradbook-${version}`, "dark-light");
      this.#pictures.push(image.src);
      place.append(image, "\n");
    }
    this.#box?.append(place);
  }

  /** @param {Failure} failure @param {(place: [number, number]) => void} go */
  #fail({ text: message, places, memory }, go) {
    const list = element("ol", "");
    for (const [cell, line, source] of places) {
      if (typeof cell !== "number" || line === null) {
        list.append(element("li", "", cell === "…" ? "…" : `inside ${cell}`));
        continue;
      }
      const here = cell === Number(this.#cell.dataset["cell"]);
      const words = `${here ? "Line" : "An earlier cell, line"} ${line}`;
      const button = /** @type {HTMLButtonElement} */ (element("button", "live-place", words));
      button.type = "button";
      button.addEventListener("click", () => go([cell, line]));
      list.append(element("li", "", button, " ", element("code", "", source)));
    }
    const box = element("div", "live-error", element("pre", "", message), list);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Error");
    if (memory) box.append(element("p", "", MEMORY));
    this.#box?.append(box);
  }
}

/** A block of text as MyST-NB makes it. @param {string} kind @param {string} words */
const text = (kind, words) => {
  const pre = element("pre", "literal-block", words);
  pre.tabIndex = 0; // it may be wider than the page
  return element("div", `output ${kind} highlight-none notranslate`, element("div", "highlight", pre));
};

/** The size of a figure: that which the author has chosen, if the shape is the same. @param {Figure} figure @param {HTMLImageElement | undefined} built */
function sizes({ width, height }, built) {
  const [wide, high] = ["width", "height"].map((side) => Number(built?.getAttribute(side)));
  const same = wide && high && Math.abs(wide * height - high * width) < 0.01 * wide * height;
  return same ? [wide, high] : [width, height];
}

/** @param {string} base64 */
const decoded = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
