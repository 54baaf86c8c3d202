extensions = ["myst_parser", "gradbook.sphinxext.quiz", "gradbook.sphinxext.feedback"]
myst_enable_extensions = ["colon_fence"]
project = "Slopes"
gradbook_book_id = "slopes"
gradbook_repository = "https://example.org/book/"
html_theme = "basic"
