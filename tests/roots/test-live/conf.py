"""A book whose cells readers run."""

project = "Live"
extensions = [
    "myst_nb",
    "gradbook.sphinxext.storage",
    "gradbook.sphinxext.execution",
    "gradbook.sphinxext.quiz",
    "gradbook.sphinxext.live",
]
nb_execution_mode = "cache"
nb_number_source_lines = True
html_theme = "sphinx_book_theme"
gradbook_local_packages = []
gradbook_workers = 1
gradbook_pyodide = "../../../conf/node_modules/pyodide"
gradbook_live_modules = "../../../conf/node_modules"
gradbook_live_store = "../../../build/pyodide"
gradbook_live_download = False
