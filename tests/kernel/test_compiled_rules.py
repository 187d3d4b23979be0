"""The same numbers compiled, bit for bit, over random arguments."""

import importlib
import inspect
import struct
from pathlib import Path

import numba
import numpy as np
import pytest
from numba.extending import register_jitable

import sim.kernel.rules
from sim.kernel import chance
from sim.kernel.rules import war_value

NEVER_COMPILED = {"subject_hash", "seed_words"}
NAMES = sorted(
    path.stem
    for path in Path(sim.kernel.rules.__file__).parent.glob("*.py")
    if path.stem != "__init__"
)
MODULES = [chance, *(importlib.import_module(f"sim.kernel.rules.{name}") for name in NAMES)]
FUNCTIONS = {
    f"{module.__name__.removeprefix('sim.kernel.')}.{name}": function
    for module in MODULES
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__ and name not in NEVER_COMPILED
}
SCALAR = [  # the chain and its elimination take arrays: below
    name
    for name, function in FUNCTIONS.items()
    if war_value.Vector not in function.__annotations__.values()
]
CASES = 300


@pytest.fixture(scope="module", autouse=True)
def registered():
    for function in FUNCTIONS.values():
        register_jitable(function)


def bits(value):
    if isinstance(value, tuple):
        return tuple(bits(part) for part in value)
    if isinstance(value, float):
        return struct.pack("<d", value)
    return value


def draw(parameter, rng):
    """A random argument by the name and the type of its parameter."""
    if parameter.annotation is bool:
        return bool(rng.random() < 0.5)
    if parameter.annotation is int:
        wide = parameter.name in {"c0", "c1", "c2", "c3", "k0", "k1", "key0", "key1", "subject"}
        return int(rng.integers(0, 2**32)) if wide else int(rng.integers(-2, 12))
    assert parameter.annotation is float, parameter
    if parameter.name == "u":
        return float(rng.random()) * 0.999999 + 5e-7
    return float(rng.choice([rng.random(), rng.normal(), rng.normal() * 1000.0, 0.0, 1.0]))


def arguments(function, rng):
    return [draw(parameter, rng) for parameter in inspect.signature(function).parameters.values()]


@pytest.mark.parametrize("name", SCALAR)
def test_compiled_equals_plain(name):
    function = FUNCTIONS[name]
    compiled = numba.njit(function)
    rng = np.random.default_rng(len(name))
    for _ in range(CASES):
        values = arguments(function, rng)
        assert bits(compiled(*values)) == bits(function(*values)), values
    assert len(compiled.signatures) == 1  # every argument keeps one type


def test_the_compiled_chain_equals_the_plain_one():
    compiled = numba.njit(war_value.chain)
    rng = np.random.default_rng(5)
    for _ in range(CASES):
        size = int(rng.integers(2, 12))
        up, down, worth, other = rng.random((4, size)) * (rng.random((4, size)) < 0.8)
        stop = float(rng.random() * (rng.random() < 0.5))
        ends = bool(rng.random() < 0.5), bool(rng.random() < 0.5)
        line, work = int(rng.integers(0, size)), np.zeros((4, size))
        values = (up, down, stop, worth, other, *ends, line, work)
        assert bits(compiled(*values)) == bits(war_value.chain(*values))
