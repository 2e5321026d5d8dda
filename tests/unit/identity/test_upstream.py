"""What a provider says, read: claims, groups, second factors."""

import pytest

from motcua.identity.contrib.ldap.provider import LdapProvider
from motcua.identity.contrib.oidc.claims import groups_at, has_second_factor, text_at
from motcua.identity.contrib.oidc.provider import OidcProvider
from motcua.identity.staff.role_rules import RoleRule, roles_of_groups
from motcua.kernel.http import AddressRefused
from tests.cases import try_each


def test_claims_by_name_and_by_path():
    claims = {
        "name": "  Nguyễn Văn An ",
        "realm_access": {"roles": ["mot-cua", 7, ""]},
        "https://tinh.example/groups": ["a"],
        "department": ["Sở Tư pháp"],
        "groups": "mot-nhom",
        "depth": {"x": "y"},
    }
    assert text_at(claims, "name") == "Nguyễn Văn An"
    assert text_at(claims, "department") == "Sở Tư pháp"
    assert text_at(claims, "depth") == text_at(claims, "khong.co") == text_at(claims, "") == ""
    assert groups_at(claims, "realm_access.roles") == {"mot-cua"}
    assert groups_at(claims, "https://tinh.example/groups") == {"a"}
    assert groups_at(claims, "groups") == {"mot-nhom"}
    assert groups_at(claims, "name.roles") == frozenset()
    # Decomposed letters, as some directories send them, are the same name.
    assert text_at({"name": "Nguye\u0302\u0303n"}, "name") == "Nguyễn"


def test_what_counts_as_a_second_factor():
    cases = [
        ({"amr": ["mfa"]}, True),
        ({"amr": ["pwd", "otp"]}, True),
        ({"amr": ["hwk", "fpt"]}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": ["otp"]}, False),
        ({"amr": ["pwd", "pin"]}, False),
        ({"amr": "pwd otp"}, False),
        ({"amr": [["mfa"], None, 1]}, False),
        ({"acr": "cao"}, True),
        ({"acr": "thap"}, False),
        ({"acr": ["cao"]}, False),
        ({}, False),
    ]

    def judge(case):
        assert has_second_factor(case[0], ["cao"]) is case[1]

    try_each(cases, judge, name=repr)
    assert not has_second_factor({"acr": None}, [])


def test_groups_give_roles_whatever_their_case():
    rules = [
        RoleRule("CN=Một-Cửa,DC=tinh", "receptionist", "H36.1"),
        RoleRule("lanh-dao", "leader"),
        RoleRule("khac", "inspector"),
    ]
    groups = frozenset({"cn=một-cửa,dc=tinh", "LANH-DAO"})
    assert roles_of_groups(rules, groups) == {("receptionist", "H36.1"), ("leader", "")}
    assert roles_of_groups(rules, frozenset()) == frozenset()


def test_only_opened_networks_hold_directories(settings, monkeypatch):
    from motcua.identity.contrib.ldap import address

    settings.MOTCUA_ALLOW_LOOPBACK = False
    found = [(None, None, None, None, ("10.1.2.3", 0))]
    monkeypatch.setattr(address.socket, "getaddrinfo", lambda *_a, **_k: found)
    for opened in ([], ["10.9.0.0/16"], ["fd00::/8"]):
        settings.MOTCUA_DIRECTORY_NETWORKS = opened
        with pytest.raises(AddressRefused):
            address.directory_address("ldap.tinh.example")
    settings.MOTCUA_DIRECTORY_NETWORKS = ["10.1.0.0/16"]
    assert address.directory_address("ldap.tinh.example") == "10.1.2.3"
    found.append((None, None, None, None, ("10.9.0.1", 0)))
    with pytest.raises(AddressRefused):
        address.directory_address("ldap.tinh.example")


def test_every_kind_says_what_it_calls_things():
    wanted = {"username", "full_name", "email", "unit", "groups"}
    for plugin in (OidcProvider(), LdapProvider()):
        assert set(plugin.usual_claims) == wanted
