project = "The Book of Walks"
version = release = "1.0"
author = copyright = "The walkers"
extensions = ["myst_parser", "gradbook.sphinxext.quiz", "gradbook.sphinxext.ask"]
myst_enable_extensions = ["amsmath", "colon_fence", "deflist", "dollarmath"]
html_theme = "basic"
html_baseurl = "https://example.org/book/"
gradbook_licence = "CC BY 4.0"
gradbook_ask_exclude = ["private*"]
