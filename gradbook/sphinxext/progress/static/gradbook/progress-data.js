/**
 * Saves, brings back and erases what this browser keeps: the controls in `.gradbook-data`, and
 * `gradbook.export()`, `gradbook.import(file)` and `gradbook.reset(what)`.
 */

import { provide } from "./api.js";
import { formerKeys, loadBook } from "./progress/book.js";
import { erase, read, report, write } from "./progress/file.js";
import { openStore } from "./store.js";

const store = openStore();
const place = /** @type {HTMLElement} */ (document.querySelector(".gradbook-data"));
/** @type {(css: string) => any} */
const find = (css) => place.querySelector(css);

/** Show how much is kept. */
function show() {
  const pages = store.keys("p/").map((key) => store.get(key));
  const saved = Number(store.get("meta")?.exported);
  const counts = {
    questions: store.keys("q/").filter((key) => store.get(key)).length,
    read: pages.filter((page) => page?.read).length,
    feedback: pages.filter((page) => page?.fb).length,
    saved: saved ? new Date(saved).toLocaleDateString(document.documentElement.lang || []) : "never",
  };
  for (const [name, count] of Object.entries(counts)) {
    find(`[data-count="${name}"]`).textContent = count;
  }
  find(".gradbook-unsaved").hidden = store.available;
}

/** @param {string} sentence */
function say(sentence) {
  store.refresh();
  find('[role="status"]').textContent = sentence;
}

/** @param {import("./progress/book.js").Book | null} book */
function start(book) {
  const formers = formerKeys(book);

  function save() {
    const text = write(store, book?.build ?? "");
    store.set("meta", { ...store.get("meta"), exported: Date.now() });
    return text;
  }

  /** @param {unknown} file  text, or what it stands for  @param {{mode?: string}} [how] */
  function bring(file, { mode } = {}) {
    const text = typeof file === "string" ? file : JSON.stringify(file) ?? "";
    const taken = read(store, text, formers, mode === "replace");
    say(typeof taken === "string" ? taken : report(taken));
    return taken;
  }

  /** @param {{quiz?: string, chapter?: string, all?: boolean}} what */
  function reset({ quiz, chapter, all }) {
    const questions = book?.questions.filter((one) => one.id === quiz || one.chapter === chapter);
    const keys = (questions ?? []).flatMap(({ id }) => [`q/${id}`, ...(formers.get(`q/${id}`) ?? [])]);
    erase(store, all ? store.keys() : [`q/${quiz}`, `p/${chapter}`, ...keys]);
    say("Erased.");
  }

  find(".gradbook-save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([save()], { type: "application/json" }));
    link.download = `${store.book}-progress-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    navigator.storage?.persist?.().catch(() => {});
    say(`Saved as ${link.download}.`);
  });
  find("input").addEventListener("change", async () => {
    const [file] = find("input").files;
    bring(await file.slice(0, 2e6 + 1).text().catch(() => ""));
    find("input").value = "";
  });
  find(".gradbook-erase").addEventListener("click", () => {
    reset({ all: true });
    find("details").open = false;
    find("summary").focus();
  });
  store.onChange(show);
  provide({ export: save, import: bring, reset });
  show();
}

loadBook().then(start);
