"""Every mistake that a front matter can hold."""

project = "A Book of Mistakes"
extensions = ["myst_parser", "gradbook.sphinxext.progress"]
html_theme = "basic"
gradbook_chapters = 3
gradbook_core_chapters = 1
