"""Chapter 7: dual numbers, against closed forms, 50 digits and autograd, and what they refuse."""

from __future__ import annotations

import json
import math
import operator
import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import autograd
import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
from hypothesis import given, settings

from gradbook.differentiation import (
    Dual,
    central_hessian,
    forward_gradient,
    forward_hessian,
    forward_jacobian,
    jvp,
)

programs = runpy.run_path(str(Path(__file__).with_name("programs.py")))["programs"]
TWENTY = json.loads(
    (Path(__file__).parents[2] / "docs/differentiation/twenty.json").read_text(encoding="utf-8")
)
EXACT = SimpleNamespace(
    exp=mpmath.exp,
    expm1=mpmath.expm1,
    log=mpmath.log,
    log1p=mpmath.log1p,
    sqrt=mpmath.sqrt,
    sin=mpmath.sin,
    cos=mpmath.cos,
    tan=mpmath.tan,
    tanh=mpmath.tanh,
    arctan=mpmath.atan,
    abs=abs,
    square=lambda x: x * x,
    maximum=max,
    where=lambda condition, a, b: a if condition else b,
)


def slope(f, x):
    return jvp(f, x, 1.0)[1]


def close(computed, expected):
    """Within 1e-10 of the largest entry; of 1, the size of the terms, where they cancel."""
    scale = np.abs(expected).max(initial=1)
    np.testing.assert_allclose(computed, expected, rtol=0, atol=1e-10 * scale)


def rosenbrock(x):
    return 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2


@settings(deadline=None, max_examples=200)
@given(programs())
def test_random_programs_have_the_gradient_of_autograd(program):
    f = program.on(np)
    gradient = forward_gradient(f)(program.point)
    close(gradient, autograd.grad(program.on(anp))(program.point))
    value, along = jvp(f, program.point, np.ones(len(program.x)))
    assert value == f(program.point)
    close(along, gradient.sum())


@settings(deadline=None, max_examples=100)
@given(programs(scalar=False))
def test_random_programs_have_the_jacobian_of_autograd(program):
    J = forward_jacobian(program.on(np))(program.point)
    close(J, autograd.jacobian(program.on(anp))(program.point))


@pytest.mark.filterwarnings("ignore:Output seems independent of input:UserWarning")
@settings(deadline=None, max_examples=50)
@given(programs(most=6))
def test_random_programs_have_the_hessian_of_autograd(program):
    H = forward_hessian(program.on(np))(program.point)
    close(H, H.T)
    gradient = autograd.grad(program.on(anp))
    v = np.cos(np.arange(len(program.x)))
    close(H @ v, autograd.grad(lambda x: anp.dot(gradient(x), v))(program.point))


@pytest.mark.parametrize("name", TWENTY["functions"])
def test_twenty_functions_are_right_to_4_units_of_the_last_place(name):
    """E7.2: the recorded derivatives are right to 50 digits, and forward mode is near them."""
    record = TWENTY["functions"][name]
    code = record["code"]
    for x, recorded, jax in zip(TWENTY["points"], record["exact"], record["jax"], strict=True):
        with mpmath.workdps(60):
            parts = re.sub(r"\b1\.7\b", "mpf(1.7)", code)
            names = {"np": EXACT, "mpf": mpmath.mpf}
            exact = mpmath.diff(lambda t: eval(parts, {**names, "x": t}), mpmath.mpf(x))  # noqa: B023
            assert float(exact) == recorded
        computed = slope(lambda t: eval(code, {"np": np, "x": t}), x)
        ulp = np.spacing(abs(recorded))
        assert abs(computed - recorded) <= 4 * ulp
        if name != "tanh":  # JAX's own is off by 12
            assert abs(computed - jax) <= 4 * ulp


def test_baydins_example():
    """E7.1: the value and both partial derivatives that the survey prints."""

    def f(x):
        return np.log(x[0]) + x[0] * x[1] - np.sin(x[1])

    value, along = jvp(f, [2.0, 5.0], [1.0, 0.0])
    assert value == pytest.approx(11.652071, abs=5e-7)
    assert along == 5.5
    np.testing.assert_allclose(forward_gradient(f)([2, 5]), [5.5, 2 - math.cos(5)], rtol=1e-15)


