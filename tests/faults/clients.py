"""Clients that send dossiers and write down, outside the system, what was acknowledged."""

from __future__ import annotations

import json
import os
import random
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

CSRF = "c" * 32
_TIMEOUT = 60


class Ledger:
    """One line an acknowledgement, on the disk before the client goes on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def write(self, **entry: Any) -> None:
        with self._lock, self.path.open("a") as file:
            file.write(json.dumps(entry) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def count(self) -> int:
        """How many drafts were acknowledged so far."""
        return len({each["draft"] for each in self.read()})

    def read(self) -> list[dict[str, Any]]:
        with self._lock:
            text = self.path.read_text() if self.path.exists() else ""
        return [json.loads(line) for line in text.splitlines()]


class Client(threading.Thread):
    """Sends its drafts one after another; each with a key of its own, kept over all retries."""

    def __init__(
        self, drafts: list[dict[str, str]], *, port: int, ledger: Ledger, until: float, pause: float
    ) -> None:
        super().__init__(daemon=True)
        self.drafts, self.port, self.ledger = drafts, port, ledger
        self.until, self.pause = until, pause
        self.tries = 0
        self.refusals: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.dice = random.Random(drafts[0]["draft"])

    def run(self) -> None:
        for number, draft in enumerate(self.drafts):
            key = f"client-{draft['draft']}"
            if not self._send_until_acknowledged(draft, key):
                return
            # Some answers get lost on the way: those clients ask again.
            if number % 5 == 0:
                self._send_until_acknowledged(draft, key)
            time.sleep(self.dice.uniform(0.5, 1.5) * self.pause)

    def _send_until_acknowledged(self, draft: dict[str, str], key: str) -> bool:
        while time.monotonic() < self.until:
            self.tries += 1
            receipt = self._send(draft, key)
            if receipt:
                self.ledger.write(
                    tenant=draft["tenant"], draft=draft["draft"], key=key, submission=receipt
                )
                return True
            time.sleep(self.dice.uniform(0.1, 0.4))
        self.refusals.append(f"{draft['draft']} was not acknowledged in time")
        return False

    def _send(self, draft: dict[str, str], key: str) -> str:
        """The submission's id, or nothing when this try came to nothing."""
        try:
            answer = requests.post(
                f"http://127.0.0.1:{self.port}/to-khai/{draft['draft']}/nop/",
                data={"idempotency_key": key, "csrfmiddlewaretoken": CSRF},
                cookies={"motcua-session": draft["session"], "motcua-csrf": CSRF},
                headers={"Host": f"{draft['tenant']}.motcua.localhost:{self.port}"},
                timeout=_TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException:
            return ""
        parts = urlsplit(answer.headers.get("Location", "")).path.split("/")
        if answer.status_code == requests.codes.found and parts[1] == "bien-nhan":
            return parts[2]
        self.statuses[answer.status_code] += 1
        return ""
