extensions = ["myst_parser", "gradbook.sphinxext.maths"]
myst_enable_extensions = ["dollarmath"]
html_math_renderer = "gradbook"
