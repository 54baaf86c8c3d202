project = "Mistakes"
extensions = [
    "myst_nb",
    "sphinxcontrib.bibtex",
    "gradbook.sphinxext",
    "gradbook.sphinxext.diagnostics",
]
exclude_patterns = ["_build"]
myst_heading_anchors = 3
nb_execution_mode = "cache"
bibtex_bibfiles = ["references.bib"]
gradbook_book_id = "mistakes"
