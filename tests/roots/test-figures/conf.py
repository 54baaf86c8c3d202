extensions = ["myst_nb", "gradbook.sphinxext.execution"]
exclude_patterns = ["_build"]
copyright = "the authors"
numfig = True
version = "1"
