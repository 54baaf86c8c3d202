import { write } from "./shared.js";

document.body.dataset.ink = write("ink");
