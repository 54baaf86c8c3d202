project = "Orders"
author = copyright = "The authors"
version = "1"
extensions = ["myst_parser", "gradbook.sphinxext.quiz"]
myst_enable_extensions = ["dollarmath"]
html_theme = "basic"
html_copy_source = False
