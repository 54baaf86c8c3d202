extensions = ["myst_nb", "gradbook.sphinxext.execution"]
nb_execution_mode = "cache"
gradbook_local_packages = ["methods"]
exclude_patterns = ["_build"]
gradbook_warm_modules = []
