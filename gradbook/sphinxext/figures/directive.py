"""The directive ``{explore}``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from gradbook.sphinxext.figures.kinds import KINDS, check_place
from gradbook.sphinxext.figures.nodes import explore

if TYPE_CHECKING:
    from docutils import nodes

__all__ = ["ExploreDirective"]

logger = logging.getLogger(__name__)

NAME = re.compile(r"[a-z][a-z0-9-]{1,63}")
GENERAL = ("id", "static")


class ExploreDirective(SphinxDirective):
    """``{explore} kind``: a figure of the page that a script brings to life."""

    has_content = True
    required_arguments = 1
    option_spec: ClassVar = dict.fromkeys(
        [*GENERAL, *(name for kind in KINDS.values() for name in kind)], directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        """Check the settings; with a mistake in them, keep only what to try."""
        node = explore()
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        kind = self.arguments[0]
        if kind not in KINDS:
            known = ", ".join(KINDS)
            self.warn("", "kind", f"there is no kind of figure '{kind}'; the kinds are {known}")
            return list(node.children)
        values = self.read_values(kind)
        if not node.children:
            self.warn("", "body", "it says nothing; write below the settings what to try")
        if values is None or not node.children:
            return list(node.children)
        node["settings"] = {"kind": kind, **values}
        node["static"] = self.options["static"]
        node["ids"] = [f"explore-{values['id']}"]
        self.state.document.note_explicit_target(node, node)
        return [node]

    def read_values(self, kind: str) -> dict[str, Any] | None:
        """Return the values of all settings, or report what is wrong with them."""
        settings, values, wrong = KINDS[kind], {}, 0
        for name in self.options:
            if name not in settings and name not in GENERAL:
                takes = ", ".join(settings)
                wrong += self.warn(name, "setting", f"'{kind}' takes no '{name}', but {takes}")
        for name in ("id", "static"):
            if not NAME.fullmatch(self.options.get(name, "")):
                wrong += self.warn(name, "setting", f"'{name}' must be letters, digits and hyphens")
        for name, setting in settings.items():
            values[name] = setting.default
            if name in self.options:
                try:
                    values[name] = setting.read(self.options[name].strip())
                except ValueError as error:
                    wrong += self.warn(name, "setting", f"'{name}': {error}")
            elif setting.default is None:
                wrong += self.warn(name, "setting", f"'{kind}' needs '{name}'")
        if not wrong and (outside := check_place(values)):
            wrong += self.warn("at", "setting", f"'at': {outside}")
        return None if wrong else {"id": self.options["id"], **values}

    def warn(self, option: str, subtype: str, text: str) -> int:
        """Report a mistake at the line of an option, and count it."""
        place = self.place(option)
        logger.warning("explore: %s", text, location=place, type="explore", subtype=subtype)
        return 1

    def place(self, option: str) -> tuple[str, int]:
        """Return the file and the line of an option, or of the directive."""
        source, line = self.get_source_info()
        if option in self.options:
            lines = Path(source).read_text("utf-8").splitlines()[line:]
            found = (
                at for at, text in enumerate(lines, 1) if text.strip().startswith(f":{option}:")
            )
            line += next(found, 0)
        return self.env.path2doc(source) or self.env.docname, line
