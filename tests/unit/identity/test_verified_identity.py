import pytest

from motcua.identity.assurance import acr_of_level, level_of_acr
from motcua.identity.citizens.verified_identity import (
    ClaimsRefused,
    e164_phone,
    identity_of_claims,
    partial_date,
)

CLAIMS = {"sub": "x", "HoVaTen": " Trần Thị Hoa ", "SoDinhDanh": "001190000123", "GioiTinh": "Nữ"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("17/05/1990", "1990-05-17"), ("7/5/1990", "1990-05-07"), ("05/1990", "1990-05"),
        ("1990", "1990"), ("", ""), ("hôm qua", ""),
    ],
)  # fmt: skip
def test_birth_dates_may_be_partial(written, read):
    assert partial_date(written) == read


@pytest.mark.parametrize("written", ["0912 345 678", "84912345678", "+84 912 345 678"])
def test_phones_become_e164(written):
    assert e164_phone(written) == "+84912345678"


def test_level_2_gives_the_number_and_level_1_does_not():
    proven = identity_of_claims(CLAIMS, provider="vneid", acr="LoA2")
    assert (proven.full_name, proven.personal_number) == ("Trần Thị Hoa", "001190000123")
    assert proven.sex == "female"
    assert identity_of_claims(CLAIMS, provider="vneid", acr="LoA1").personal_number == ""


@pytest.mark.parametrize("change", [{"LoaiTaiKhoan": "2"}, {"SoDinhDanh": "123"}])
def test_what_cannot_be_used_is_refused(change):
    with pytest.raises(ClaimsRefused):
        identity_of_claims(CLAIMS | change, provider="vneid", acr="LoA2")


@pytest.mark.parametrize("acr", ["", "LoA3", "loa2", "2"])
def test_unknown_levels_count_as_unknown(acr):
    assert level_of_acr(acr) == 0


def test_levels_have_names():
    assert [level_of_acr(acr_of_level(level)) for level in (0, 1, 2)] == [0, 1, 2]
