"""Chapter 8: the tape, against autograd, forward mode and closed forms."""

from __future__ import annotations

import runpy
from pathlib import Path

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from gradbook.differentiation import (
    Node,
    forward_hessian,
    forward_jacobian,
    hvp,
    jvp,
    reverse_gradient,
    value_and_gradient,
    vjp,
)

programs = runpy.run_path(str(Path(__file__).with_name("programs.py")))["programs"]


def close(computed, expected, tolerance=1e-10):
    """Within the tolerance times the largest entry; of 1, the size of the terms, if they cancel."""
    assert np.shape(computed) == np.shape(expected)
    scale = np.abs(expected).max(initial=1)
    np.testing.assert_allclose(computed, expected, rtol=0, atol=tolerance * scale)


@settings(deadline=None, max_examples=300)
@given(programs())
def test_random_programs_have_the_gradient_of_autograd(program):
    f = program.on(np)
    value, gradient = value_and_gradient(f)(program.point)
    assert value == f(program.point)
    close(gradient, autograd.grad(program.on(anp))(program.point))


@settings(deadline=None, max_examples=100)
@given(programs(scalar=False))
def test_the_pullback_is_the_transpose_of_the_jacobian(program):
    f = program.on(np)
    J = forward_jacobian(f)(program.point)
    value, pullback = vjp(f, program.point)
    w = np.cos(np.arange(value.size) + 1.0)
    close(pullback(w), J.T @ w)
    close(pullback(2 * w), 2 * J.T @ w)


@settings(deadline=None, max_examples=100)
@given(programs(most=6))
def test_hessian_products_agree_with_forward_over_forward_and_reverse_over_reverse(program):
    f, x = program.on(np), program.point
    v = np.sin(np.arange(x.size) + 1.0)
    expected = forward_hessian(f)(x) @ v
    close(hvp(f, x, v), expected, 1e-8)
    close(reverse_gradient(lambda y: reverse_gradient(f)(y) @ v)(x), expected, 1e-8)


