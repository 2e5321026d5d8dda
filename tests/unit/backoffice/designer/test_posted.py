import pytest

from motcua.backoffice.designer.forms import suggest_slug
from motcua.backoffice.designer.posted import BodyInvalid, _object_of, read_revision


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"not json",
        b'"words"',
        b'{"a": NaN}',
        b'{"a": "\\u0000"}',
        b'{"a": "\\ud800"}',
        b'{"a": ' + b"9" * 5_000 + b"}",
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"\xff\xfe",
    ],
)
def test_hostile_bodies_are_refused(body):
    with pytest.raises(BodyInvalid):
        _object_of(body)


@pytest.mark.parametrize("revision", [None, "1", 1.0, True, [1]])
def test_the_revision_is_a_whole_number(revision):
    with pytest.raises(BodyInvalid):
        read_revision({"base_revision": revision})


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Đăng ký khai sinh", "dang-ky-khai-sinh"),
        ("  Cấp giấy (bản sao) – lần 2 ", "cap-giay-ban-sao-lan-2"),
        ("???", ""),
    ],
)
def test_slug_suggested_from_the_name(name, slug):
    assert suggest_slug(name) == slug
