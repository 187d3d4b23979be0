"""The kernel compiled from outside: its functions are registered with numba as they stand.

numba does not notice that a function called by a cached one was edited. So the cache lies in a
folder of its own, named by a hash of all kernel sources and of the versions that matter.
"""

import functools
import hashlib
import importlib
import inspect
import os
import pkgutil
import sys
from pathlib import Path
from types import FunctionType, ModuleType

import llvmlite
import numba
import numpy as np
from numba.extending import register_jitable
from platformdirs import user_cache_path

import sim.kernel

NOT_COMPILED = {"subject_hash", "seed_words", "record", "copy_world"}  # used by `build` only
OURS_ALONE = 0o700


def kernel_modules() -> list[ModuleType]:
    """Every module below `sim.kernel`."""
    found = pkgutil.walk_packages(sim.kernel.__path__, "sim.kernel.")
    return [importlib.import_module(module.name) for module in found]


def kernel_functions() -> list[FunctionType]:
    """Every function of the kernel that a step may call."""
    return [
        function
        for module in kernel_modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and name not in NOT_COMPILED
    ]


def fingerprint() -> str:
    """A hash of every kernel source, of the compiled loop, and of the versions that matter."""
    digest = hashlib.blake2b(digest_size=12)
    versions = (sys.version, np.__version__, numba.__version__, llvmlite.__version__)
    digest.update(repr(versions).encode())
    here = Path(__file__).parent
    sources = sorted(Path(sim.kernel.__path__[0]).rglob("*.py"))
    for path in [*sources, here / "compiling.py", here / "loop.py", here / "handles.py"]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def cache_folder() -> Path | None:
    """The folder of this kernel's compiled code, the user's alone; None if it cannot be written."""
    base = os.environ.get("SIM_CACHE_DIR")
    root = Path(base) if base else user_cache_path("ceasefire-sim")
    folder = root / fingerprint()
    try:
        folder.mkdir(mode=OURS_ALONE, parents=True, exist_ok=True)
        owner = folder.stat()
        if hasattr(os, "getuid") and owner.st_uid != os.getuid():
            return None
        folder.chmod(OURS_ALONE)
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        return None
    return folder


@functools.cache
def register() -> Path | None:
    """Register the kernel with numba, once per process; returns the folder of the cache, if any."""
    importlib.import_module("sim.engines.handles")
    folder = cache_folder()
    if folder is not None:
        vars(numba.config)["CACHE_DIR"] = str(folder)
    for function in kernel_functions():
        register_jitable(function)
    return folder
