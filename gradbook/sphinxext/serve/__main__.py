"""Command line of the server."""

from __future__ import annotations

import sys

from gradbook.sphinxext.serve.options import read_options
from gradbook.sphinxext.serve.server import serve

if __name__ == "__main__":
    serve(read_options(sys.argv[1:]))
