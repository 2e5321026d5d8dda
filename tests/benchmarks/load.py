"""A closed-loop HTTP client that costs little: raw sockets, one thread, no parsing it can avoid.

Client and server share two cores here, so whatever the client burns is missing at the server.
"""

import selectors
import socket
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    head: bytes
    body: bytes

    def header(self, name: bytes) -> bytes:
        start = self.head.lower().find(b"\r\n" + name.lower() + b":")
        if start < 0:
            return b""
        start += len(name) + 3
        return self.head[start : self.head.find(b"\r\n", start)].strip()


class Refused(RuntimeError):
    """The server's answer was not the one being measured."""


DONE = b""
"""Yielded by a flow when a unit of work (a page, a submission, a journey) is complete."""

Flow = Generator[bytes, Reply | None, None]


@dataclass(slots=True)
class Measured:
    """One run. Latencies are of whole units, in seconds."""

    seconds: float
    latencies: list[float] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.latencies)

    @property
    def per_second(self) -> float:
        return self.count / self.seconds

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000

    @property
    def p50(self) -> float:
        return median(self.latencies) * 1000


class _Connection:
    """One client that waits for each answer before it asks again."""

    def __init__(self, address: tuple[str, int], flow: Flow) -> None:
        self.address, self.flow = address, flow
        self.buffer = b""
        self.expected = -1
        self.head_end = -1
        self.request = b""
        self.socket = self._connect()
        self.began = time.perf_counter()

    def _connect(self) -> socket.socket:
        made = socket.create_connection(self.address)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def fileno(self) -> int:
        return self.socket.fileno()

    def take(self) -> Reply | None:
        """Read what has come; the reply when it is whole."""
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionResetError
        self.buffer += data
        if self.head_end < 0:
            self.head_end = self.buffer.find(b"\r\n\r\n")
            if self.head_end < 0:
                return None
            self.expected = self.head_end + 4 + _length_of(self.buffer[: self.head_end])
        if len(self.buffer) < self.expected:
            return None
        head, body = self.buffer[: self.head_end], self.buffer[self.head_end + 4 :]
        self.buffer, self.head_end = b"", -1
        return Reply(int(head[9:12]), head, body)


def _length_of(head: bytes) -> int:
    start = head.find(b"\r\nContent-Length: ")
    if start < 0:
        raise Refused(f"no Content-Length: {head[:200]!r}")
    return int(
        head[
            start + 18 : head.find(b"\r\n", start + 2)
            if head.find(b"\r\n", start + 2) > 0
            else None
        ]
    )


def run(
    port: int, make_flow: Callable[[int], Flow], *, clients: int, seconds: float, limit: int = 0
) -> Measured:
    """Drive ``clients`` flows at once, for a time or until ``limit`` units are done."""
    address = ("127.0.0.1", port)
    selector = selectors.DefaultSelector()
    connections = [_Connection(address, make_flow(number)) for number in range(clients)]
    result = Measured(0.0)
    began = time.perf_counter()
    for each in connections:
        selector.register(each, selectors.EVENT_READ, each)
        _next(each, None, result)
    end, open_count = began + seconds, len(connections)
    while open_count:
        for key, _events in selector.select(timeout=30):
            connection: _Connection = key.data
            try:
                reply = connection.take()
            except ConnectionResetError:
                _reconnect(selector, connection)
                continue
            if reply is None:
                continue
            stop = time.perf_counter() >= end or (limit and result.count >= limit)
            if not _next(connection, reply, result, last=bool(stop)):
                selector.unregister(connection)
                connection.socket.close()
                open_count -= 1
    result.seconds = time.perf_counter() - began
    return result


def _reconnect(selector: selectors.BaseSelector, connection: _Connection) -> None:
    """A server may close an idle connection; a GET can be sent again, anything else cannot."""
    if not connection.request.startswith(b"GET"):
        raise Refused("the connection broke in the middle of a POST")
    selector.unregister(connection)
    connection.socket.close()
    connection.socket = connection._connect()
    connection.buffer, connection.head_end = b"", -1
    selector.register(connection, selectors.EVENT_READ, connection)
    connection.socket.sendall(connection.request)


def _next(
    connection: _Connection, reply: Reply | None, result: Measured, *, last: bool = False
) -> bool:
    """Hand the reply to the flow and send what it wants next; False when it has ended."""
    try:
        request = connection.flow.send(reply)
        while request == DONE:
            now = time.perf_counter()
            result.latencies.append(now - connection.began)
            if last:
                return False
            connection.began = now
            request = connection.flow.send(None)
    except StopIteration:
        return False
    connection.request = request
    connection.socket.sendall(request)
    return True


def request(
    method: str,
    host: str,
    path: str,
    *,
    cookies: str = "",
    body: bytes = b"",
    kind: str = "application/x-www-form-urlencoded",
) -> bytes:
    """The bytes of one HTTP/1.1 request on a connection that stays open."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}"]
    if cookies:
        lines.append(f"Cookie: {cookies}")
    if method == "POST":
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def repeat(one: bytes, *, status: int = 200) -> Flow:
    """The same request again and again."""
    while True:
        reply = yield one
        expect(reply, status)
        yield DONE


def expect(reply: Reply | None, status: int, part: bytes = b"") -> Reply:
    assert reply is not None
    if reply.status != status or part not in reply.head:
        raise Refused(f"{reply.status} instead of {status}: {reply.head!r} {reply.body[:600]!r}")
    return reply


def counted(items: list[bytes], *, status: int, part: bytes = b"") -> Iterator[bytes]:
    """Each request once (submissions cannot be sent twice)."""
    for item in items:
        reply = yield item
        expect(reply, status, part)
        yield DONE
