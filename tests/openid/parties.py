"""The Node process that plays the two independent parties, and a browser between hosts."""

import http.client
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from infra.dev.node import node_environment

HERE = Path(__file__).parent
FRONTEND = HERE.parents[1] / "frontend"
_WAIT_SECONDS = 60


class PartyRefused(Exception):
    """The independent party raised; ``code`` is its own word."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class Parties:
    def __init__(self, port: int) -> None:
        self.port = port
        self.issuer = f"http://co-quan.localhost:{port}"

    def __call__(self, name: str, **asked: Any) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_WAIT_SECONDS)
        connection.request("POST", f"/_control/{name}", json.dumps(asked))
        said = json.loads(connection.getresponse().read())
        connection.close()
        if "error" in said:
            raise PartyRefused(said["error"]["code"], said["error"]["message"])
        return said["answer"]


@contextmanager
def running_parties() -> Iterator[Parties]:
    process = subprocess.Popen(
        ["node", str(HERE / "parties.mjs"), str(FRONTEND / "package.json")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=node_environment(),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.strip().isdigit(), "the Node process did not start"
        yield Parties(int(line))
    finally:
        process.stdin.close()
        process.wait(timeout=_WAIT_SECONDS)
        process.stdout.close()


class Page:
    def __init__(self, url: str, status: int, headers: Any, text: str) -> None:
        self.url, self.status, self.headers, self.text = url, status, headers, text

    @property
    def location(self) -> str:
        return urljoin(self.url, self.headers.get("Location", ""))


class Browser:
    """Cookies by host, redirects followed across hosts; every name is this machine."""

    def __init__(self) -> None:
        self.cookies: dict[str, dict[str, str]] = {}
        self.visited: list[str] = []

    def get(self, url: str, *, stop_at: str = "\0") -> Page:
        """Follow redirects, but go to no address that begins with ``stop_at``."""
        return self._go("GET", url, None, stop_at)

    def post(self, url: str, data: dict[str, str], *, stop_at: str = "\0") -> Page:
        return self._go("POST", url, data, stop_at)

    def submit(self, page: Page, url: str, data: dict[str, str], *, stop_at: str = "\0") -> Page:
        """With the token of the form that ``page`` shows."""
        token = page.text.split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
        return self.post(url, {**data, "csrfmiddlewaretoken": token}, stop_at=stop_at)

    def _go(self, method: str, url: str, data: dict[str, str] | None, stop_at: str) -> Page:
        self.visited = []
        for _turn in range(20):
            page = self.ask(method, url, data)
            self.visited.append(url)
            if page.status not in (301, 302, 303) or page.location.startswith(stop_at):
                return page
            method, url, data = "GET", page.location, None
        raise AssertionError(f"redirects without end: {self.visited}")

    def ask(self, method: str, url: str, data: dict[str, str] | None = None) -> Page:
        """One request, no redirect followed."""
        parts = urlsplit(url)
        jar = self.cookies.setdefault(parts.hostname or "", {})
        headers = {"Host": parts.netloc, "User-Agent": "Browser of the tests"}
        if jar:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        body = urlencode(data) if data is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"{parts.scheme}://{parts.netloc}"
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        connection = http.client.HTTPConnection("127.0.0.1", parts.port or 80, timeout=60)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", errors="replace")
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                jar[name] = morsel.value
                if not morsel.value:
                    del jar[name]
        page = Page(url, answer.status, answer.headers, text)
        connection.close()
        return page
