extensions = ["myst_nb", "gradbook.sphinxext.execution"]
exclude_patterns = ["_build"]
nb_execution_mode = "cache"
nb_execution_timeout = 2
numfig = True
gradbook_warm_modules = []
