extensions = ["myst_parser", "gradbook.sphinxext.diagnostics"]
exclude_patterns = ["_build"]
