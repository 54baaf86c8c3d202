"""A book with figures to explore, and a drawn one for each."""

extensions = ["myst_parser", "gradbook.sphinxext.figures"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
exclude_patterns = ["drafts/*"]
