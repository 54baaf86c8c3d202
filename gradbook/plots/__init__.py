"""Pictures of functions of two variables: each function draws on a given Axes, returns the artists.

The style of the book's figures is ``matplotlib.style.use("gradbook.plots.book")``.
"""

from __future__ import annotations

from gradbook.plots.plane import contours, gradient_field, trajectory

__all__ = ["contours", "gradient_field", "trajectory"]