def test_chapter_7_s1_polynomials():
    value, along = jvp(lambda x: x**2 + 2 * x, 3.0, 1.0)
    assert (value, along) == (15, 8)


@pytest.mark.parametrize(
    ("derivative", "x", "expected"),
    [
        (lambda x: x**0, 0.0, 0.0),
        (lambda x: x**1, 0.0, 1.0),
        (lambda x: 0.0**x, 2.0, 0.0),
        (np.tanh, 400.0, 0.0),
        (np.tanh, -15.0, 1 / math.cosh(15) ** 2),
        (np.expm1, -40.0, math.exp(-40)),
        (np.log1p, 1e-20, 1.0),
        (lambda x: np.log1p(np.exp(x)), -40.0, 1 / (1 + math.exp(40))),
        (np.sign, 0.3, 0.0),
        (np.abs, -0.3, -1.0),
        (lambda x: +x, 2.0, 1.0),
        (lambda x: np.where(x, x, 1.0), 2.0, 1.0),
    ],
)
def test_values_that_naive_rules_lose(derivative, x, expected):
    assert slope(derivative, x) == pytest.approx(expected, rel=1e-14, abs=0)


@pytest.mark.parametrize(
    ("f", "expected"),
    [
        (np.abs, 0),
        (lambda x: np.maximum(x, 0), 0.5),
        (lambda x: np.minimum(x, 2 * x), 1.5),
        (lambda x: np.max(np.stack([x, 2 * x, -1.0])), 1.5),
        (lambda x: np.min(np.stack([x, 3 * x])), 2),
        (lambda x: np.where(x > 0, x, 0.0), 0),
    ],
)
def test_chapter_7_s5_the_convention_at_a_kink(f, expected):
    assert slope(f, 0.0) == expected


def test_chapter_7_s5_the_derivative_is_that_of_the_branch():
    def f(x):
        return 1.0 if x == 1 else x**2

    assert jvp(f, 1.0, 1.0) == (1, 0)
    assert jvp(f, 2.0, 1.0) == (4, 4)


def test_broadcasting_in_where():
    c = np.array([[True], [False]])
    y, dy = jvp(lambda x: np.where(c, x, x[0]), [1.0, 2.0], [3.0, 4.0])
    np.testing.assert_array_equal(y, [[1, 2], [1, 1]])
    np.testing.assert_array_equal(dy, [[3, 4], [3, 3]])


@pytest.mark.parametrize(
    "f",
    [
        lambda x: x.T,
        lambda x: x.transpose(1, 0),
        lambda x: x.transpose((1, 0)),
        lambda x: x.reshape(3, 2),
        lambda x: x.reshape((3, 2)),
        lambda x: x.ravel(),
        lambda x: x.sum(axis=0),
        lambda x: x.mean(axis=1, keepdims=True),
        lambda x: np.sum(x, 1),
        lambda x: np.sum(x, axis=(0, 1)),
        lambda x: np.squeeze(x[:, :1], axis=1),
        lambda x: np.expand_dims(x, 0),
        lambda x: x[..., None],
        lambda x: x[np.array([[True, False, True], [False, True, False]])],
        lambda x: np.stack([x[0], np.zeros(3)]),
        lambda x: np.concatenate([np.ones((1, 3)), x]) - np.concatenate([np.ones((1, 3)), 0 * x]),
        lambda x: np.stack([row * 2 for row in x]),
        lambda x: 0 + sum(x),
        lambda x: x + np.zeros((4, 2, 3)),
    ],
)
def test_linear_operations_do_to_the_tangent_what_they_do_to_the_value(f):
    x = np.arange(6.0).reshape(2, 3)
    _, dy = jvp(f, x, x)
    expected = f(x)
    if expected.shape == (2, 3) and (expected[1] == 0).all():  # the stack with zeros
        expected[1] = 0
    np.testing.assert_array_equal(dy, expected)


