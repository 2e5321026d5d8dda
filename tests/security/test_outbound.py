"""Item 39: no address a tenant can type leads into the installation's own network."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from motcua.kernel import http

INWARD = [
    "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "0.0.0.0", "0", "localhost",
    "LOCALHOST", "localhost.", "a.localhost", "A.LocalHost", "10.0.0.1", "10.255.255.255",
    "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.1.1", "169.254.169.254",
    "169.254.170.2", "100.64.0.1", "100.100.100.200", "198.18.0.1", "192.0.0.192", "192.0.2.1",
    "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%lo", "fc00::1", "fd00:ec2::254",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::", "2001:db8::1",
    "2130706433", "017700000001", "0x7f000001", "0x7f.1", "0177.0.0.1", "3232235777",
]  # fmt: skip
SCHEMES = ["ftp://example.org/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_INFO", "dict://x"]


def test_there_are_forty_of_them():
    assert len(INWARD) >= 40


@pytest.mark.parametrize("host", INWARD)
def test_inward_addresses_are_refused(settings, host):
    settings.MOTCUA_ALLOW_LOOPBACK = False
    for scheme in ("https", "http"):
        with pytest.raises(http.AddressRefused):
            http.checked_address(host, scheme=scheme)


@pytest.mark.parametrize("url", SCHEMES)
def test_only_web_addresses(settings, url):
    settings.MOTCUA_ALLOW_LOOPBACK = False
    with pytest.raises(Exception, match=r"No connection adapters|Invalid URL|refused"):
        http.session().get(url)


def test_one_inward_answer_among_many_is_enough(settings, monkeypatch):
    settings.MOTCUA_ALLOW_LOOPBACK = False
    answers = [("93.184.215.14", 0), ("10.0.0.1", 0)]
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", each) for each in answers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    with pytest.raises(http.AddressRefused):
        http.checked_address("two-faced.example", scheme="https")


class _Redirecting(BaseHTTPRequestHandler):
    hits: list[str] = []

    def do_GET(self):
        self.hits.append(self.path)
        self.send_response(302 if self.path == "/start" else 200)
        self.send_header("Location", "/inside")
        self.end_headers()

    def log_message(self, *args):
        """Quiet."""


def test_redirects_are_not_followed(settings):
    settings.MOTCUA_ALLOW_LOOPBACK = True
    _Redirecting.hits.clear()
    server = HTTPServer(("127.0.0.1", 0), _Redirecting)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_address[1]}/start"
        assert http.session().get(address).status_code == 302
    finally:
        server.shutdown()
        server.server_close()
    assert _Redirecting.hits == ["/start"]
