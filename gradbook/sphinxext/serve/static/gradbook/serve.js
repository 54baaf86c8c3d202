/**
 * Reloads the page when its file has changed, where the reader was, and shows what is wrong with
 * the book. The server adds this script to each page that it sends; it is no part of the site.
 */

const PLACE = "gradbook-serve-place";

const script = /** @type {HTMLScriptElement | null} */ (
  document.querySelector("script[src='/-/serve.js']")
);

/** What the reader has closed stays closed until it is something else. */
let dismissed = "";

/** Remember where the reader is, and load the page again. */
function reload() {
  sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
  location.reload();
}

/** Go back to where the reader was before the page was loaded again. */
function restore() {
  const [path, left, top] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
  sessionStorage.removeItem(PLACE);
  if (path === location.pathname) scrollTo({ left, top, behavior: "instant" });
}

/**
 * Show the problems in a bar at the foot of the window; none removes it.
 *
 * @param {string[]} problems
 */
function show(problems) {
  document.querySelector("#gradbook-problems")?.remove();
  const text = problems.join("\n");
  if (!text || text === dismissed) return;
  const bar = document.createElement("aside");
  bar.id = "gradbook-problems";
  bar.setAttribute("aria-label", "Problems of the book");
  const list = document.createElement("pre");
  list.setAttribute("role", "status");
  list.tabIndex = 0;
  list.textContent = text;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Close";
  button.addEventListener("click", () => {
    dismissed = text;
    bar.remove();
  });
  bar.append(list, button);
  document.body.append(bar);
}

/** Add the style sheet of the bar. */
function dress() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "/-/serve.css";
  document.head.append(link);
}

/**
 * Listen to the server.
 *
 * @returns {EventSource}
 */
function listen() {
  const version = script?.dataset["version"] ?? "";
  const query = new URLSearchParams({ page: decodeURI(location.pathname), version });
  const source = new EventSource(`/-/changes?${query}`);
  source.addEventListener("message", (event) => {
    const message = JSON.parse(event.data);
    if (message.reload) {
      source.close();
      reload();
    } else show(message.problems);
  });
  return source;
}

/** @type {EventSource | undefined} */
let source;

/** Listen while somebody can see the page: a browser opens few connections to one server. */
function follow() {
  source?.close();
  source = document.visibilityState === "visible" ? listen() : undefined;
}

dress();
follow();
document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());
if (document.readyState === "complete") restore();
else addEventListener("load", restore);

export {};
