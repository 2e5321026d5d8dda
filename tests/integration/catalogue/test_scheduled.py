"""Publishing at a set time: approved by the second person, carried out by the clock."""

from datetime import timedelta

import pytest

from motcua.catalogue import api
from motcua.kernel.audit import read_chain
from tests.factories.catalogue import make_builder, make_publisher, small_document

pytestmark = pytest.mark.django_db
BUILDER, PUBLISHER = make_builder(), make_publisher()


@pytest.fixture
def asked(inside_province, now):
    draft = api.create_service(document=small_document(), by=BUILDER, now=now)
    api.request_publication(service_id=draft.id, base_revision=1, by=BUILDER, now=now)
    return draft


def schedule(draft, now, hours=2, by=PUBLISHER):
    return api.schedule_publication(
        service_id=draft.id, publish_at=now + timedelta(hours=hours), by=by, now=now
    )


def test_it_goes_live_when_the_time_has_come_and_once(asked, now):
    assert schedule(asked, now).state == "scheduled"
    view = api.get_draft(asked.id, by=BUILDER)
    assert (view.status, view.waiting, view.live_number) == ("in_review", None, None)
    assert view.scheduled.publish_at == now + timedelta(hours=2)
    assert api.publish_scheduled(now=now + timedelta(hours=1)) == 0
    later = now + timedelta(hours=3)
    assert api.publish_scheduled(now=later) == 1
    assert api.publish_scheduled(now=later) == 0
    [version] = api.list_versions(asked.id, by=BUILDER)
    assert (version.number, version.published_at) == (1, later)
    assert version.published_by_name == PUBLISHER.name
    assert read_chain(f"service:{asked.id}")[-1].action == "catalogue.service_published"


def test_the_author_may_still_take_it_back(asked, now):
    schedule(asked, now)
    with pytest.raises(api.DraftLocked):
        api.undo(service_id=asked.id, base_revision=1, by=BUILDER, now=now)
    back = api.take_back_request(service_id=asked.id, by=BUILDER, now=now)
    assert (back.status, back.scheduled) == ("draft", None)
    assert api.publish_scheduled(now=now + timedelta(days=1)) == 0


def test_the_reviewer_may_still_send_it_back(asked, now):
    schedule(asked, now)
    api.send_back(service_id=asked.id, reason="Khoan đã.", by=PUBLISHER, now=now)
    assert api.publish_scheduled(now=now + timedelta(days=1)) == 0


@pytest.mark.parametrize("hours", [0, -1, 24 * 400])
def test_only_times_to_come_within_a_year(hours, asked, now):
    with pytest.raises(api.ScheduleInvalid):
        schedule(asked, now, hours=hours)


def test_nobody_schedules_their_own_wish(asked, now):
    with pytest.raises(api.SamePerson):
        api.schedule_publication(
            service_id=asked.id,
            publish_at=now + timedelta(hours=1),
            by=make_like(BUILDER),
            now=now,
        )


def make_like(person):
    return type(person)(
        kind="staff",
        id=person.id,
        name=person.name,
        permissions=person.permissions | {"catalogue.publish"},
    )


def test_what_no_longer_passes_goes_back_and_holds_up_nobody(asked, now, monkeypatch):
    schedule(asked, now)
    other = api.create_service(document=small_document(), by=BUILDER, now=now)
    api.request_publication(service_id=other.id, base_revision=1, by=BUILDER, now=now)
    schedule(other, now)

    class Stern(api.PublishCheck):
        key = "test.stern"

        def check(self, document):
            if document.service.slug == asked.slug:
                yield api.Problem("service", "stern", "Chưa được.")

    with api.publish_checks.temporarily(Stern()):
        assert api.publish_scheduled(now=now + timedelta(hours=3)) == 1
    view = api.get_draft(asked.id, by=BUILDER)
    assert (view.status, view.live_number) == ("draft", None)
    assert "Chưa được." in api.list_requests(asked.id, by=BUILDER)[0].decision_note
    assert api.get_draft(other.id, by=BUILDER).live_number == 1
