"""What `make demo` starts, it brings back, and ends with everything below it."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from infra.dev.merged_log import MergedLog
from infra.dev.processes import is_alive, wait_until
from infra.dev.supervisor import Supervisor

pytestmark = pytest.mark.services

# Writes its own and its child's process id; the child ignores a polite request.
FAMILY = """
import os, signal, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"])
print("pids", os.getpid(), child.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def log(tmp_path):
    return MergedLog(tmp_path / "motcua.log")


@pytest.fixture
def supervisor(log):
    made = Supervisor(log, os.environ, lambda: None)
    yield made
    made.stop()


def pids_told(tmp_path, times):
    told = []

    def enough():
        path = tmp_path / "motcua.log"
        text = path.read_text() if path.exists() else ""
        told[:] = [line.split()[-2:] for line in text.splitlines() if " pids " in line]
        return len(told) >= times

    assert wait_until(enough, seconds=15)
    return [int(word) for word in told[times - 1]]


def test_everything_ends_and_nothing_else(tmp_path, supervisor):
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    supervisor.start("web", [sys.executable, "-c", FAMILY])
    family = pids_told(tmp_path, 1)
    assert all(map(is_alive, family))
    supervisor.stop()
    assert wait_until(lambda: not any(map(is_alive, family)), seconds=5)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_killed_program_is_brought_back_without_its_old_children(tmp_path, supervisor):
    supervisor.start("worker", [sys.executable, "-c", FAMILY])
    parent, child = pids_told(tmp_path, 1)
    watching = threading.Thread(target=supervisor.watch)
    watching.start()
    os.kill(parent, signal.SIGKILL)
    again = pids_told(tmp_path, 2)
    supervisor.request_stop()
    watching.join(5)
    assert again != [parent, child]
    assert not is_alive(child)
    assert (
        "ended by signal SIGKILL; starting it again in 1 s" in (tmp_path / "motcua.log").read_text()
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_programs_end_when_their_supervisor_is_killed(tmp_path):
    script = f"""
import os, sys, time
from pathlib import Path
from infra.dev.merged_log import MergedLog
from infra.dev.supervisor import Supervisor
made = Supervisor(MergedLog(Path({str(tmp_path / "motcua.log")!r})), os.environ, lambda: None)
made.start("web", [sys.executable, "-c",
    "import os, time; print('pids', os.getpid(), os.getpid(), flush=True); time.sleep(60)"])
time.sleep(60)
"""
    parent = subprocess.Popen([sys.executable, "-c", script])
    child, _ = pids_told(tmp_path, 1)
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not is_alive(child), seconds=5)