@pytest.mark.parametrize("method", ["max", "min"])
@pytest.mark.parametrize("axis", [None, 0, 1, (0, 1)])
@pytest.mark.parametrize("keepdims", [False, True])
def test_extremes_carry_the_tangent_of_the_entry(method, axis, keepdims):
    x = np.array([[3.0, 1.0, 2.0], [0.0, 4.0, 5.0]])
    v = 10 * x + 7  # increasing with x, so that both take the same entry
    y, dy = jvp(lambda t: getattr(t, method)(axis=axis, keepdims=keepdims), x, v)
    expected = getattr(np, method)(x, axis=axis, keepdims=keepdims)
    np.testing.assert_array_equal(y, expected)
    np.testing.assert_array_equal(dy, 10 * expected + 7)


def test_matrix_products():
    rng = np.random.default_rng(3)
    A, dA, B, dB = rng.normal(size=(4, 3, 3))
    _, product = jvp(lambda t: (A + t * dA) @ (B + t * dB), 0.0, 1.0)
    np.testing.assert_allclose(product, dA @ B + A @ dB, rtol=1e-13)


@pytest.mark.parametrize(
    "update", [operator.iadd, operator.isub, operator.imul, operator.itruediv, operator.ipow]
)
def test_updates_in_place_make_a_new_array(update):
    def f(x):
        before = x[0]
        y = update(x[0], x[1])
        assert before is not y
        assert before.value == 2
        return y

    def plain(x):
        return {
            operator.iadd: x[0] + x[1],
            operator.isub: x[0] - x[1],
            operator.imul: x[0] * x[1],
            operator.itruediv: x[0] / x[1],
            operator.ipow: x[0] ** x[1],
        }[update]

    x = [2.0, 3.0]
    np.testing.assert_allclose(forward_gradient(f)(x), autograd.grad(plain)(np.array(x)))


def test_second_derivatives():
    np.testing.assert_array_equal(
        forward_hessian(rosenbrock)([-1.2, 1.0]), [[1330, 480], [480, 200]]
    )
    curvature = jvp(lambda t: jvp(np.exp, t, 1.0)[1], 0.3, 1.0)[1]
    assert curvature == math.exp(0.3)
    v = np.array([0.6, -0.8])
    Hv = jvp(forward_gradient(rosenbrock), [1.0, 1.0], v)[1]
    np.testing.assert_allclose(Hv, [802 * 0.6 + 320, -240 - 160], rtol=1e-14)
    x = np.array([0.3, -0.4])
    third = forward_jacobian(lambda x: np.reshape(forward_hessian(rosenbrock)(x), -1))(x)
    np.testing.assert_allclose(
        third, [[2400 * 0.3, -400], [-400, 0], [-400, 0], [0, 0]], atol=1e-12
    )
    np.testing.assert_allclose(
        forward_hessian(rosenbrock)(x), central_hessian(forward_gradient(rosenbrock))(x), rtol=1e-8
    )


def test_perturbations_are_not_confused():
    """The derivative of x (d/dy (x + y)) is 1; confused perturbations make it 2."""
    assert slope(lambda x: x * slope(lambda y: x + y, 1.0), 1.0) == 1
    assert slope(lambda x: slope(lambda y: x * y, 2.0), 3.0) == 1
    assert slope(lambda x: slope(lambda y: x * y * y, x), 3.0) == 2 * 2 * 3
    assert slope(lambda x: x * slope(lambda y: 5.0, x), 3.0) == 0
    by_hand = Dual(2.0, 1.0)
    value, along = jvp(lambda y: by_hand * y, 3.0, 1.0)
    assert (value.value, value.tangent, along.value, along.tangent) == (6, 3, 2, 1)


def test_a_dual_of_another_derivative_cannot_be_returned():
    escaped = []
    slope(lambda y: escaped.append(y) or y, 1.0)
    assert jvp(lambda x: slope(lambda y: x * y, 1.0), 2.0, 1.0) == (2, 1)

    def outer(x):
        slope(lambda y: escaped.append(y * x) or y, 1.0)
        return escaped[-1]

    with pytest.raises(ValueError, match="f must return what follows from x, got a Dual of"):
        jvp(outer, 2.0, 1.0)


