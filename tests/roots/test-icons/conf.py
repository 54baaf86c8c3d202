project = "Icons"
extensions = ["gradbook.sphinxext.icons"]
html_theme = "pydata_sphinx_theme"
