import socket

import pytest

from motcua.kernel import http

REFUSED = [
    "127.0.0.1", "127.1", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "[::1]", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "2130706433", "0x7f000001", "0177.0.0.1", "224.0.0.1", "240.0.0.1", "198.18.0.1",
    "metadata.localhost", "localhost",
]  # fmt: skip


@pytest.mark.parametrize("host", REFUSED)
def test_private_addresses_are_refused(settings, host):
    settings.MOTCUA_ALLOW_LOOPBACK = False
    with pytest.raises(http.AddressRefused):
        http.checked_address(host.strip("[]"), scheme="https")


def test_a_name_that_resolves_inward_is_refused(settings, monkeypatch):
    settings.MOTCUA_ALLOW_LOOPBACK = False
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: answer)
    with pytest.raises(http.AddressRefused):
        http.checked_address("looks-public.example", scheme="https")


def test_plain_http_to_the_world_is_refused(settings, monkeypatch):
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("203.0.114.9", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: answer)
    with pytest.raises(http.AddressRefused):
        http.checked_address("site.example", scheme="http")
    assert http.checked_address("site.example", scheme="https") == "203.0.114.9"
