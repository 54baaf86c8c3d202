/** A formula wider than the page scrolls inside itself; let the keyboard scroll it too. */

const formulas = /** @type {NodeListOf<HTMLElement>} */ (
  document.querySelectorAll("div.math .katex-display")
);

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const wide = target.scrollWidth > target.clientWidth;
    if (wide) {
      target.setAttribute("tabindex", "0");
      target.setAttribute("role", "group");
      target.setAttribute("aria-label", "Wide formula");
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) target.removeAttribute(name);
    }
  }
});

for (const formula of formulas) observer.observe(formula);
