from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from motcua.kernel.actors import Actor
from motcua.kernel.audit import verify_chain
from motcua.kernel.errors import Forbidden
from motcua.kernel.ids import new_id
from motcua.workflow import api
from motcua.workflow.models import TenantCalendar
from tenants.api import in_tenant
from tests.factories.workflow import local, shown

ADMIN = Actor(kind="staff", id=new_id(), permissions=frozenset({"tenant.configure"}))
WEEK = [["07:00-11:30", "13:30-17:00"]] * 5 + [[], []]


def test_without_settings_the_official_calendar_counts(inside_province: Any) -> None:
    calendar = api.tenant_calendar()
    assert shown(calendar.add_working_days(local(24, 4, 2026, "16:00"), 3)) == "04/05/2026 17:00"
    assert api.tenant_calendar() is calendar


def test_a_local_day_off_and_back(inside_province: Any, friday: datetime) -> None:
    day = date(2026, 4, 28)
    api.set_calendar_day(day=day, kind="off", name="Bão số 1", by=ADMIN, now=friday)
    assert not api.tenant_calendar().is_working_day(day)
    listed = {one.day: one for one in api.list_calendar_days(2026)}
    assert (listed[day].name, listed[day].source) == ("Bão số 1", "local")
    assert listed[date(2026, 8, 22)].working
    api.clear_calendar_day(day=day, by=ADMIN, now=friday)
    assert api.tenant_calendar().is_working_day(day)
    calendar = TenantCalendar.objects.get()
    assert verify_chain(f"calendar:{calendar.id}").intact


def test_a_saturday_worked_and_an_official_make_up_day_dropped(
    inside_province: Any, friday: datetime
) -> None:
    saturday, official = date(2026, 4, 25), date(2026, 8, 22)
    api.set_calendar_day(
        day=saturday, kind="working", sessions=["07:30-11:30"], by=ADMIN, now=friday
    )
    api.set_calendar_day(day=official, kind="off", by=ADMIN, now=friday)
    calendar = api.tenant_calendar()
    assert shown(calendar.add_working_days(friday, 1)) == "25/04/2026 11:30"
    assert not calendar.is_working_day(official)


def test_a_commune_may_keep_its_own_hours(inside_province: Any, friday: datetime) -> None:
    commune = new_id()
    mornings = [["08:00-12:00"]] * 6 + [[]]
    api.set_working_week(week=mornings, by=ADMIN, now=friday, agency_id=commune)
    assert api.tenant_calendar(commune).is_working_day(date(2026, 4, 25))
    assert not api.tenant_calendar().is_working_day(date(2026, 4, 25))
    assert api.tenant_calendar(new_id()) is api.tenant_calendar()


@pytest.mark.parametrize(
    "week", [[[]] * 7, [["07:00"]] * 7, [["x-y"]] * 7, [["17:00-07:00"]] * 7, WEEK[:5]]
)
def test_a_week_nobody_can_work_in_is_refused(
    inside_province: Any, friday: datetime, week: list[list[str]]
) -> None:
    with pytest.raises(api.CalendarInvalid):
        api.set_working_week(week=week, by=ADMIN, now=friday)
    assert not TenantCalendar.objects.exists()


def test_only_configuration_may_change_it(inside_province: Any, friday: datetime) -> None:
    nobody = Actor(kind="staff", id=new_id())
    with pytest.raises(Forbidden):
        api.set_working_week(week=WEEK, by=nobody, now=friday)
    with pytest.raises(Forbidden):
        api.set_calendar_day(day=date(2026, 5, 5), kind="off", by=nobody, now=friday)
    with pytest.raises(Forbidden):
        api.clear_calendar_day(day=date(2026, 5, 5), by=nobody, now=friday)
    assert not TenantCalendar.objects.exists()


def test_a_calendar_costs_one_query_and_stays_in_its_tenant(
    province: Any,
    ministry: Any,
    friday: datetime,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    day = date(2026, 5, 5)
    with in_tenant(province.schema_name):
        api.set_calendar_day(day=day, kind="off", by=ADMIN, now=friday)
        api.tenant_calendar()
        with django_assert_num_queries(1):
            assert not api.tenant_calendar().is_working_day(day)
    with in_tenant(ministry.schema_name):
        assert api.tenant_calendar().is_working_day(day)
