from docutils import nodes

MARK = "first mark"


def mark_role(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [nodes.emphasis(text, f"{MARK}: {text}")], []


def setup(app):
    app.add_role("mark", mark_role)
    return {"parallel_read_safe": True}
