extensions = ["myst_nb", "gradbook.sphinxext.execution"]
exclude_patterns = ["_build"]
nb_execution_mode = "cache"
gradbook_warm_modules = []
