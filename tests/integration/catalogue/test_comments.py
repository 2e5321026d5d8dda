"""Talking about a draft: threads, replies, settling, naming colleagues."""

import pytest

from motcua.catalogue import api
from motcua.catalogue.models import CommentThread
from motcua.identity.api import create_staff
from motcua.kernel.actors import Actor, PermissionMissing
from motcua.kernel.ids import new_id
from motcua.notifications.models import Message
from tests.factories.catalogue import make_builder, make_publisher, small_document

pytestmark = pytest.mark.django_db
BUILDER, PUBLISHER = make_builder(), make_publisher()


@pytest.fixture
def draft(inside_province, now):
    return api.create_service(document=small_document(), by=BUILDER, now=now)


@pytest.fixture
def colleague(inside_province, now):
    return _staff("soan.hai", "Trần Văn Hai", now)


def _staff(username, name, now):
    return create_staff(username=username, full_name=name, roles=[("builder", None)], now=now)


def say(draft, now, body="Cần lời hướng dẫn.", by=BUILDER, part_id="fld_ho_ten", **more):
    return api.start_comment(
        service_id=draft.id, part_id=part_id, body=body, by=by, now=now, **more
    )


def test_a_thread_is_opened_answered_and_settled(draft, now):
    thread = say(draft, now)
    assert (thread.part_id, thread.part_name) == ("fld_ho_ten", "Họ và tên")
    answered = api.reply_to_comment(
        service_id=draft.id, thread_id=thread.id, body="Đã thêm.", by=PUBLISHER, now=now
    )
    assert [each.by_name for each in answered.comments] == [BUILDER.name, PUBLISHER.name]
    settled = api.resolve_comment(
        service_id=draft.id, thread_id=thread.id, is_resolved=True, by=PUBLISHER, now=now
    )
    assert (settled.is_resolved, settled.resolved_by_name) == (True, PUBLISHER.name)
    assert api.count_open_comments(draft.id) == 0
    again = api.reply_to_comment(
        service_id=draft.id, thread_id=thread.id, body="Chưa rõ.", by=BUILDER, now=now
    )
    assert not again.is_resolved
    assert api.list_comments(draft.id, by=BUILDER) == [again]


def test_a_reviewer_may_speak_while_the_draft_is_locked(draft, now):
    api.request_publication(service_id=draft.id, base_revision=draft.revision, by=BUILDER, now=now)
    assert say(draft, now, by=PUBLISHER).comments[0].by == PUBLISHER.id


def test_a_named_colleague_is_told_once_without_the_words(draft, colleague, now):
    thread = say(draft, now, mentions=[colleague.id, colleague.id])
    assert thread.comments[0].mentions == ((str(colleague.id), "Trần Văn Hai"),)
    message = Message.objects.get(staff_id=colleague.id)
    bodies = " ".join(message.deliveries.values_list("body", flat=True))
    assert BUILDER.name in bodies
    assert "hướng dẫn" not in bodies


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"part_id": "fld_khong_co"}, "part_id"),
        ({"body": "  "}, "body"),
        ({"body": "a" * 2_001}, "body"),
        ({"body": "a\x07"}, "body"),
        ({"mentions": [new_id()]}, "mentions"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(draft, now, change, field):
    with pytest.raises(api.CommentInvalid) as refused:
        say(draft, now, **change)
    assert refused.value.field == field
    assert not CommentThread.objects.exists()


def test_others_neither_read_nor_write(draft, now):
    thread = say(draft, now)
    stranger = Actor(kind="staff", id=new_id(), permissions=frozenset({"casework.read"}))
    for act in (
        lambda: api.list_comments(draft.id, by=stranger),
        lambda: say(draft, now, by=stranger),
        lambda: api.resolve_comment(
            service_id=draft.id, thread_id=thread.id, is_resolved=True, by=stranger, now=now
        ),
    ):
        with pytest.raises(PermissionMissing):
            act()


def test_a_thread_belongs_to_its_service(draft, now):
    thread = say(draft, now)
    other = api.create_service(document=small_document(), by=BUILDER, now=now)
    with pytest.raises(api.CommentThreadMissing):
        api.resolve_comment(
            service_id=other.id, thread_id=thread.id, is_resolved=True, by=BUILDER, now=now
        )


def test_many_threads_cost_as_many_queries_as_one(draft, now, django_assert_num_queries):
    for count in range(1, 4):
        say(draft, now, body=f"Lần {count}")
        with django_assert_num_queries(2):
            assert len(api.list_comments(draft.id, by=BUILDER)) == count
