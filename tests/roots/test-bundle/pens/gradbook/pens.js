// A comment of pens.
import { nib } from "./pens/nib.js";
import { write } from "./shared.js";

document.title = write(nib);
document.addEventListener("draw", async () => (await import("./pens/drawing.js")).draw());