OPERATIONS = {
    "batched matmul": lambda np, x: np.sum(np.sin(x.reshape(2, 1, 3, 2) @ x[:10].reshape(2, 5))),
    "vector times batch": lambda np, x: np.sum(np.sin(x[:3] @ x.reshape(2, 3, 2))),
    "batch times vector": lambda np, x: np.sum(np.sin(x.reshape(2, 2, 3) @ x[:3])),
    "batch broadcast to batch": lambda np, x: np.sum(
        np.sin(np.reshape(x, (2, 2, 3)) @ np.reshape(x[:6], (1, 3, 2)))
    ),
    "reductions over two axes": lambda np, x: np.sum(
        np.sum(np.sin(x.reshape(2, 3, 2)), axis=(0, 2)) * np.mean(x.reshape(3, 2, 2), axis=(1, 2))
    ),
    "extremes with ties": lambda np, x: np.max(np.stack([x[0], x[0], x[1]])) * np.min(x * x),
    "extremes along an axis": lambda np, x: np.sum(np.min(x.reshape(3, 4) ** 3, axis=0) ** 2),
    "an entry named twice": lambda np, x: np.sum(x[[1, 1, 2]] ** 2),
    "a mask": lambda np, x: np.sum(x[x > 0] ** 3),
    "new axes": lambda np, x: np.sum(np.exp(-((x[:, None] - x[None]) ** 2))),
    "squeezed and expanded": lambda np, x: np.sum(
        np.squeeze(np.expand_dims(x, 1) * 2, axis=1) ** 2
    ),
    "transposed": lambda np, x: np.sum(
        np.transpose(x.reshape(2, 3, 2), (2, 0, 1)) * np.arange(12.0).reshape(2, 2, 3)
    ),
    "concatenated from the end": lambda np, x: np.sum(
        np.concatenate([x.reshape(3, 4), np.ones((3, 2)), x.reshape(3, 4)], axis=-1)[:, 2:9] ** 2
    ),
    "a power of both": lambda np, x: np.sum(np.abs(x) ** x),
    "a power zero": lambda np, x: np.sum((x * 0) ** 0 + (x * 0) ** 1 + (x * 0) ** 2),
    "a loop": lambda np, x: sum((np.sin(t) * i for i, t in enumerate(x)), 0.0),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_has_the_gradient_of_autograd(name):
    x = np.random.default_rng(8).normal(size=12)
    f = OPERATIONS[name]
    ours = reverse_gradient(lambda x: f(np, x))(x)
    close(ours, autograd.grad(lambda x: f(anp, x))(x), 1e-13)


def test_axes_may_be_counted_from_the_end():
    """Autograd permutes the wrong way here."""
    _, pullback = vjp(lambda x: np.transpose(x, (-1, 0, 1)), np.zeros((2, 3, 4)))
    w = np.arange(24.0).reshape(4, 2, 3)
    np.testing.assert_array_equal(pullback(w), np.transpose(w, (1, 2, 0)))


def test_the_derivative_goes_along_with_operators_on_arrays_and_lists():
    x, A = np.array([1.0, 2.0]), np.array([[1.0, 2.0], [3.0, 4.0]])
    for f in (
        lambda x: np.sum(A @ x),
        lambda x: np.sum(x @ A.T),
        lambda x: np.sum([[1.0, 2.0], [3.0, 4.0]] @ x),
        lambda x: x @ [4.0, 6.0],
    ):
        np.testing.assert_array_equal(reverse_gradient(f)(x), [4.0, 6.0])
    assert reverse_gradient(lambda x: 3.0 - 2 / x)(2.0) == 0.5


def test_a_program_that_adds_in_place_leaves_its_input_alone():
    def f(x):
        x += 1.0
        x *= x
        return np.sum(x)

    x = np.array([1.0, 2.0])
    np.testing.assert_array_equal(reverse_gradient(f)(x), [4.0, 6.0])
    np.testing.assert_array_equal(x, [1.0, 2.0])


def test_paths_add_up():
    """Chapter 8, E8.5: one path only would give 1, 3 or 4."""
    assert reverse_gradient(lambda x: x * x + x)(3.0) == 7.0


def test_structures_of_parameters_come_back_in_their_structure():
    def loss(model):
        hidden = np.tanh(model["layers"][0][0] @ np.ones(3) + model["layers"][0][1])
        return np.sum(hidden) * model["scale"] + model["unused"][1]

    rng = np.random.default_rng(1)
    W, b = rng.normal(size=(2, 3)), rng.normal(size=2)
    model = {"layers": [(W, b)], "scale": 2.0, "unused": [1.0, 5.0], "never": np.ones((2, 2))}
    value, slopes = value_and_gradient(loss)(model)
    assert list(slopes) == list(model)
    assert isinstance(slopes["layers"], list)
    assert isinstance(slopes["layers"][0], tuple)
    db = 2 / np.cosh(W @ np.ones(3) + b) ** 2
    close(slopes["layers"][0][1], db, 1e-14)
    close(slopes["layers"][0][0], np.outer(db, np.ones(3)), 1e-14)
    assert slopes["scale"] == (value - 5) / 2
    np.testing.assert_array_equal(slopes["unused"], [0, 1])
    np.testing.assert_array_equal(slopes["never"], np.zeros((2, 2)))


def test_gradients_are_arrays_of_their_own():
    x = {"a": np.ones(3), "b": np.ones(3)}
    slopes = reverse_gradient(lambda x: np.sum((x["a"] + x["b"]) ** 2))(x)
    slopes["a"][0] = 5.0
    np.testing.assert_array_equal(slopes["b"], [4.0, 4.0, 4.0])
    w = np.ones(3)
    _, pullback = vjp(lambda x: +x, np.zeros(3))
    pullback(w)[0] = 5.0
    np.testing.assert_array_equal(w, np.ones(3))


@pytest.mark.parametrize(
    "f", [lambda x: 3.0, lambda x: np.ones(3) @ np.ones(3), lambda x: x.shape[0]]
)
def test_a_function_that_ignores_x_has_the_gradient_zero(f):
    value, gradient = value_and_gradient(f)(np.ones((2, 3)))
    assert value == f(np.ones((2, 3)))
    np.testing.assert_array_equal(gradient, np.zeros((2, 3)))


def test_a_derivative_inside_a_derivative_does_not_take_the_variables_for_one_another():
    """The inner slope is 1, so the outer function is x, with the slope 1 and not 2."""

    def f(x):
        return x * reverse_gradient(lambda y: x + y)(1.0)

    assert reverse_gradient(f)(2.0) == 1.0
    assert jvp(f, 2.0, 1.0) == (2.0, 1.0)


def test_integers_count_as_numbers():
    gradient = reverse_gradient(lambda x: np.sum(x**2))(np.array([1, 2]))
    assert gradient.dtype == np.float64
    np.testing.assert_array_equal(gradient, [2.0, 4.0])


def test_the_pullback_can_be_called_again():
    _, pullback = vjp(lambda x: np.stack([x[0] * x[1], x[0]]), [2.0, 5.0])
    rows = [pullback(row) for row in np.eye(2)]
    np.testing.assert_array_equal(rows, [[5.0, 2.0], [1.0, 0.0]])


def test_a_kink_follows_the_convention():
    assert reverse_gradient(np.abs)(0.0) == 0.0
    assert reverse_gradient(lambda x: np.maximum(x, 0.0))(0.0) == 0.5
    assert reverse_gradient(lambda x: np.where(x > 0, x, 0.0))(0.0) == 0.0


@settings(deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=1, max_size=6))
def test_slopes_of_the_largest_entry_add_up_to_one(entries):
    gradient = reverse_gradient(np.max)(np.array(entries, dtype=float))
    assert gradient.sum() == pytest.approx(1.0)
    assert (gradient[np.array(entries) < max(entries)] == 0).all()


