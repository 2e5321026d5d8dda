"""Inboxes: who sees what, paging, constant query counts, no leak between tenants."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.kernel.actors import ANONYMOUS, SYSTEM, Actor
from motcua.kernel.ids import new_id
from motcua.workflow import api
from motcua.workflow.errors import WorkItemNotYours, WorkItemTaken
from motcua.workflow.models import WorkItem
from motcua.workflow.operations.access import check_may_work
from tenants.api import in_tenant
from tests.factories.workflow import usual_table
from tests.integration.workflow.conftest import WARD, staff


def start(count: int, now: datetime) -> list[api.Progress]:
    version_id = api.freeze_process(key="list", table=usual_table(), now=now)
    return [
        api.start_process(
            process_version_id=version_id,
            subject_id=new_id(),
            now=now + timedelta(minutes=number),
            agency_ids={"receiving": WARD},
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_two_queries(
    inside_province: Any,
    friday: datetime,
    django_assert_num_queries: Callable[[int], Any],
    count: int,
) -> None:
    start(count, friday)
    actor = staff("receptionist")
    with django_assert_num_queries(2):
        page = api.list_items(api.ItemFilter(for_actor=actor))
    assert (len(page.items), page.total) == (count, count)
    with django_assert_num_queries(1):
        counts = api.count_items(
            api.ItemFilter(for_actor=actor), now=friday, soon=friday + timedelta(hours=8)
        )
    assert (counts.active, counts.due_soon, counts.overdue, counts.mine) == (count, count, 0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_a_step_costs_the_same_however_many_cases_there_are(
    inside_province: Any,
    friday: datetime,
    django_assert_max_num_queries: Callable[[int], Any],
    count: int,
) -> None:
    progress = start(count, friday)[0]
    with django_assert_max_num_queries(8):
        api.complete_item(item_id=progress.opened[0].id, outcome="accept", by=SYSTEM, now=friday)


def test_most_urgent_first_in_pages(inside_province: Any, friday: datetime) -> None:
    started = [one.opened[0].id for one in start(3, friday)]
    first = api.list_items(limit=2)
    rest = api.list_items(limit=2, offset=2)
    assert [item.id for item in (*first.items, *rest.items)] == started
    assert first.total == 3
    assert api.list_items(limit=10_000).limit == 100


def test_filters(inside_province: Any, friday: datetime) -> None:
    one, two, _three = start(3, friday)
    actor = staff("receptionist")
    api.claim_item(item_id=one.opened[0].id, by=actor, now=friday)
    api.complete_item(item_id=two.opened[0].id, outcome="accept", by=SYSTEM, now=friday)

    def total(**conditions: Any) -> int:
        return api.list_items(api.ItemFilter(**conditions)).total

    assert total() == 3
    assert total(roles=("receptionist",)) == 2
    assert total(roles=("receptionist",), unassigned=True) == 1
    assert total(assignee_id=actor.id) == 1
    assert total(subject_ids=(two.subject_id,), statuses=("done",)) == 1
    assert total(agency_ids=(WARD,)) == 2
    assert total(kinds=("review",)) == 1
    assert total(due_before=friday) == 0
    assert total(for_actor=staff("receptionist")) == 1
    assert total(for_actor=actor) == 2
    mine = api.count_items(api.ItemFilter(for_actor=actor), now=friday, soon=friday).mine
    assert mine == 1


def test_the_inbox_lists_exactly_what_may_be_done(inside_province: Any, friday: datetime) -> None:
    one, two, _three = start(3, friday)
    holder = staff("receptionist")
    api.claim_item(item_id=one.opened[0].id, by=holder, now=friday)
    api.complete_item(item_id=two.opened[0].id, outcome="accept", by=SYSTEM, now=friday)
    people = [
        holder,
        staff("receptionist"),
        staff("specialist"),
        staff("receptionist", "specialist", agencies=()),
        staff(),
        Actor(kind="applicant", id=new_id()),
        ANONYMOUS,
    ]
    for person in people:
        listed = {item.id for item in api.list_items(api.ItemFilter(for_actor=person)).items}
        allowed = {row.id for row in WorkItem.objects.filter(done_at=None) if may(row, person)}
        assert listed == allowed


def may(row: WorkItem, person: Actor) -> bool:
    try:
        check_may_work(row, person)
    except (WorkItemTaken, WorkItemNotYours):
        return False
    return True


def test_the_neighbour_sees_nothing(province: Any, ministry: Any, friday: datetime) -> None:
    with in_tenant(province.schema_name):
        (progress,) = start(1, friday)
    with in_tenant(ministry.schema_name):
        assert api.list_items().total == 0
        assert api.items_of(progress.subject_id) == ()
        assert api.find_progress(progress.subject_id) is None
        with pytest.raises(api.WorkItemMissing):
            api.complete_item(
                item_id=progress.opened[0].id, outcome="accept", by=SYSTEM, now=friday
            )
    with in_tenant(province.schema_name):
        assert api.get_item(progress.opened[0].id).is_active
