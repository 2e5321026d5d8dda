from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from motcua.identity import api
from motcua.identity.models import Account
from motcua.kernel.actors import SYSTEM
from tenants.api import in_public, in_tenant
from tests.factories.identity import make_agency, make_staff

pytestmark = pytest.mark.django_db


def request_of(staff):
    request = RequestFactory().get("/")
    request.user = Account.objects.get(pk=staff.id) if staff else AnonymousUser()
    return request


def test_an_actor_has_the_union_of_its_roles_and_the_divisions_of_its_agency(inside_province):
    department = make_agency()
    division = make_agency(kind="division", parent_code=department.code)
    commune = make_agency(kind="commune", parent_code=department.code)
    staff = make_staff("receptionist", "cashier", agency=department)

    actor = api.actor_from_request(request_of(staff))

    assert actor.kind == "staff"
    assert actor.id == staff.id
    assert actor.roles == {"receptionist", "cashier"}
    assert actor.may("casework.receive")
    assert actor.may("payments.collect")
    assert not actor.may("casework.approve")
    assert actor.agency_ids == {department.id, division.id}
    assert commune.id not in actor.agency_ids


def test_a_role_in_the_whole_tenant_covers_every_agency(inside_province):
    first, second = make_agency(), make_agency(kind="commune")
    actor = api.actor_from_request(request_of(make_staff("inspector")))
    assert {first.id, second.id} <= actor.agency_ids


def test_withdrawing_a_role_works_from_the_next_request(inside_province):
    agency = make_agency()
    staff = make_staff("leader", agency=agency)
    old = request_of(staff)
    assert api.actor_from_request(old).may("casework.approve")

    api.withdraw_role(
        staff_id=staff.id, role="leader", agency_id=agency.id, by=SYSTEM, now=timezone.now()
    )

    assert api.actor_from_request(old).may("casework.approve")  # this request goes on as it began
    assert not api.actor_from_request(request_of(staff)).may("casework.approve")
    assert api.get_staff(staff.id).roles == frozenset()


def test_a_role_ends_by_itself(inside_province):
    staff = make_staff()
    now = timezone.now()
    api.assign_role(
        staff_id=staff.id,
        role="leader",
        agency_id=None,
        by=SYSTEM,
        now=now - timedelta(days=2),
        valid_until=now - timedelta(days=1),
    )
    assert not api.actor_from_request(request_of(staff)).may("casework.approve")
    assert not Account.objects.get(pk=staff.id).has_perm("wagtailadmin.access_admin")


def test_giving_a_role_twice_changes_nothing(inside_province):
    staff = make_staff("builder")
    api.assign_role(
        staff_id=staff.id, role="builder", agency_id=None, by=SYSTEM, now=timezone.now()
    )
    assert len(api.get_staff(staff.id).assignments) == 1


@pytest.mark.parametrize(("size", "role"), [(1, "specialist"), (3, "leader")])
def test_the_actor_costs_the_same_with_one_and_three_of_everything(
    inside_province, django_assert_num_queries, size, role
):
    agencies = [make_agency() for _ in range(size)]
    staff = make_staff(username="mot-nguoi")
    for agency in agencies:
        api.assign_role(
            staff_id=staff.id, role=role, agency_id=agency.id, by=SYSTEM, now=timezone.now()
        )
    request = request_of(staff)
    with django_assert_num_queries(2):
        api.actor_from_request(request)
        api.actor_from_request(request)


@pytest.mark.parametrize("size", [1, 3])
def test_lists_cost_the_same_with_one_and_three_rows(
    inside_province, django_assert_num_queries, size
):
    agency = make_agency()
    for _ in range(size):
        make_staff("specialist", agency=agency)
    with django_assert_num_queries(2):
        assert len(api.list_staff(role="specialist", agency_id=agency.id)) == size
    with django_assert_num_queries(1):
        api.list_agencies()


def test_who_holds_a_role_everywhere_is_listed_at_each_agency(inside_province):
    agency, other = make_agency(), make_agency()
    here = make_staff("leader", agency=agency)
    there = make_staff("leader", agency=other)
    everywhere = make_staff("leader")
    listed = {person.id for person in api.list_staff(role="leader", agency_id=agency.id)}
    assert here.id in listed
    assert everywhere.id in listed
    assert there.id not in listed


def test_staff_and_agencies_of_one_tenant_are_unknown_in_another(province, ministry):
    with in_tenant(province.schema_name):
        agency = make_agency(code="CHUNG")
        staff = make_staff("leader", agency=agency, username="chung")
    with in_tenant(ministry.schema_name):
        assert api.find_agency(code="CHUNG") is None
        assert api.find_staff(username="chung") is None
        with pytest.raises(api.StaffMissing):
            api.get_staff(staff.id)
        make_agency(code="CHUNG")
        assert make_staff(username="chung").id != staff.id
        assert [s.id for s in api.list_staff(role="leader")] == []


@pytest.mark.parametrize(
    ("roles", "opens_admin", "edits_pages"),
    [((), False, False), (("specialist",), True, False), (("builder",), True, True)],
)
def test_roles_open_wagtail(inside_province, roles, opens_admin, edits_pages):
    from wagtail.permissions import page_permission_policy

    account = Account.objects.get(pk=make_staff(*roles).id)
    assert account.has_perm("wagtailadmin.access_admin") is opens_admin
    assert page_permission_policy.user_has_permission(account, "change") is edits_pages
    assert not account.is_superuser


def test_refusals(inside_province):
    agency = make_agency(code="CO")
    with pytest.raises(api.AgencyCodeTaken):
        make_agency(code="CO")
    with pytest.raises(api.AgencyMissing):
        make_agency(parent_code="KHONG-CO")
    make_staff(username="trung", agency=agency)
    with pytest.raises(api.UsernameTaken):
        make_staff(username="trung")
    with pytest.raises(api.RoleMissing):
        make_staff("vua")
    with in_public(), pytest.raises(Exception, match="Cán bộ chỉ được tạo"):
        make_staff()


def test_nobody_both_builds_and_publishes_and_technicians_read_no_dossiers():
    for role in api.ROLES.values():
        assert not {"catalogue.edit", "catalogue.publish"} <= role.permissions
    assert not any(p.startswith("casework") for p in api.ROLES["tech_admin"].permissions)
