"""Clusters that fail, and Ctrl-C: `sim sweep --dask` says one thing, and loses nothing."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from sim.scenario import ScenarioError
from sim.studies.dask_connect import connected
from sim.studies.sweep import sweep
from sim.studies.swept import read_sweep

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:unclosed.*:ResourceWarning:distributed"),
    pytest.mark.skipif(os.name == "nt", reason="signals and terminals of POSIX"),
]

ROOT = Path(__file__).resolve().parents[2]
LONGEST_WAIT = 120.0  # seconds
STUDY = """\
[study]
scenario = "tiny-war.toml"
design = "grid"
replicates = 100
seed = 3
[vary]
"belligerents.south.strength" = [0.9, 1.1, 1.4]
"""
KEPT = "What was finished is kept; the same command goes on from there"
# A program that makes a terminal its own, so that Ctrl-C typed there reaches it, then another one.
AT_TERMINAL = """\
import os, sys
os.login_tty(os.open(sys.argv[1], os.O_RDWR))
os.execv(sys.argv[2], sys.argv[2:])
"""


@pytest.fixture(autouse=True)
def ctrl_c_is_heard() -> Iterator[None]:
    """Tests that a shell began in the background ignore Ctrl-C, and so would what they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def study(tiny: Path) -> Path:
    """A study of 300 wars in 20 chunks."""
    path = tiny.with_name("study.toml")
    path.write_text(STUDY, encoding="utf-8")
    return path


@pytest.fixture
def long_study(study: Path) -> Path:
    """The same with 900 wars in 60 chunks: time enough to interrupt it on a fast machine."""
    study.write_text(STUDY.replace("replicates = 100", "replicates = 300"), encoding="utf-8")
    return study


def until(holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + LONGEST_WAIT
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.01)


def chunks(out: Path) -> int:
    return len(list(out.glob("runs/*")))


def words(study: Path, address: str, out: Path) -> list[str]:
    command = [sys.executable, "-m", "sim", "sweep", str(study), "--out", str(out)]
    return [*command, "--engine", "mesa", "--dask", address]


