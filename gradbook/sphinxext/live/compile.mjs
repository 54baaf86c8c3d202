// Compiles Python files with Pyodide's own Python, so that any Python can build the site, and lists
// the fonts of Matplotlib, which it could not do in a browser for want of threads.
// Usage: node compile.mjs PATH/TO/pyodide FOLDER
//
// In FOLDER/stdlib and FOLDER/site-packages `x.py` becomes `x.pyc`; a file that is no valid Python
// stays as it is. If there is a package `matplotlib`, its list of fonts goes to FOLDER/fonts.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , pyodide, folder] = process.argv;
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const python = await loadPyodide({ stdout: () => {} });
python.FS.mkdirTree("/work");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/work");
python.runPython(`
import os, py_compile, sys, threading

lib = f"/lib/python{sys.version_info.major}.{sys.version_info.minor}"
unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
for place, _, names in os.walk("/work"):
    for name in names:
        if not name.endswith(".py"):
            continue
        file = os.path.join(place, name)
        shown = lib + file.removeprefix("/work").removeprefix("/stdlib")
        try:
            py_compile.compile(file, file + "c", shown, doraise=True, invalidation_mode=unchecked)
        except py_compile.PyCompileError:
            continue
        os.remove(file)

if os.path.isdir("/work/site-packages/matplotlib"):
    os.environ["MPLCONFIGDIR"] = "/work/fonts"
    sys.path.insert(0, "/work/site-packages")
    threading.Timer.start = lambda timer: None
    import matplotlib.font_manager
`);
