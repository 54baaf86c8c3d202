extensions = ["myst_nb", "gradbook.sphinxext.execution"]
exclude_patterns = ["_build"]
