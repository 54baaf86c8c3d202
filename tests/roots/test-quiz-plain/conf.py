extensions = ["myst_parser", "gradbook.sphinxext.quiz"]
