import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "A small book"
html_title = "First edition"
extensions = ["myst_parser", "mark"]
exclude_patterns = ["**/.*", "_build", "_templates"]
templates_path = ["_templates"]
html_theme = "basic"