def test_node_says_what_it_is():
    assert repr(Node(np.float64(2.0), "x", (), lambda g: (), 0)) == "Node(x, 2.0)"
    assert bool(Node(np.float64(2.0), "x", (), lambda g: (), 0))
    assert len(Node(np.ones(3), "x", (), lambda g: (), 0)) == 3


@pytest.mark.parametrize(
    ("f", "message"),
    [
        (lambda x: np.sum(np.sort(x)), "numpy.sort has no rule on the tape"),
        (lambda x: np.sum(np.cosh(x)), "numpy.cosh has no rule on the tape"),
        (lambda x: np.linalg.norm(x), "numpy.linalg.norm has no rule on the tape"),
        (lambda x: np.add.reduce(x), "numpy.add.reduce has no rule on the tape"),
        (lambda x: np.sum(x, dtype=float), "numpy.sum with dtype= has no rule on the tape"),
        (lambda x: np.sum(np.exp(x, out=np.ones(2))), "numpy.exp with out= has no rule"),
        (lambda x: np.where(x), "numpy.where with 1 arguments has no rule on the tape"),
        (lambda x: float(x[0]), "would lose the derivative of a Node; use x.value"),
        (lambda x: np.sum(np.array([x[0], x[1]])), "use x.value, and np.stack"),
        (lambda x: x.__setitem__(0, 1.0), "entries of a Node cannot be assigned"),
    ],
)
def test_what_has_no_rule_is_refused_by_name(f, message):
    with pytest.raises(TypeError, match=message):
        reverse_gradient(f)(np.array([2.0, 1.0]))


@pytest.mark.parametrize(
    ("f", "x", "message"),
    [
        (lambda x: x * 2, np.ones(3), r"f must return one number, got the shape \(3,\)"),
        (lambda x: None, np.ones(3), r"f\(x\) must hold real numbers, got the type object"),
        (np.sum, [1.0, np.nan], "x must be finite, got"),
        (np.sum, {"W": np.array([np.inf])}, r"x\['W'\] must be finite, got"),
        (np.sum, [np.ones(2), [1j]], r"x\[1\] must hold real numbers, got the type complex"),
        (np.sum, "x", "x must hold real numbers"),
        (np.sum, [[1.0], [1.0, 2.0]], "x must be an array of numbers, but its rows differ"),
    ],
)
def test_bad_input_is_named(f, x, message):
    with pytest.raises(ValueError, match=message):
        reverse_gradient(f)(x)


def test_a_weight_of_another_shape_is_named():
    _, pullback = vjp(lambda x: x * 2, np.ones(3))
    with pytest.raises(ValueError, match=r"w must have the shape of f\(x\), \(3,\), got \(2,\)"):
        pullback(np.ones(2))


def test_a_node_that_escapes_its_derivative_is_noticed():
    kept = []
    vjp(lambda x: kept.append(x) or x, 1.0)
    assert reverse_gradient(lambda x: kept[0] * 2)(1.0) == 0  # older: a constant

    def f(x):
        vjp(lambda y: kept.append(y) or y, 1.0)
        return kept[-1] * x

    with pytest.raises(ValueError, match="got a Node of another derivative"):
        reverse_gradient(f)(1.0)