def test_meshes():
    gradient = forward_gradient(lambda x: np.sin(x[..., 0]) * x[..., 1] ** 2)
    mesh = np.random.default_rng(4).uniform(1, 2, size=(4, 5, 2))
    s, c, t = np.sin(mesh[..., 0]), np.cos(mesh[..., 0]), mesh[..., 1]
    np.testing.assert_allclose(gradient(mesh), np.stack([c * t**2, 2 * s * t], -1), rtol=1e-15)


def test_comparisons_are_of_the_values():
    x = Dual([1.0, 2.0], [3.0, 3.0])
    assert [*(x < 2), *(x >= 2), *(x == 1), *(x != 1)] == [1, 0, 0, 1, 1, 0, 0, 1]
    assert bool(x[0]) is True
    assert bool(Dual(0.0, 1.0)) is False
    assert max(x, key=lambda entry: entry).value == 2
    np.testing.assert_array_equal(np.isfinite(x), [True, True])


def test_shapes():
    x = Dual(np.zeros((2, 3)), np.ones((2, 3)))
    assert (x.shape, x.ndim, x.size, len(x)) == ((2, 3), 2, 6, 2)
    assert (np.shape(x), np.ndim(x), np.size(x)) == ((2, 3), 2, 6)
    assert type(np.zeros_like(x)) is np.ndarray


def test_representation():
    assert repr(Dual(15, 8)) == "Dual(15.0, 8.0)"
    assert repr(2 * Dual([1, 2], [0, 1])) == "Dual([2. 4.], [0. 2.])"


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        (lambda x: np.prod(x), r"^numpy\.prod has no rule for a Dual$"),
        (lambda x: np.linalg.norm(x), r"^numpy\.linalg\.norm has no rule"),
        (lambda x: np.einsum("i,i", x, x), r"^numpy\.einsum has no rule"),
        (lambda x: np.arcsin(x), r"^numpy\.arcsin has no rule"),
        (lambda x: x // 2, r"^numpy\.floor_divide has no rule"),
        (lambda x: np.add.reduce(x), r"^numpy\.add\.reduce has no rule"),
        (lambda x: np.where(x), r"^numpy\.where with 1 arguments has no rule"),
        (lambda x: np.sum(x, dtype=int), r"^numpy\.sum with dtype= has no rule"),
        (lambda x: np.sum(x, initial=1.0), r"^numpy\.sum with initial= has no rule"),
        (lambda x: np.sum(x, 0, float), r"^numpy\.sum with 3 arguments has no rule"),
        (lambda x: np.sin(x, where=[True, False]), r"^numpy\.sin with where= has no rule"),
        (lambda x: np.add(x, 1, out=np.ones(2)), r"^numpy\.add with out= has no rule"),
        (lambda x: np.asarray(x), r"would lose the tangent of a Dual; use x\.value"),
        (lambda x: np.array([x[0], x[1]]), r"np\.stack\(\[\.\.\.\]\) for np\.array"),
        (lambda x: math.exp(x[0]), r"^float\(x\) would lose the tangent .* np\.exp for math\.exp"),
        (lambda x: float(x[0]), r"^float\(x\) would lose the tangent"),
        (lambda x: int(x[0]), "int"),
        (lambda x: complex(x[0]), "float"),
        (lambda x: len(x[0]), "has no len"),
        (lambda x: [*x[0]], "has no len"),
        (lambda x: operator.setitem(x, 0, 1.0), "does not support item assignment"),
        (lambda x: hash(x), "unhashable"),
    ],
)
def test_what_has_no_rule_is_refused_by_name(operation, message):
    with pytest.raises(TypeError, match=message):
        operation(Dual([1.0, 2.0], [1.0, 0.0]))


def test_entries_of_an_ordinary_array_cannot_hold_a_tangent():
    def f(x):
        y = np.zeros(2)
        y[0] = x[0]
        return y

    with pytest.raises((TypeError, ValueError)) as refusal:
        jvp(f, [1.0, 2.0], [1.0, 0.0])
    assert "would lose the tangent" in str(refusal.value.__cause__ or refusal.value)


def test_other_types_may_answer():
    """A type that overrides NumPy's functions itself is asked when a dual does not know it."""

    class Other:
        def __array_ufunc__(self, *_, **__):
            return "elementwise"

        def __array_function__(self, *_, **__):
            return "function"

    x = Dual(1.0, 1.0)
    assert x * Other() == "elementwise"
    assert np.stack([x, Other()]) == "function"


