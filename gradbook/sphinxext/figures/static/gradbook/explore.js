/**
 * Brings figures to life when they come near the window.
 *
 * All else, D3's modules included, is loaded then; until it is there, and where it cannot be
 * loaded, the drawn figure stands in its place.
 */

const NEAR = "400px";

const nearing = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) wake(target);
  },
  { rootMargin: NEAR },
);

/** @param {Element} root */
async function wake(root) {
  nearing.unobserve(root);
  const { mount } = await import("./explore/mount.js");
  mount(/** @type {HTMLElement} */ (root));
}

for (const root of document.querySelectorAll("[data-explore]")) nearing.observe(root);

export {};
