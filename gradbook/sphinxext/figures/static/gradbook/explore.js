/**
 * Brings figures to life when they come near the window, or when the address names one.
 *
 * All else, D3's modules included, is loaded then; until it is there, and where it cannot be
 * loaded, the drawn figure stands in its place.
 */

const NEAR = "400px";

const roots = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-explore]"))];
const awake = new WeakSet();
const nearing = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) wake(target);
  },
  { rootMargin: NEAR },
);

/** @param {Element} root */
async function wake(root) {
  nearing.unobserve(root);
  if (awake.has(root)) return;
  awake.add(root);
  const loaded = await import("./explore/mount.js").catch(() => null);
  loaded?.mount(/** @type {HTMLElement} */ (root));
}

/** Bring the figure to life that the address names with a state. */
function wakeNamed() {
  for (const root of roots) if (location.hash.startsWith(`#${root.id}:`)) wake(root);
}

for (const root of roots) nearing.observe(root);
addEventListener("hashchange", wakeNamed);
wakeNamed();
