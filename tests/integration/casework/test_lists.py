"""Lists, inboxes, the dossier's screen, tracking: what they show and what they cost."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework import api
from motcua.casework.models import Case
from motcua.casework.operations.open_case import open_case
from motcua.kernel import events
from motcua.kernel.errors import TooMany
from motcua.submissions.api import SubmissionReceived, get_receipt
from motcua.workflow.api import ItemFilter, list_items
from tests.factories.casework import NOW, actor, make_office
from tests.factories.identity import make_applicant

STATES = api.NationalState


@pytest.fixture(autouse=True)
def _no_attempts_yet():
    cache.clear()


def queries(call):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        call()
    return len(captured)


def test_lists_cost_the_same_with_one_and_with_three(office):
    specialist, leader = office.specialist, office.leader
    lists = {
        "list": lambda: api.list_cases(by=specialist, now=office.now),
        "own": lambda: api.list_for_applicant(by=office.citizen, now=office.now),
        "inbox": lambda: api.inbox(by=specialist, now=office.now),
        "counts": lambda: api.count_inbox(by=specialist, now=office.now),
        "text": lambda: api.list_cases(
            by=leader, now=office.now, wanted=api.CaseFilter(text="tran")
        ),
        "numbers": lambda: api.count_cases(
            by=leader, now=office.now, soon=office.now + timedelta(days=1)
        ),
    }
    office.received()
    one = {name: queries(call) for name, call in lists.items()}
    office.received()
    office.received()
    three = {name: queries(call) for name, call in lists.items()}
    assert one == three
    assert max(three.values()) <= 8
    assert len(api.list_cases(by=office.specialist, now=office.now).items) == 3


def test_one_dossier_costs_the_same_early_and_late(office):
    early = office.received()
    late, leader = office.issued(), office.leader
    costs = [
        queries(lambda case=case: api.get_case(case.pk, by=leader, now=office.now))
        for case in (early, late)
    ]
    assert max(costs) <= 14
    assert abs(costs[0] - costs[1]) <= 1


def test_opening_a_dossier_takes_few_statements(office, monkeypatch):
    counts = []

    def counted(event, at):
        counts.append(queries(lambda: open_case(event, at)))

    monkeypatch.setitem(events._immediate, SubmissionReceived, [counted])
    office.file_only()
    office.file_only()
    assert Case.objects.count() == 2
    assert max(counts) <= 8, counts


def test_filters(office):
    waiting = office.file()
    taken = office.received()
    done = office.issued()
    by, now = office.leader, office.now

    def found(**wanted):
        page = api.list_cases(by=by, now=now, wanted=api.CaseFilter(**wanted))
        assert page.total == len(page.items)
        return {row.id for row in page.items}

    assert found(states=(STATES.REGISTERED,)) == {waiting.pk}
    assert found(open_only=True) == {waiting.pk, taken.pk}
    assert found(holder_role="specialist") == {taken.pk}
    assert found(holder_agency_id=office.agency.id) == {waiting.pk, taken.pk, done.pk}
    assert found(text=taken.code) == {taken.pk}
    assert found(text=taken.code[:10].lower()) == {taken.pk, done.pk}
    assert found(text="tran mau") == {waiting.pk, taken.pk, done.pk}
    assert found(text="Trần") == {waiting.pk, taken.pk, done.pk}
    assert found(text="khong co") == set()
    assert found(text="' | !x:* <-> \\") == set()
    assert found(text=waiting.reference) == {waiting.pk}
    assert found(due_until=waiting.deadline_at + timedelta(seconds=1)) == {waiting.pk}
    assert found(service_id=done.service_id, agency_id=office.agency.id, late_only=True) == set()


def test_most_urgent_first_and_standing_clocks_last(office):
    slow, urgent = office.received(), office.file()
    paused = office.received()
    office.ask(paused)
    order = [row.id for row in api.list_cases(by=office.leader, now=office.now).items]
    assert order == [urgent.pk, slow.pk, paused.pk]


def test_the_inbox_shows_what_the_workflow_lets_people_do(office):
    office.file()
    office.received()
    mine = office.received()
    api.claim_work(work_item_id=mine.holder_item_id, by=office.specialist, now=office.now)
    office.issued()
    people = [office.receptionist, office.specialist, office.leader, office.clerk, office.returner]
    people += [actor("specialist", agency=office.agency), actor("inspector")]
    for by in people:
        shown = {row.holder.item_id for row in api.inbox(by=by, now=office.now).items}
        may = {item.id for item in list_items(ItemFilter(for_actor=by)).items}
        assert shown == may, by.roles


def test_counters_and_buckets_agree(office):
    mine = office.received()
    office.received()
    waiting = office.received()
    office.ask(waiting)
    api.claim_work(work_item_id=mine.holder_item_id, by=office.specialist, now=office.now)
    for passed in (timedelta(), timedelta(days=2)):
        now = office.now + passed
        counts = api.count_inbox(by=office.specialist, now=now)
        for bucket in ("all", "new", "mine", "due_soon", "late", "waiting"):
            page = api.inbox(by=office.specialist, now=now, bucket=bucket)
            assert page.total == getattr(counts, bucket), (bucket, passed)
    assert (counts.all, counts.mine, counts.new, counts.late, counts.waiting) == (2, 1, 1, 2, 1)


def test_the_screen_of_a_dossier(office):
    case = office.received()
    view = api.get_case(case.pk, by=office.specialist, now=office.now)
    assert view.row.due.text == "còn 3 ngày làm việc"
    assert view.row.holder.words == office.agency.name
    assert [(each.id, each.meaning) for each in view.outcomes] == [
        ("out_pass", "forward"),
        ("out_reject", "refuse"),
    ]
    assert view.can_decide
    assert not api.get_case(case.pk, by=office.leader, now=office.now).can_decide
    assert view.owner.details["personal_number"] == "001190000123"
    assert next(row.value for row in view.pages[0].rows) == "Trần Thị Mẫu"
    assert [each.name for each in view.files] == ["Giấy chứng sinh.pdf"]
    assert view.tracking_secret == ""
    own = api.get_case(case.pk, by=office.citizen, now=office.now)
    assert own.tracking_secret == get_receipt(case.submission_id).tracking_secret
    assert not own.can_decide


def test_no_identity_number_in_clear(office):
    office.issued()
    office.run_later_work()
    with connection.cursor() as cursor:
        for table in (
            "casework_case",
            "casework_paper",
            "kernel_audit_entry",
            "kernel_outbox_entry",
        ):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%%001190000123%%'")
            assert cursor.fetchone()[0] == 0, table


def test_tracking_needs_both_code_and_secret(office):
    case = office.received()
    secret = get_receipt(case.submission_id).tracking_secret
    for code in (case.code, case.reference, f" {case.code.lower()} "):
        seen = api.track(code, secret.lower(), client="192.0.2.1", now=office.now)
        assert (seen.number, seen.state) == (case.code, STATES.RECEIVED)
        assert seen.holder_agency == office.agency.name
    for code, wrong in ((case.code, "00000000"), ("H36-000000-0000", secret), ("", "")):
        with pytest.raises(api.TrackingRefused) as refused:
            api.track(code, wrong, client="192.0.2.2", now=office.now)
        assert str(refused.value) == "Mã hồ sơ hoặc mã bí mật không đúng."


def test_tracking_cannot_be_tried_out(office):
    case = office.received()
    for number in range(10):
        with pytest.raises(api.TrackingRefused):
            api.track(case.code, f"{number:08d}", client=f"192.0.2.{number}", now=office.now)
    with pytest.raises(TooMany):
        api.track(case.code, "00000000", client="198.51.100.1", now=office.now)


def test_numbers_for_the_dashboard(office):
    office.file()
    office.issued()
    late = office.received()
    Case.objects.filter(pk=late.pk).update(deadline_at=NOW - timedelta(days=1))
    numbers = api.count_cases(by=office.leader, now=office.now, soon=office.now + timedelta(days=9))
    assert (numbers.total, numbers.open, numbers.open_late, numbers.finished) == (3, 2, 1, 1)
    assert numbers.by_state[STATES.REGISTERED] == 1
    assert (numbers.on_time, numbers.late, numbers.on_time_percent) == (1, 0, 100.0)


def test_other_peoples_dossiers_are_not_in_my_list(office):
    office.received()
    stranger = make_office()
    stranger.applicant = make_applicant()
    stranger.received()
    own = api.list_for_applicant(by=stranger.citizen, now=NOW)
    assert own.total == 1
