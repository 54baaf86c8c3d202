"""Every part that has something for the browser."""

from pathlib import Path

import gradbook.sphinxext

PARTS = Path(gradbook.sphinxext.__file__).parent
NOT_ON_PAGES = {"serve"}  # adds a script to what it sends, while the book is written

extensions = [
    "myst_nb",
    *(
        f"gradbook.sphinxext.{folder.name}"
        for folder in sorted(PARTS.iterdir())
        if any(folder.glob("**/static/gradbook/*")) and folder.name not in NOT_ON_PAGES
    ),
    "gradbook.sphinxext.bundle",
]
nb_execution_mode = "off"
html_theme = "basic"
