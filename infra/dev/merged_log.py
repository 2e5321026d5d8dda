"""One log of all processes: on the screen in colour, in var/log/motcua.log without."""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

_COLOURS = {
    "web": "36",
    "worker": "35",
    "beat": "34",
    "owner": "36",
    "postgres": "33",
    "redis": "31",
    "motcua": "32",
}
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
_WIDTH = max(map(len, _COLOURS))
_LARGEST = 20 * 1024 * 1024


class MergedLog:
    """Takes whole lines from many threads; a lock keeps them whole."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LARGEST:
            path.replace(path.with_suffix(".log.1"))
        self._file = path.open("a", buffering=1)
        self._lock = threading.Lock()
        self._colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        # Held back until the addresses are shown, so that they are not lost among the lines.
        self._held: list[str] | None = []

    def write(self, name: str, text: str) -> None:
        """One line of the process ``name``."""
        line = text.rstrip()
        if not line:
            return
        now = datetime.now(UTC)
        plain = _ESCAPES.sub("", line)
        shown = self._shown(name, line if self._colour else plain, now)
        with self._lock:
            self._file.write(f"{now.isoformat(timespec='milliseconds')} {name:<{_WIDTH}} {plain}\n")
            if self._held is None:
                print(shown, flush=True)
            else:
                self._held.append(shown)

    def _shown(self, name: str, line: str, now: datetime) -> str:
        clock = now.astimezone().strftime("%H:%M:%S")
        if not self._colour:
            return f"{clock} {name:<{_WIDTH}} | {line}"
        colour = _COLOURS.get(name, "37")
        return f"\033[2m{clock}\033[0m \033[{colour}m{name:<{_WIDTH}} │\033[0m {line}"

    def show_from_now(self, *, with_held: bool) -> None:
        """Begin to write to the screen; what was held back is in the file in any case."""
        with self._lock:
            held, self._held = self._held or [], None
            for line in held if with_held else []:
                print(line, flush=True)

    def read_stream(self, name: str, stream: IO[str]) -> threading.Thread:
        """Copy ``stream`` line by line until it ends."""

        def copy() -> None:
            for line in stream:
                self.write(name, line)

        return _start(copy)

    def follow_file(self, name: str, path: Path) -> threading.Thread:
        """Copy what is appended to ``path`` from now on, as long as we live."""
        begin = path.stat().st_size if path.exists() else 0

        def follow() -> None:
            position = begin
            while True:
                time.sleep(0.5)
                if path.exists() and path.stat().st_size > position:
                    with path.open(errors="replace") as handle:
                        handle.seek(position)
                        for line in handle:
                            self.write(name, line)
                        position = handle.tell()

        return _start(follow)


def _start(work: object) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)  # type: ignore[arg-type]
    thread.start()
    return thread
