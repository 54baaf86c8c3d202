"""Serve: the book on a loopback port, with every change on the reader's screen at once.

    python -m gradbook.sphinxext.serve -c conf docs build/live --open-browser

takes the arguments of `sphinx-build`, and `--port`, `--open-browser`, `--watch` and `--ignore`.

One process serves the pages and watches the files; it adds a script to each page that it sends,
and changes nothing on disk. A second one, the worker, keeps Sphinx loaded with the whole book in
its memory. After a change in a page it reads that page, writes it, and the browsers that show it
reload. What the change means for other pages, for the search and for the next start of Sphinx is
done behind that, in a fork of the worker which is given up when the next change comes. After a
change in the configuration, in a template or in Python code the worker is replaced.

Warnings are printed as Sphinx words them, and shown on every page until they are mended.
"""