def started(command: list[str], **more: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        command, env=os.environ | {"PYTHONPATH": path} | more, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def said(process: subprocess.Popen[bytes]) -> str:
    return process.communicate(timeout=LONGEST_WAIT)[1].decode()


def interrupted(command: list[str], out: Path) -> str:
    """Ctrl-C as a signal; what was said."""
    process = started(command)
    until(lambda: chunks(out) >= 1 or process.poll() is not None)
    process.send_signal(signal.SIGINT)
    text = said(process)
    assert process.returncode == 130
    return text


def interrupted_at_terminal(command: list[str], out: Path) -> str:
    """Ctrl-C as a key; what stood on the screen."""
    keys, screen = os.openpty()
    seen: list[bytes] = []
    reader = threading.Thread(target=read_to_end, args=(keys, seen))
    reader.start()
    try:
        process = started([sys.executable, "-c", AT_TERMINAL, os.ttyname(screen), *command])
        until(lambda: chunks(out) >= 1 or process.poll() is not None)
        os.write(keys, b"\x03")
        said(process)
        assert process.returncode == 130
    finally:
        os.close(screen)
        reader.join(LONGEST_WAIT)
        os.close(keys)
    return b"".join(seen).decode()


def read_to_end(keys: int, seen: list[bytes]) -> None:
    """All that is shown; Linux says by an error that a terminal was closed."""
    with contextlib.suppress(OSError):
        while part := os.read(keys, 4096):
            seen.append(part)


@pytest.mark.parametrize("press", [interrupted, interrupted_at_terminal])
def test_ctrl_c(cluster, client, long_study, press):
    out = long_study.with_name("out")
    text = press(words(long_study, cluster.scheduler_address, out), out)
    assert KEPT in text
    assert "interrupted" in text
    assert "Traceback" not in text
    kept = len(read_sweep(out))
    assert 0 < kept < 900
    rest = sweep(long_study, out, engine="mesa", dask=client)
    assert (rest.count.skipped, rest.count.done) == (kept, 900 - kept)


def test_what_fails_below_dask_is_not_shown(cluster, caplog):
    done = threading.Event()

    def failing() -> None:
        done.set()
        raise NameError("as when Ctrl-C comes before a question to the cluster is asked")

    with connected(cluster.scheduler_address) as client:
        client.loop.add_callback(failing)
        assert done.wait(10)
        client.nthreads()  # the loop has gone on, so what it had to say was said
    assert "NameError" not in caplog.text


def test_workers_that_die_over_and_over(cluster, client, study):
    deadly = study.with_name("deadly")
    deadly.touch()

    class Deadly(distributed.WorkerPlugin):
        """Workers, those that take a dead one's place too, die at a chunk while a file is there."""

        def setup(self, worker: object) -> None:
            import os

            import sim.studies.dask_worker as there

            alive = there._work
            there._work = lambda packed: os._exit(1) if deadly.exists() else alive(packed)

    allowed, cluster.scheduler.allowed_failures = cluster.scheduler.allowed_failures, 1
    out = study.with_name("out")
    client.register_plugin(Deadly(), name="deadly")
    try:
        process = started(words(study, cluster.scheduler_address, out))
        text = said(process)
    finally:
        deadly.unlink()
        cluster.scheduler.allowed_failures = allowed
        client.unregister_worker_plugin("deadly")
    assert process.returncode == 1
    (line,) = text.splitlines()
    assert "workers died over and over, of too little memory perhaps" in line
    assert line.endswith(KEPT)
    assert sweep(study, out, engine="mesa", dask=client).count.done == 300


@pytest.fixture
def certificates(tmp_path: Path) -> Path:
    """An authority, a certificate of the cluster's machines and one of ours, as docs make them."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    page = (ROOT / "docs" / "how-to" / "cluster.md").read_text(encoding="utf-8")
    recipe = page.partition("<!-- certificates -->\n```console\n")[2].partition("```")[0]
    folder = tmp_path / "certificates"
    folder.mkdir()
    subprocess.run(["sh", "-e", "-c", recipe], cwd=folder, check=True, capture_output=True)
    return folder


@contextlib.contextmanager
def encrypted_cluster(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A scheduler and a worker as docs start them; gives the scheduler."""
    shown = [f"--tls-{what}={folder / name}" for what, name in
             (("ca-file", "ca.pem"), ("cert", "node.pem"), ("key", "node-key.pem"))]  # fmt: skip
    dask = [sys.executable, "-m", "dask"]
    here = ["--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0", *shown]
    both = [
        started([*dask, "scheduler", "--protocol", "tls", "--port", str(port), *here]),
        started([*dask, "worker", f"tls://127.0.0.1:{port}", "--no-nanny", *here]),
    ]
    try:
        yield both[0]
    finally:
        for process in both:
            process.kill()
            process.communicate()


def test_the_scheduler_is_lost_and_all_is_encrypted(certificates, study):
    out = study.with_name("out")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    address = f"tls://127.0.0.1:{port}"
    command = words(study, address, out)
    names = {"ca-file": "ca.pem", "client.cert": "me.pem", "client.key": "me-key.pem"}
    mine = {f"distributed.comm.tls.{key}": str(certificates / file) for key, file in names.items()}
    with encrypted_cluster(certificates, port) as scheduler:
        until(lambda: listening(port) or scheduler.poll() is not None)
        with pytest.raises(ScenarioError, match="asks for certificates"):
            sweep(study, out, dask=address)
        process = started(command, **{variable(key): file for key, file in mine.items()})
        until(lambda: chunks(out) >= 1 or process.poll() is not None)
        scheduler.kill()
        text = said(process)
    assert process.returncode == 1
    assert text == f"--dask {address}: the cluster is gone. {KEPT}\n"
    kept = len(read_sweep(out))
    assert 0 < kept < 300
    with encrypted_cluster(certificates, port) as scheduler, dask.config.set(mine):
        until(lambda: listening(port) or scheduler.poll() is not None)
        rest = sweep(study, out, engine="mesa", dask=address)
    assert (rest.count.skipped, rest.count.done) == (kept, 300 - kept)
    whole = sweep(study, study.with_name("whole"), engine="mesa")
    pd.testing.assert_frame_equal(rest.runs, whole.runs)


def variable(key: str) -> str:
    """The environment's name of a key of Dask's configuration."""
    return f"DASK_{key.upper().replace('.', '__').replace('-', '_')}"


def listening(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0
