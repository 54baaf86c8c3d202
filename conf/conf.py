"""Sphinx configuration of the book: settings only, no logic."""

from importlib.metadata import version as installed_version

project = "Mathematics of Optimization in ML"
author = "The gradbook authors"
version = release = installed_version("gradbook")
copyright = "2026, The gradbook authors. Text CC BY 4.0, code BSD-3-Clause"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "gradbook.sphinxext",
    "gradbook.sphinxext.maths",
    "gradbook.sphinxext.bundle",
    "gradbook.sphinxext.icons",
]
exclude_patterns = ["**/.*"]
templates_path = ["_templates"]

# Markdown and the cells that are executed
myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
]
myst_dmath_double_inline = True
myst_heading_anchors = 3
nb_execution_mode = "cache"
nb_execution_timeout = 120
nb_merge_streams = True
nb_number_source_lines = True
nb_output_stderr = "error"
bibtex_bibfiles = ["../docs/references.bib"]

# The book
gradbook_book_id = "mlopt"
gradbook_chapters = 35
gradbook_core_chapters = 18
gradbook_local_packages = ["gradbook"]
gradbook_live_exclude = ["gradbook/sphinxext/*"]
gradbook_licence = "Text CC BY 4.0, code BSD-3-Clause"

# Reference
autodoc_member_order = "bysource"
autodoc_typehints = "none"
napoleon_use_ivar = True
napoleon_use_param = False
napoleon_use_rtype = False

# The site
html_theme = "sphinx_book_theme"
html_title = project
gradbook_repository = "https://github.com/gradbook/gradbook"
html_baseurl = "https://gradbook.github.io/gradbook/"
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = [("site.js", {"type": "module"})]
html_math_renderer = "gradbook"
html_copy_source = False  # the sources carry the answers of the quizzes
html_show_sourcelink = False
html_sidebars = {
    "**": [
        "navbar-logo.html",
        "search-button-field.html",
        "gradbook-progress.html",
        "sbt-sidebar-nav.html",
    ]
}
html_context = {"default_mode": "light"}  # see layout.html
html_theme_options = {
    "logo": {
        "image_light": "_static/logo.svg",
        "image_dark": "_static/logo-dark.svg",
        "text": project,
    },
    "use_download_button": False,  # the notebook carries the answers, too
    "use_fullscreen_button": False,
    "navbar_persistent": [],
    "navigation_with_keys": True,
    "back_to_top_button": False,
    "show_navbar_depth": 2,
    "show_toc_level": 2,
    "toc_title": "On this page",
}

# Links to other sites
linkcheck_retries = 3
linkcheck_timeout = 20
linkcheck_rate_limit_timeout = 60
linkcheck_anchors_ignore_for_url = [r"https://github\.com/"]  # its anchors are made by a script
linkcheck_ignore = [
    r"https://gradbook\.github\.io/gradbook/",  # this site, published after the check
    # behind a sign-in, or not pushed yet when the check runs
    r"https://github\.com/gradbook/gradbook/(edit|issues/new|blob|tree)/?",
]
