import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

project = "A book that is built again"
extensions = ["gradbook.sphinxext.diagnostics", "gradbook.sphinxext.rebuild", "facts"]
templates_path = ["_templates"]
html_static_path = ["_static"]
html_theme = "basic"
