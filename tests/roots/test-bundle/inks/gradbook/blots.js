import { write } from "./shared.js";

document.body.dataset.blot = write("blot");
