import pytest

from motcua.kernel.actors import SYSTEM, Actor, PermissionMissing
from motcua.kernel.i18n import pick
from motcua.kernel.ids import ALPHABET, new_id, new_reference
from motcua.kernel.money import CurrencyMismatch, Money
from motcua.kernel.registry import Registry, UnknownPlugin
from motcua.kernel.text import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("  ĐẮK   LẮK ", "dak lak"),
        ("Thừa Thiên – Huế", "thua thien – hue"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("money", "shown"),
    [
        (Money(8000), "8.000 đ"),
        (Money(0), "0 đ"),
        (Money(-1_250_000), "-1.250.000 đ"),
        (Money(150, "USD"), "1,50 USD"),
        (Money(50, "USD"), "0,50 USD"),
    ],
)
def test_money_is_shown_the_vietnamese_way(money, shown):
    assert money.display() == shown


def test_currencies_do_not_mix():
    with pytest.raises(CurrencyMismatch):
        Money(1) + Money(1, "USD")


def test_ids_are_ordered_and_references_readable():
    ids = [new_id() for _ in range(100)]
    assert ids == sorted(ids)
    assert {each.version for each in ids} == {7}
    prefix, code = new_reference("NH").split("-")
    assert prefix == "NH"
    assert set(code) <= set(ALPHABET)


def test_pick_falls_back_to_vietnamese():
    assert pick({"vi": "Có", "en": "Yes"}, "en-GB") == "Yes"
    assert pick({"vi": "Có"}, "en") == "Có"
    assert pick(None) == ""


def test_actors_need_permissions():
    with pytest.raises(PermissionMissing):
        Actor(kind="staff").require("casework.receive")
    Actor(kind="staff", permissions=frozenset({"casework.receive"})).require("casework.receive")
    SYSTEM.require("anything")


class Thing:
    def __init__(self, key):
        self.key = key


def test_registry():
    things = Registry("thing", Thing)
    things.register(Thing("a.b"))
    with pytest.raises(ValueError, match="twice"):
        things.register(Thing("a.b"))
    with pytest.raises(ValueError, match="key"):
        things.register(Thing("A b"))
    with pytest.raises(TypeError):
        things.register("x")
    with pytest.raises(UnknownPlugin):
        things.get("c")
    with things.temporarily(Thing("c")):
        assert "c" in things
    assert things.keys() == ["a.b"]