@pytest.mark.parametrize(
    ("value", "tangent", "message"),
    [
        ([1.0, 2.0], 1.0, r"tangent must have the shape of value, \(2,\), got the shape \(\)"),
        ("one", 1.0, "value must hold real numbers, got the type <U3"),
        (1.0, 1j, "tangent must hold real numbers, got the type complex128"),
        (Dual(1.0, 1.0), 1.0, "value must be of a level below 0, got a Dual of level 0"),
        (1.0, Dual(1.0, 1.0), "tangent must be of a level below 0, got a Dual of level 0"),
    ],
)
def test_bad_components(value, tangent, message):
    with pytest.raises(ValueError, match=message):
        Dual(value, tangent)


@pytest.mark.parametrize(
    ("x", "v", "message"),
    [
        ([1.0, np.nan], [1.0, 0.0], r"x must be finite, got \[ 1\. nan\]"),
        ([1.0, 2.0], [np.inf, 0.0], r"v must be finite, got \[inf  0\.\]"),
        ([1.0, 2.0], 1.0, r"v must have the shape of x, \(2,\), got the shape \(\)"),
        ([1.0, 2.0], [1.0], r"v must have the shape of x, \(2,\), got the shape \(1,\)"),
        ([1.0 + 1j, 2.0], [1.0, 0.0], "x must hold real numbers, got the type complex128"),
        ("x", [1.0], "x must hold real numbers, got the type <U1"),
        ([[1.0], [1.0, 2.0]], [1.0], "x must be an array of numbers, but its rows differ"),
    ],
)
def test_bad_points_and_directions(x, v, message):
    with pytest.raises(ValueError, match=message):
        jvp(np.sin, x, v)


def test_whole_numbers_become_floats():
    value, along = jvp(lambda x: x**2, np.array([1, 2, 3]), np.array([1, 0, 1]))
    assert value.dtype == along.dtype == np.float64
    np.testing.assert_array_equal(along, [2, 0, 6])
    np.testing.assert_array_equal(forward_gradient(lambda x: x[0] / x[1])([1, 2]), [0.5, -0.25])


def test_constants_have_no_tangent():
    value, along = jvp(lambda x: 3, [1.0, 2.0], [1.0, 1.0])
    assert (value, along) == (3, 0)
    np.testing.assert_array_equal(jvp(lambda x: np.ones(4), 1.0, 1.0)[1], np.zeros(4))


@pytest.mark.parametrize(
    ("f", "error", "message"),
    [
        (lambda x: None, ValueError, r"f\(x\) must hold real numbers, got the type object"),
        (lambda x: [x[0], x[1]], TypeError, r"np\.stack\(\[\.\.\.\]\) for np\.array"),
        (lambda x: 1j, ValueError, r"f\(x\) must hold real numbers, got the type complex128"),
    ],
)
def test_bad_results(f, error, message):
    with pytest.raises(error, match=message):
        jvp(f, [1.0, 2.0], [1.0, 0.0])


def test_bad_functions_of_points():
    with pytest.raises(ValueError, match=r"f must return one number .* got the shape \(2,\)"):
        forward_gradient(np.sin)([1.0, 2.0])
    with pytest.raises(ValueError, match=r"f must return a vector, .* got the shape \(\)"):
        forward_jacobian(np.sum)([1.0, 2.0])
    with pytest.raises(ValueError, match=r"f must return one number .* got the shape \(2,\)"):
        forward_hessian(np.sin)([1.0, 2.0])
    for derivative in (forward_gradient, forward_jacobian, forward_hessian):
        for x in (1.0, np.zeros(0), np.zeros((3, 0))):
            with pytest.raises(ValueError, match="x must have at least one coordinate"):
                derivative(np.sum)(x)
        with pytest.raises(ValueError, match="x must be finite, got"):
            derivative(np.sum)([1.0, np.nan])
    for derivative in (forward_jacobian, forward_hessian):
        with pytest.raises(ValueError, match=r"x must be one point, .* got \(2, 2\)"):
            derivative(lambda x: np.sum(x, axis=-1))(np.ones((2, 2)))
