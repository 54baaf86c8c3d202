"""What is on the tape: the graph, and what the gradient costs in operations."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from gradbook.differentiation import operation_count, reverse_gradient, trace_graph

programs = runpy.run_path(str(Path(__file__).with_name("programs.py")))["programs"]


def test_the_graph_of_a_worked_example():
    """Baydin's example: ln(a) + a b - sin(b) at (2, 5)."""
    graph = trace_graph(
        lambda x: np.log(x["a"]) + x["a"] * x["b"] - np.sin(x["b"]), {"a": 2.0, "b": 5.0}
    )
    assert [node.name for node in graph] == ["a", "b", "log", "multiply", "add", "sin", "subtract"]
    assert [node.parents for node in graph] == [(), (), (0,), (0, 1), (2, 3), (1,), (4, 5)]
    assert [node.depth for node in graph] == [0, 0, 1, 1, 2, 1, 3]
    assert graph[-1].adjoint == 1
    assert graph[5].adjoint == -1
    np.testing.assert_allclose(graph[-1].value, 11.652071, atol=1e-6)
    np.testing.assert_allclose([graph[0].adjoint, graph[1].adjoint], [5.5, 1.716338], atol=1e-6)


@settings(deadline=None, max_examples=50)
@given(programs())
def test_graphs_have_parents_before_children_and_the_gradient_at_the_input(program):
    f, x = program.on(np), program.point
    if not reverse_gradient(f)(x).any():
        return
    graph = trace_graph(f, x)
    for i, node in enumerate(graph):
        assert all(j < i for j in node.parents)
        assert node.depth == max((graph[j].depth + 1 for j in node.parents), default=0)
        assert np.shape(node.adjoint) == np.shape(node.value)
    assert graph[-1].value == f(x)
    np.testing.assert_array_equal(graph[0].adjoint, reverse_gradient(f)(x))


def test_operations_are_counted():
    A = np.ones((4, 3))
    assert operation_count(lambda x: np.sum(A @ x), np.ones(3)).value == 4 * 5 + 3
    assert operation_count(lambda x: np.mean(np.exp(x[:2]) * 2), np.ones(3)).value == 2 + 2 + 2
    assert operation_count(lambda x: x[0] * x[1], np.ones(2)) == (1, 1 + 2 + 2)
    assert operation_count(lambda x: x[0] * x[1], np.ones(2)).ratio == 5.0


def test_the_gradient_costs_at_most_five_values():
    """Chapter 8, S2, for operations + - * / exp log sin cos of whole arrays."""

    def f(x):
        y = np.sin(x[1:]) * x[:-1] + np.exp(-x[1:]) / (2.0 + np.cos(x[:-1]))
        return np.sum(y * y)

    ratios = [operation_count(f, np.linspace(0, 1, n)).ratio for n in (10, 100, 10**4, 10**5)]
    assert max(ratios) <= 5
    assert max(ratios) / min(ratios) < 1.1


@pytest.mark.parametrize("trace", [trace_graph, operation_count])
@pytest.mark.parametrize(
    ("f", "given"), [(lambda x: 3.0, "one that does not"), (np.sin, r"the shape \(2,\)")]
)
def test_only_one_number_that_depends_on_x_has_a_graph(trace, f, given):
    with pytest.raises(ValueError, match=f"one number that depends on x, got {given}"):
        trace(f, np.ones(2))
