"""Addresses and names: what could be mistaken for another agency's, or offends, is refused."""

import pytest

from tenants.api import NameRefused, SlugRefused, check_name, check_not_alike, check_slug
from tenants.domain.naming import is_official, propose_slug


@pytest.mark.parametrize(
    ("slug", "word"),
    [
        ("cà-mau", "ca-mau"),
        ("xn--c-mau-1ta", "xn--"),
        ("ph\u0430n", "Có thể dùng"),
        ("a--b", "gạch nối"),
        ("1tinh", "bắt đầu bằng"),
        ("admin", "dành riêng"),
        ("adm1n", "dành riêng"),
        ("p-u-b-l-i-c", "dành riêng"),
        ("fuck-you", "không phù hợp"),
    ],
)
def test_an_address_is_refused_with_its_reason(slug, word):
    with pytest.raises(SlugRefused, match=word):
        check_slug(slug)


@pytest.mark.parametrize("slug", ["an-g1ang", "lamdong", "larn-dong", "phuong-mau1"])
def test_an_address_that_looks_like_another_is_refused(slug):
    with pytest.raises(SlugRefused, match="dễ nhầm"):
        check_not_alike(slug, ["lam-dong", "phuong-maul"])


def test_plain_addresses_pass():
    for slug in ("phuong-xuan-huong", "xa-buoi", "so-noi-vu", "lam-dong"):
        assert check_slug(slug) == slug
        check_not_alike(slug, ["lam-dong"])
    assert is_official("ca-mau")
    assert not is_official("xa-mau")


@pytest.mark.parametrize(
    "name", ["UBND tỉnh Cà M\u0430u", "Sở Nội vụ\u200b", "Sở\u202e Nội vụ", "X", "Sở fuck"]
)
def test_names_that_deceive_are_refused(name):
    with pytest.raises(NameRefused):
        check_name(name, field="name")


def test_a_name_is_kept_tidy_and_proposes_its_address():
    assert check_name("  UBND   tỉnh Cà Mau ", field="name") == "UBND tỉnh Cà Mau"
    assert propose_slug("Ủy ban nhân dân tỉnh Cà Mau") == "ca-mau"
