"""Real commits and real threads: what one transaction promises, others must see."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from motcua.submissions import api
from motcua.submissions.models import Submission
from tenants.api import in_tenant
from tests.factories import submissions as make

THREADS = 10


def _in_threads(schema, call, times):
    """``call`` ``times`` times, ``THREADS`` of them at the same moment; results or errors."""
    gate = Barrier(THREADS)

    def work(number):
        try:
            with in_tenant(schema):
                if number < THREADS:
                    gate.wait(timeout=30)
                return call(number)
        except Exception as error:  # noqa: BLE001 -- looked at by the test
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, range(times)))


def test_fifty_sends_at_once_make_one_submission(real_tenant, heard):
    with in_tenant(real_tenant.schema_name):
        filing = make.start().fill()
    known = {"draft_id": filing.draft_id, "by": filing.by, "now": make.NOW}
    receipts = _in_threads(
        real_tenant.schema_name,
        lambda _: api.submit_draft(idempotency_key="same", **known),
        50,
    )
    assert {type(each) for each in receipts} == {api.SubmissionReceipt}
    assert len(set(receipts)) == 1
    with in_tenant(real_tenant.schema_name):
        assert Submission.objects.count() == 1
    assert len([event for event in heard if isinstance(event, api.SubmissionReceived)]) == 1


def test_two_keys_at_once_make_one_submission(real_tenant, heard):
    with in_tenant(real_tenant.schema_name):
        filing = make.start().fill()
    known = {"draft_id": filing.draft_id, "by": filing.by, "now": make.NOW}
    outcomes = _in_threads(
        real_tenant.schema_name,
        lambda number: api.submit_draft(idempotency_key=f"key-{number}", **known),
        THREADS,
    )
    kinds = sorted(type(each).__name__ for each in outcomes)
    assert kinds == ["DraftClosed"] * (THREADS - 1) + ["SubmissionReceipt"]


def test_pages_saved_at_once_lose_nothing(real_tenant):
    with in_tenant(real_tenant.schema_name):
        filing = make.start()
    pages = ["pag_who", "pag_what"] * (THREADS // 2)
    outcomes = _in_threads(
        real_tenant.schema_name, lambda number: filing.save(pages[number]), THREADS
    )
    assert all(isinstance(each, api.PageOutcome) for each in outcomes), outcomes
    with in_tenant(real_tenant.schema_name):
        draft = filing.draft
    assert draft.answers["fld_copies"] == 2
    assert draft.answers["fld_proxy"] is False
    assert draft.revision == THREADS + 1
