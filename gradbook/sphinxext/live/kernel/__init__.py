"""What runs cells in the browser; the page's Python has it under the name `gradbook_live`.

It needs the standard library alone and is tested in any Python. The build ships it in a wheel,
beside the local packages of the book.
"""
