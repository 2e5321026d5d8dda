"""Several people press the button at the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from motcua.kernel.ids import new_id
from motcua.workflow import api
from motcua.workflow.models import ProcessInstance, WorkItem
from tenants.api import find_tenant, in_tenant
from tests.factories.workflow import outcome, step, usual_table
from tests.integration.workflow.conftest import WARD, staff

PEOPLE = 6

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(schema: str, act: Callable[[int], Any]) -> list[Any]:
    ready = Barrier(PEOPLE)

    def one(number: int) -> Any:
        try:
            with in_tenant(schema):
                ready.wait(timeout=20)
                return act(number)
        except Exception as failed:  # noqa: BLE001 -- the outcome under test
            return failed
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(one, range(PEOPLE)))


def test_exactly_one_completion_wins(friday: datetime) -> None:
    schema = find_tenant(slug="lam-dong").schema_name
    with in_tenant(schema):
        version_id = api.freeze_process(key="race", table=usual_table(), now=friday)
        progress = api.start_process(
            process_version_id=version_id,
            subject_id=new_id(),
            now=friday,
            agency_ids={"receiving": WARD},
        )
    item_id = progress.opened[0].id
    choices = ["accept", "refuse"]
    results = all_at_once(
        schema,
        lambda number: api.complete_item(
            item_id=item_id,
            outcome=choices[number % 2],
            by=staff("receptionist"),
            now=friday,
            note="Lý do",
        ),
    )
    won = [one for one in results if isinstance(one, api.Progress)]
    lost = [one for one in results if isinstance(one, api.WorkItemTaken)]
    assert (len(won), len(lost)) == (1, PEOPLE - 1), results
    with in_tenant(schema):
        instance = ProcessInstance.objects.get(id=progress.instance_id)
        assert instance.revision == 2
        followed = WorkItem.objects.filter(instance=instance).count()
        assert followed == 1 + len(won[0].opened)


def test_exactly_one_claim_and_one_start_win(friday: datetime) -> None:
    schema = find_tenant(slug="lam-dong").schema_name
    subject_id = new_id()
    with in_tenant(schema):
        version_id = api.freeze_process(key="race", table=usual_table(), now=friday)
    starts = all_at_once(
        schema,
        lambda _: api.start_process(
            process_version_id=version_id,
            subject_id=subject_id,
            now=friday,
            agency_ids={"receiving": WARD},
        ),
    )
    won = [one for one in starts if isinstance(one, api.Progress)]
    assert len(won) == 1, starts
    assert all(isinstance(one, api.ProcessAlreadyRunning) for one in starts if one not in won)
    claims = all_at_once(
        schema,
        lambda _: api.claim_item(item_id=won[0].opened[0].id, by=staff("receptionist"), now=friday),
    )
    assert sum(isinstance(one, api.WorkItemView) for one in claims) == 1, claims
    assert sum(isinstance(one, api.WorkItemTaken) for one in claims) == PEOPLE - 1


def test_branches_finished_at_once_join_exactly_once(friday: datetime) -> None:
    """Everybody finishes their branch at the same moment; timers fire in between, twice."""
    schema = find_tenant(slug="lam-dong").schema_name
    names = [f"b{number}" for number in range(PEOPLE)]
    branches = [step(name, outcome("ok", "join:all"), timeout="ok") for name in names]
    kind = api.StepKind.PARALLEL
    table = api.StepTable(
        (
            step("receive", outcome("ok", "all"), kind="reception", role="receptionist"),
            api.StepSpec("all", "Cùng lúc", "", kind, (outcome("go", "sign"),), branches=(*names,)),
            *branches,
            step("sign", outcome("ok", "end:issued"), role="leader", kind="approve"),
        )
    )
    with in_tenant(schema):
        version_id = api.freeze_process(key="join", table=table, now=friday)
        begun = api.start_process(process_version_id=version_id, subject_id=new_id(), now=friday)
        opened = api.complete_item(
            item_id=begun.opened[0].id, outcome="ok", by=staff("receptionist"), now=friday
        ).opened
    late = friday + timedelta(days=7)

    def act(number: int) -> Any:
        if number % 2:
            return api.fire_timers(now=late)
        return api.complete_item(
            item_id=opened[number].id, outcome="ok", by=staff("specialist"), now=late
        )

    results = all_at_once(schema, act)
    assert all(isinstance(one, api.Progress | api.WorkItemTaken | int) for one in results), results
    with in_tenant(schema):
        api.fire_timers(now=late)
        progress = api.find_progress(begun.subject_id)
        assert progress is not None
        assert progress.current_step_ids == ("sign",)
        done = [one.step_id for one in progress.closed if one.status == "done"]
        assert sorted(done) == sorted(["receive", *names])
        assert WorkItem.objects.filter(subject_id=begun.subject_id, step_id="sign").count() == 1
