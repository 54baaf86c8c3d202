"""Pictures tell the truth: right angles are right angles, and arrows are as long as they say."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from gradbook.functions import Bowl, Rosenbrock, Saddle
from gradbook.optimizers import GradientDescent, minimize
from gradbook.plots import contours, gradient_field, trajectory

GRID = np.linspace(-2, 2, 6)


@pytest.fixture
def ax():
    figure = Figure(figsize=(8, 3))
    FigureCanvasAgg(figure)
    ax = figure.subplots()
    ax.set_xlim(-3, 3)
    ax.set_ylim(-2.5, 2.5)
    return ax


def drawn_arrows(arrows):
    """Return tails and tips of the arrows in pixels, as drawn."""
    arrows.figure.canvas.draw()
    tails = arrows.get_offset_transform().transform(arrows.get_offsets())
    tips = [path.vertices[3] for path in arrows.get_paths()]  # an arrow's outline: its fourth point
    return tails, tails + arrows.get_transform().transform(tips)


def in_pixels(ax, points, vectors):
    """Return vectors at points of the data as they are drawn."""
    return ax.transData.transform(points + vectors) - ax.transData.transform(points)


def cosine(u, v):
    return np.vecdot(u, v) / np.linalg.norm(u, axis=-1) / np.linalg.norm(v, axis=-1)


class TestGradientField:
    def test_arrows_are_scale_times_the_gradient(self, ax):
        arrows = gradient_field(ax, Bowl(), GRID, GRID[:4], scale=0.25)
        x, y = np.meshgrid(GRID, GRID[:4])
        np.testing.assert_array_equal(arrows.get_offsets(), np.stack([x, y], -1).reshape(-1, 2))
        np.testing.assert_allclose(arrows.U, 0.25 * 2 * x.ravel(), rtol=1e-15)
        np.testing.assert_allclose(arrows.V, 0.25 * 2 * y.ravel(), rtol=1e-15)

    def test_descent_turns_every_arrow_around_and_changes_the_colour(self, ax):
        up = gradient_field(ax, Saddle(), GRID, GRID)
        down = gradient_field(ax, Saddle(), GRID, GRID, descent=True)
        np.testing.assert_array_equal([up.U, up.V], [-down.U, -down.V])
        assert not np.array_equal(up.get_facecolor(), down.get_facecolor())

    @pytest.mark.parametrize("f", [Bowl(), Saddle(), Rosenbrock(b=1)], ids=repr)
    def test_arrows_are_perpendicular_to_contours_in_data_and_on_screen(self, ax, f):
        arrows = gradient_field(ax, f, GRID, GRID)
        points, vectors = np.asarray(arrows.get_offsets()), np.stack([arrows.U, arrows.V], -1)
        gradient = f.gradient(points)
        tangent = np.stack([-gradient[:, 1], gradient[:, 0]], -1)
        assert np.abs(cosine(vectors, tangent)).max() < 1e-12
        tails, tips = drawn_arrows(arrows)
        assert np.abs(cosine(tips - tails, in_pixels(ax, points, tangent))).max() < 1e-12

    def test_this_test_sees_a_field_that_lies(self, ax):
        """Matplotlib's own default on unequal axes: neither perpendicular nor of that length."""
        x, y = (values.ravel() for values in np.meshgrid(GRID, GRID))
        naive = ax.quiver(x, y, 2 * x, 2 * y)
        tails, tips = drawn_arrows(naive)
        tangent = in_pixels(ax, np.stack([x, y], -1), np.stack([-y, x], -1))
        assert np.abs(cosine(tips - tails, tangent)).max() > 0.3

    @pytest.mark.parametrize("later", [None, (-2, 8), (8, -2)])
    def test_drawn_tips_lie_where_the_axes_say(self, ax, later):
        arrows = gradient_field(ax, Bowl(), GRID, GRID, scale=0.2)
        if later:
            ax.set_xlim(later)  # a change of limits after the call
        _, tips = drawn_arrows(arrows)
        expected = arrows.get_offsets() * (1 + 0.2 * 2)
        np.testing.assert_allclose(ax.transData.inverted().transform(tips), expected, atol=1e-12)

    def test_a_mesh_will_do_for_a_grid(self, ax):
        of_rows = gradient_field(ax, Saddle(), GRID, GRID[:4])
        of_mesh = gradient_field(ax, Saddle(), *np.meshgrid(GRID, GRID[:4]))
        np.testing.assert_array_equal([of_rows.U, of_rows.V], [of_mesh.U, of_mesh.V])

    def test_bad_input(self, ax):
        with pytest.raises(ValueError, match="scale must be a finite number greater than 0, got 0"):
            gradient_field(ax, Bowl(), GRID, GRID, scale=0)
        with pytest.raises(ValueError, match=r"x and y must be .* got \(6, 6\) and \(6,\)"):
            gradient_field(ax, Bowl(), np.ones((6, 6)), GRID)


class TestContours:
    def test_lines_lie_on_their_levels(self, ax):
        f = Saddle()
        drawn = contours(ax, f, (-2, 2), (-1, 1), levels=[-0.5, 0.5, 1], points=400)
        for level, path in zip(drawn.levels, drawn.get_paths(), strict=True):
            np.testing.assert_allclose(f(path.vertices), level, atol=1e-4)

    def test_covers_the_rectangle(self, ax):
        drawn = contours(ax, lambda p: p[..., 0] + p[..., 1], (-2, 2), (-1, 1), levels=[0.9])
        (path,) = drawn.get_paths()
        np.testing.assert_allclose(path.vertices.min(axis=0), [-0.1, -1], atol=1e-12)
        np.testing.assert_allclose(path.vertices.max(axis=0), [1.9, 1], atol=1e-12)

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"xlim": (2, -2)}, r"xlim must be in ascending order, got \(2, -2\)"),
            ({"ylim": (1, 1)}, r"ylim must be in ascending order, got \(1, 1\)"),
            ({"ylim": (0, np.nan)}, "ylim must be a finite number, got nan"),
            ({"points": 1}, "points must be a whole number of at least 2, got 1"),
            ({"f": lambda p: p[0]}, "f must return one number for each point"),
        ],
    )
    def test_bad_input(self, ax, options, message):
        with pytest.raises(ValueError, match=message):
            contours(ax, **{"f": Bowl(), "xlim": (-2, 2), "ylim": (-2, 2)} | options)


class TestTrajectory:
    def test_path_and_ring(self, ax):
        points = minimize(Bowl(), GradientDescent(0.2), [1, 2], steps=5).points
        path = trajectory(ax, points)
        np.testing.assert_array_equal(path.get_xydata(), points)
        (ring,) = set(ax.lines) - {path}
        np.testing.assert_array_equal(ring.get_xydata(), points[:1])
        assert ring.get_markersize() > path.get_markersize()
        assert ring.get_zorder() > path.get_zorder()

    @pytest.mark.parametrize("points", [[1, 2], [[1, 2, 3]], np.empty((0, 2)), [[[1, 2]]]])
    def test_bad_input(self, ax, points):
        with pytest.raises(ValueError, match="points must"):
            trajectory(ax, points)


def test_what_is_drawn_is_returned(ax):
    drawn = [
        contours(ax, Bowl(), (-2, 2), (-2, 2)),
        gradient_field(ax, Bowl(), GRID, GRID),
        trajectory(ax, [[1, 2], [0, 0]]),
    ]
    assert all(artist.axes is ax for artist in drawn)
