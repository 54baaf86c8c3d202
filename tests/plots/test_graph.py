"""Computation graphs: what is drawn of the nodes, and where."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.figure import Figure

from gradbook.plots import computation_graph


def node(name, parents, depth, value=1.0, adjoint=2.0):
    return SimpleNamespace(name=name, parents=parents, depth=depth, value=value, adjoint=adjoint)


NODES = [
    node("a", (), 0, 2.0, -5.5),
    node("b", (), 0, np.ones(3), np.ones(3)),
    node("log", (0,), 1, 0.693147, 1.0),
    node("multiply", (0, 1), 1, np.ones(3), np.ones(3)),
    node("subtract", (2, 3), 2, 1e-7, 1.0),
]


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def test_every_dependency_is_an_arrow_that_points_right():
    arrows = computation_graph(Figure().subplots(), NODES)
    assert len(arrows) == 5
    assert all(arrow.xyann[0] < arrow.xy[0] for arrow in arrows)


def test_nodes_do_not_lie_on_one_another():
    ax = Figure().subplots()
    computation_graph(ax, NODES)
    places = [tuple(float(c) for c in line.get_xydata()[0]) for line in ax.lines]
    assert len(set(places)) == len(NODES)
    assert [x for x, _ in places] == [0, 0, 1, 1, 2]


def test_values_and_adjoints_are_written_in_short():
    ax = Figure().subplots()
    computation_graph(ax, NODES)
    written = texts(ax)
    assert written[:6] == ["a", "2", "−5.5", "b", "(3,)", "(3,)"]
    assert {"log", "×", "−", "0.6931", "1e−07"} <= set(written)


@pytest.mark.parametrize(("swept", "adjoints"), [(None, 5), (0, 0), (2, 2)])
def test_adjoints_appear_from_the_result_backwards(swept, adjoints):
    ax = Figure().subplots()
    computation_graph(ax, NODES, swept)
    assert len(texts(ax)) == 2 * len(NODES) + adjoints


def test_two_uses_of_one_parent_are_two_arrows():
    arrows = computation_graph(Figure().subplots(), [NODES[0], node("multiply", (0, 0), 1)])
    styles = {arrow.arrowprops["connectionstyle"] for arrow in arrows}
    assert len(arrows) == len(styles) == 2


def test_a_child_before_its_parent_is_named():
    with pytest.raises(ValueError, match=r"after their parents, got \(1,\) for node 0"):
        computation_graph(Figure().subplots(), [node("exp", (1,), 1), node("a", (), 0)])
