"""The small parts of the two commands."""

import os
import socket
import subprocess
import sys

import pytest

from infra.dev import preflight, translations
from infra.dev.errors import SetupError
from infra.dev.filelock import PidLock
from infra.dev.large_files import main as check_sizes
from infra.dev.merged_log import MergedLog
from infra.dev.processes import is_alive
from infra.dev.servers import _another_database
from infra.dev.stamps import digest_of, is_stamped, put_stamp, sources_under
from infra.dev.steps import Steps, explain


def test_a_stamp_follows_content_and_words(tmp_path):
    source, stamp = tmp_path / "a.ts", tmp_path / "deep" / "stamp"
    source.write_text("one")
    before = digest_of([source], "3.11")
    put_stamp(stamp, before)
    assert is_stamped(stamp, digest_of([source], "3.11"))
    assert digest_of([source], "3.12") != before
    source.write_text("two")
    assert not is_stamped(stamp, digest_of([source], "3.11"))


def test_what_was_built_is_no_source(tmp_path):
    for name in ("src/a.ts", "node_modules/x/b.js", "dist/c.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert [path.name for path in sources_under(tmp_path)] == ["a.ts"]


def test_the_second_copy_learns_who_has_the_lock(tmp_path):
    first, second = PidLock(tmp_path / "lock"), PidLock(tmp_path / "lock")
    assert first.try_take() is None
    assert second.try_take() == os.getpid()
    first.release()
    assert second.try_take() is None
    second.release()


def test_a_busy_port_is_told_in_one_sentence(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("MOTCUA_PORT", str(taken.getsockname()[1]))
        with pytest.raises(SetupError, match="is used by another program"):
            preflight.check_port()


@pytest.mark.parametrize("text", ["", "http", "0", "70000", "-1"])
def test_a_port_that_is_none(monkeypatch, text):
    monkeypatch.setenv("MOTCUA_PORT", text)
    with pytest.raises(SetupError, match="MOTCUA_PORT must be a number"):
        preflight.web_port()


def test_a_nearly_full_disk_is_told_before_anything_begins(monkeypatch):
    class Usage:
        free = 10 * 1024 * 1024

    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage)
    with pytest.raises(SetupError, match="nearly full: 10 MiB"):
        preflight.check_disk(first_time=True)


def test_known_failures_get_a_sentence(tmp_path, capfd):
    assert "disk is full" in explain("OSError: [Errno 28] No space left on device", "?")
    assert "C compiler" not in explain("something else", "?")
    failing = [sys.executable, "-c", "print('error: No space left on device'); raise SystemExit(3)"]
    with pytest.raises(SetupError, match="disk is full"):
        Steps(tmp_path / "setup.log").run("Installing", failing)
    assert "No space left" in (tmp_path / "setup.log").read_text()
    assert "Installing …" in capfd.readouterr().out


def test_the_log_has_whole_lines_without_colours(tmp_path, capfd):
    log = MergedLog(tmp_path / "motcua.log")
    log.write("web", "\x1b[31mheld back\x1b[0m\n")
    assert capfd.readouterr().out == ""
    log.show_from_now(with_held=True)
    log.write("worker", "shown")
    out = capfd.readouterr().out
    assert "web      | held back" in out
    assert "worker   | shown" in out
    assert "\x1b" not in (tmp_path / "motcua.log").read_text()


@pytest.mark.parametrize(
    ("cache", "broker"),
    [
        ("redis://:pw@127.0.0.1:6379/0", "redis://:pw@127.0.0.1:6379/1"),
        ("redis://redis:6379", "redis://redis:6379/1"),
        ("redis://redis:6379/", "redis://redis:6379/1"),
    ],
)
def test_the_broker_lies_apart_from_the_cache(cache, broker):
    assert _another_database(cache) == broker


def test_catalogues_are_compiled_without_gettext(tmp_path):
    import gettext

    source = tmp_path / "django.po"
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    source.write_text(header + 'msgid "Nộp hồ sơ"\nmsgstr "Submit"\n', encoding="utf-8")
    translations.compile_catalogue(source)
    with (tmp_path / "django.mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Nộp hồ sơ") == "Submit"


def test_large_files_are_named(tmp_path, capsys):
    large = tmp_path / "large.bin"
    large.write_bytes(b"0" * 1_000_001)
    assert check_sizes([str(large)]) == 1
    assert "large.bin" in capsys.readouterr().out


def test_a_zombie_counts_as_dead():
    child = subprocess.Popen([sys.executable, "-c", ""])
    # Not waited for yet: it stays in the process table.
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not is_alive(child.pid)
    child.wait()
