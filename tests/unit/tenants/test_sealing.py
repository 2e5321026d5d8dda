"""An export under its passphrase: it opens whole, or not at all."""

import io
import zipfile

import pytest

from tenants.domain import sealing
from tenants.domain.exports import MANIFEST, README, Entry, ExportManifest, is_safe
from tenants.domain.sealing import PIECE, ArchiveRefused, SealedWriter, unseal

WORDS = "con ngựa vằn đi bộ"


@pytest.fixture(scope="module", autouse=True)
def _cheap_guesses():
    """What a guess costs is written in the header; here nobody guesses."""
    usual, sealing._COST = sealing._COST, {"n": 2**10, "r": 8, "p": 1}
    yield
    sealing._COST = usual


def sealed(plain):
    out = io.BytesIO()
    with SealedWriter(out, WORDS) as writer:
        for start in range(0, len(plain), 10_000):
            writer.write(plain[start : start + 10_000])
    return out.getvalue()


def opened(content, words=WORDS):
    out = io.BytesIO()
    unseal(io.BytesIO(content), out, words)
    return out.getvalue()


@pytest.fixture(scope="module")
def long(_cheap_guesses):
    plain = bytes(range(256)) * (PIECE // 128)
    return plain, sealed(plain)


def test_it_comes_out_as_it_went_in(long):
    plain, content = long
    assert opened(content) == plain
    assert plain[:64] not in content
    assert opened(sealed(b"")) == b""


def test_a_short_or_wrong_passphrase_opens_nothing(long):
    with pytest.raises(ArchiveRefused, match="passphrase"):
        opened(long[1], "mot-cau-khac-han")
    with pytest.raises(ArchiveRefused, match="at least 12"):
        SealedWriter(io.BytesIO(), "ngan")


def test_any_change_is_noticed(long):
    _plain, content = long
    head = content.index(b"\n") + 1
    piece = 4 + PIECE + 16
    flipped = bytearray(content)
    flipped[head + piece + 100] ^= 1
    first, second = content[head : head + piece], content[head + piece : head + 2 * piece]
    changed = {
        "a bit": bytes(flipped),
        "cut between pieces": content[: head + piece],
        "cut inside a piece": content[:-5],
        "pieces swapped": content[:head] + second + first + content[head + 2 * piece :],
        "a piece twice": content[:head] + first + content[head:],
        "something added": content + b"\0\0\0\x10" + b"x" * 16,
        "header": content.replace(b'"p": 1', b'"p": 2', 1),
        "cost beyond reason": content.replace(b'"n": 1024', b'"n": 9999999999', 1),
        "not ours": b"PK\x03\x04" + content,
        "empty": b"",
    }
    for what, altered in changed.items():
        with pytest.raises(ArchiveRefused):
            pytest.fail(f"{what} was not noticed: {len(opened(altered))}")


def test_entries_lead_nowhere_outside():
    assert is_safe("files/store.media/a/b.pdf")
    for name in ("/etc/passwd", "files/../x", "files//x", "a\\b"):
        assert not is_safe(name)


def archive(entries, listed):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries:
            made.writestr(name, content)
        manifest = ExportManifest("2026-06-15", {}, [], {}, listed, [])
        import json

        made.writestr(README, "x")
        made.writestr(MANIFEST, json.dumps(manifest.to_json()))
    return zipfile.ZipFile(out)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([], "missing"),
        ([("files/s/a", b"abd")], "altered"),
        ([("files/s/a", b"abc"), ("files/s/b", b"")], "not listed"),
        ([("files/s/a", b"\0" * 3_000_000)], "refused"),
    ],
)
def test_what_differs_from_the_manifest_is_refused(entries, words):
    from tenants.operations.import_tenant import check_archive

    right = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    with pytest.raises(ArchiveRefused, match=words):
        check_archive(archive(entries, {"files/s/a": Entry(3, right)}))
