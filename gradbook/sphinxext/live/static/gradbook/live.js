/**
 * Buttons below the code cells of a page. Everything else is loaded when one of them is pressed.
 *
 * The page says in `<meta name="gradbook-live">` where that is; see `page.py`.
 */

/** @typedef {import("./live/notebook.js").Notebook} Notebook */

const WORDS = { run: "Run", edit: "Edit", reset: "Reset" };
const meta = /** @type {HTMLMetaElement | null} */ (
  document.querySelector("meta[name='gradbook-live']")
);
/** @type {Promise<Notebook> | undefined} */
let opened;

/** The notebook of this page, loaded at the first press. */
function notebook() {
  opened ??= import("./live/notebook.js").then(({ openNotebook }) =>
    openNotebook(JSON.parse(meta?.content ?? "{}")),
  );
  opened.catch(() => (opened = undefined)); // the next press tries again
  return opened;
}

/** Does what a button of a cell says. @param {HTMLElement} bar @param {"run" | "edit" | "reset"} what */
async function act(bar, what) {
  const status = bar.querySelector("[role=status]");
  try {
    await (await notebook())[what](bar);
  } catch {
    if (status) status.textContent = "This could not be loaded. Is there a network? Press again.";
  }
}

/** @param {HTMLElement} bar */
function furnish(bar) {
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  if (bar.dataset["why"]) {
    status.removeAttribute("role");
    status.textContent = `Not run on this page. ${bar.dataset["why"]}`;
    bar.append(status);
    return;
  }
  for (const [what, word] of Object.entries(WORDS)) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset["does"] = what;
    button.textContent = word;
    button.hidden = what === "reset" || (what === "edit" && !meta?.content.includes("editor-"));
    button.addEventListener("click", () => act(bar, /** @type {"run"} */ (what)));
    bar.append(button);
  }
  if (bar.hasAttribute("data-fails")) status.textContent = "This cell is meant to fail.";
  bar.append(status);
  const code = /** @type {HTMLElement | null} */ (bar.parentElement?.querySelector("pre"));
  code?.setAttribute("tabindex", "0");
  code?.setAttribute("role", "group");
  code?.setAttribute("aria-label", "Code; Enter edits it, Shift+Enter runs it");
  code?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act(bar, event.shiftKey ? "run" : "edit");
  });
  code?.addEventListener("click", () => {
    if (document.getSelection()?.isCollapsed ?? true) act(bar, "edit"); // or it is being copied
  });
}

if (meta && globalThis.Worker && globalThis.WebAssembly) {
  for (const bar of document.querySelectorAll(".live-bar")) {
    furnish(/** @type {HTMLElement} */ (bar));
  }
}
