extensions = ["myst_parser", "gradbook.sphinxext.feedback"]
gradbook_repository = "https://example.org/book/"
