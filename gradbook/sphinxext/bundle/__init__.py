"""Bundle: the scripts and style sheets of the parts, few and small, made by esbuild.

Load it too, ``extensions = [..., "gradbook.sphinxext.bundle"]``; it needs Node
and the npm package `esbuild`, whose folder is `gradbook_esbuild`, relative to the configuration
directory. What it takes up are the files in `gradbook` in those static folders that hold nothing
else, as the folders of the parts do; a theme, a library and `html_static_path` of the book are left
alone.

- All that every page loads is one script, `_static/gradbook/companion.js`, and one style sheet,
  `companion.css`. With `gradbook_bundle_together = False` each keeps its own name.
- What two scripts share, or one loads when it is needed (``import()``), is a file in
  `_static/gradbook/chunks` with its digest in its name. A page announces those that it needs at
  once, so that they do not wait for the script.
- A module stays a file of its own unless another one imports it.

A script with a mistake ends the build, with file and line. So does ``await`` outside a function:
what stands behind it in the bundle would have to wait, as it would not start at all behind one that
throws. Nothing is made again while the files are the same; when they change, all pages are written
again, for the addresses that they load carry checksums.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradbook.sphinxext.bundle.esbuild import UNITED, find_esbuild
from gradbook.sphinxext.bundle.files import CHUNKS, FOLDER, bundled, part_folders, published
from gradbook.sphinxext.bundle.page import chunks_of, path_of, united_scripts, united_styles

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]


def replace_files(app: Sphinx) -> None:
    """Have the builder copy the bundle in place of what it is made of."""
    if app.builder.format != "html" or getattr(app.builder, "embedded", False):
        return
    esbuild = find_esbuild(Path(app.confdir, app.config.gradbook_esbuild))
    folders = part_folders(app.config.html_static_path, Path(app.confdir))
    files = published(folders.values())
    together = app.config.gradbook_bundle_together
    scripts = united_scripts(app, files) if together else []
    styles = united_styles(app, files) if together else []
    made = bundled(esbuild, files, scripts, styles, Path(app.doctreedir, "gradbook-bundle"))
    rest = [entry for entry in app.config.html_static_path if entry not in folders]
    app.config.html_static_path[:] = [*rest, str(made)]
    app.builder.gradbook_bundle = made  # type: ignore[attr-defined]
    if scripts:
        app.add_js_file(f"{FOLDER}/{UNITED}.js", type="module")
    if styles:
        app.add_css_file(f"{FOLDER}/{UNITED}.css")
    united = {f"_static/{FOLDER}/{name}" for name in (*scripts, *styles)}
    app.builder.gradbook_united = united  # type: ignore[attr-defined]


def load_bundle(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Take what is in the common files out of a page, and fetch chunks along with scripts."""
    made: Path | None = getattr(app.builder, "gradbook_bundle", None)
    if made is None:
        return
    united: set[str] = app.builder.gradbook_united  # type: ignore[attr-defined]
    for kind in ("script_files", "css_files"):
        files = context[kind]  # the list to which later handlers add, too
        files[:] = [file for file in files if path_of(file) not in united]
    for chunk in chunks_of(made, map(path_of, context["script_files"])):
        address = context["pathto"](f"_static/{FOLDER}/{chunk}", resource=True)
        link = f'<link rel="modulepreload" href="{address}">'
        context["metatags"] = context.get("metatags", "") + f"\n    {link}"


def rewrite_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name all pages if the bundle is another one than when this builder wrote them."""
    made: Path | None = getattr(app.builder, "gradbook_bundle", None)
    written: dict[str, str] = env.__dict__.setdefault("gradbook_bundles", {})
    before = written.get(app.builder.name)
    if made is None or before == made.name:
        return []
    written[app.builder.name] = made.name
    return sorted(env.found_docs) if before else []


def forget_chunks(app: Sphinx, exception: Exception | None) -> None:
    """Delete the chunks of earlier bundles from the site."""
    made: Path | None = getattr(app.builder, "gradbook_bundle", None)
    if made is None or exception is not None:
        return
    there = Path(app.outdir, "_static", FOLDER, CHUNKS)
    for file in there.glob("*.js"):
        if not (made / FOLDER / CHUNKS / file.name).exists():
            file.unlink()
    for earlier in made.parent.iterdir():
        if earlier != made:
            shutil.rmtree(earlier, ignore_errors=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the part."""
    app.add_config_value("gradbook_esbuild", "node_modules/esbuild", "html", str)
    app.add_config_value("gradbook_bundle_together", True, "html", bool)
    app.connect("builder-inited", replace_files, priority=900)  # when all parts have named theirs
    app.connect("env-updated", rewrite_pages)
    app.connect("html-page-context", load_bundle, priority=900)
    app.connect("build-finished", forget_chunks)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
