"""What `import sim` promises, and that it is quick."""

import subprocess
import sys

import pytest

import sim

HEAVY = ("mesa", "numpy", "pandas", "pydantic", "matplotlib", "numba")


def test_every_public_name_is_there():
    assert sorted(sim.__all__) == sim.__all__
    for name in sim.__all__:
        assert getattr(sim, name).__name__ == name
    assert set(sim.__all__) <= set(dir(sim))


def test_other_names_are_refused():
    with pytest.raises(AttributeError, match="no attribute 'simulat'"):
        _ = sim.simulat


def test_importing_it_imports_nothing_heavy():
    code = f"import sim, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
