from datetime import timedelta

import pytest
from django.core import mail

from motcua.kernel.actors import ANONYMOUS, SYSTEM, PermissionMissing
from motcua.notifications import api as notifications
from motcua.notifications.models import Delivery, InboxEntry, Message, MessageTemplate
from tenants.api import in_tenant
from tests.factories import notifications as make

pytestmark = pytest.mark.django_db


def test_a_notice_goes_by_mail_and_into_the_inbox(inside_province, now):
    to = make.recipient()
    make.notify(to, now)
    assert mail.outbox == []
    assert notifications.send_waiting(now=now) == 2
    (sent,) = mail.outbox
    assert sent.to == [to.email]
    assert sent.subject == "Hồ sơ H36-260615-0001 đã được tiếp nhận"
    assert "http://lam-dong.motcua.localhost/ho-so/1/" in sent.body
    assert sent.reply_to == []
    assert sent.from_email.endswith("<khong-tra-loi@motcua.localhost>")
    (entry,) = notifications.list_inbox(to.applicant_id)
    assert (entry.title, entry.link, entry.is_read) == (sent.subject, "/ho-so/1/", False)
    assert {row.status for row in notifications.list_deliveries("case:1")} == {"sent"}


def test_the_same_notice_asked_for_ten_times_is_one(inside_province, now):
    to = make.recipient()
    ids = {make.notify(to, now, dedupe_key="k") for _ in range(10)}
    assert len(ids) == 1
    assert notifications.send_waiting(now=now) == 2
    make.notify(to, now, dedupe_key="k")
    assert notifications.send_waiting(now=now) == 0
    assert len(mail.outbox) == 1


def test_english_for_who_reads_english_and_vietnamese_for_the_rest(inside_province, now):
    make.notify(make.recipient(lang="en"), now)
    make.notify(make.recipient(lang="xx"), now)
    notifications.send_waiting(now=now)
    subjects = {sent.subject for sent in mail.outbox}
    assert subjects == {
        "Dossier H36-260615-0001 is accepted",
        "Hồ sơ H36-260615-0001 đã được tiếp nhận",
    }


def test_staff_have_an_inbox_of_their_own(inside_province, now):
    to = make.recipient(applicant_id=None, staff_id=make.new_id(), email="")
    make.notify(to, now, template="staff_work_item")
    notifications.send_waiting(now=now)
    assert mail.outbox == []
    assert notifications.count_unread(staff_id=to.staff_id) == 1
    assert notifications.list_inbox(to.staff_id) == []


def test_somebody_who_cannot_be_reached_is_no_error(inside_province, now):
    make.notify(make.recipient(applicant_id=None, email=""), now)
    assert notifications.send_waiting(now=now) == 0


def test_reading_is_for_the_owner_alone(inside_province, now):
    mine, other = make.recipient(), make.recipient()
    make.notify(mine, now)
    notifications.send_waiting(now=now)
    (entry,) = notifications.list_inbox(mine.applicant_id)
    for stranger in ({"applicant_id": other.applicant_id}, {"staff_id": mine.applicant_id}, {}):
        with pytest.raises(notifications.InboxEntryMissing):
            notifications.mark_read(entry_id=entry.id, now=now, **stranger)
    assert notifications.count_unread(mine.applicant_id) == 1
    given = {"entry_id": entry.id, "applicant_id": mine.applicant_id}
    notifications.mark_read(**given, now=now)
    notifications.mark_read(**given, now=now + timedelta(days=1))
    assert notifications.count_unread(mine.applicant_id) == 0
    assert notifications.list_inbox(mine.applicant_id)[0].read_at == now


def test_the_neighbour_sees_nothing(province, ministry, now):
    to = make.recipient()
    with in_tenant(province.schema_name):
        make.notify(to, now, dedupe_key="k")
        notifications.send_waiting(now=now)
    with in_tenant(ministry.schema_name):
        assert notifications.list_inbox(to.applicant_id) == []
        assert notifications.list_deliveries("case:1") == []
        make.notify(to, now, dedupe_key="k")
        assert notifications.send_waiting(now=now) == 2
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
        "/a b",
        "ho-so/1",
        "http://bqp.motcua.localhost/ho-so/1/",
    ],
)
def test_a_notice_leads_nowhere_else(inside_province, now, link):
    with pytest.raises(notifications.LinkRefused):
        make.notify(make.recipient(), now, context={"link": link})
    assert not Message.objects.exists()


def test_an_unknown_notice_is_refused(inside_province, now):
    with pytest.raises(notifications.UnknownNotice):
        make.notify(make.recipient(), now, template="no_such")


def test_values_are_text_and_headers_stay_whole(inside_province, now):
    hostile = "H36\r\nBcc: someone@example.vn\r\n\r\n<script>alert(1)</script>{link}"
    make.notify(make.recipient(), now, context={"code": hostile, "service": "{agency}"})
    notifications.send_waiting(now=now)
    (sent,) = mail.outbox
    raw = sent.message().as_string()
    assert "\nBcc:" not in raw
    assert sent.recipients() == ["nguoi.dan@example.vn"]
    html = sent.alternatives[0][0]
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "{agency}" in sent.body


@pytest.mark.parametrize(
    "address", ["a@example.vn\r\nBcc: b@example.vn", "a@example.vn, b@example.vn", "khong-phai"]
)
def test_an_address_that_is_none_fails_for_good(inside_province, now, address):
    make.notify(make.recipient(email=address, applicant_id=None), now)
    notifications.send_waiting(now=now)
    assert mail.outbox == []
    (row,) = notifications.list_deliveries("case:1")
    assert (row.status, row.attempt_count) == ("permanent_failure", 1)


def test_addresses_are_sealed_in_the_database(inside_province, now):
    from django.db import connection

    make.notify(make.recipient(), now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM notifications_delivery")
        assert all(b"nguoi.dan" not in bytes(row[0]) for row in cursor.fetchall())


class TestTemplates:
    def save(self, now, **changes):
        given = {
            "event": "received",
            "language": "vi",
            "subject": "Đã tiếp nhận {code}",
            "body": "Hẹn trả: {due}. {link}",
            "by": SYSTEM,
            "now": now,
        }
        notifications.save_template(**(given | changes))

    def test_the_tenant_s_own_words_are_used_until_reset(self, inside_province, now):
        self.save(now)
        make.notify(make.recipient(), now)
        notifications.reset_template(event="received", language="vi", by=SYSTEM, now=now)
        make.notify(make.recipient(), now)
        notifications.send_waiting(now=now)
        assert [sent.subject for sent in mail.outbox] == [
            "Đã tiếp nhận H36-260615-0001",
            "Hồ sơ H36-260615-0001 đã được tiếp nhận",
        ]

    def test_a_channel_may_have_its_own_words(self, inside_province, now):
        self.save(now)
        self.save(now, channel="channel.inbox", subject="Hộp thư: {code}")
        to = make.recipient()
        make.notify(to, now)
        notifications.send_waiting(now=now)
        assert mail.outbox[0].subject == "Đã tiếp nhận H36-260615-0001"
        assert notifications.list_inbox(to.applicant_id)[0].title == "Hộp thư: H36-260615-0001"
        own = [view for view in notifications.list_templates() if view.is_own]
        assert [(view.event, view.channel) for view in own] == [
            ("received", ""),
            ("received", "channel.inbox"),
        ]

    @pytest.mark.parametrize(
        ("field", "text"),
        [
            ("body", "{settings.SECRET_KEY}"),
            ("body", "{0.__class__}"),
            ("body", "{code:>99}"),
            ("body", "{code!r}"),
            ("body", "{amount}"),
            ("body", "{% load x %}"),
            ("body", ""),
            ("body", "x" * 5000),
            ("subject", "{unknown}"),
            ("subject", "Hai\r\nBcc: x@example.vn"),
            ("subject", "x" * 201),
            ("language", "fr"),
            ("channel", "channel.none"),
        ],
    )
    def test_what_would_not_be_filled_in_is_refused(self, inside_province, now, field, text):
        with pytest.raises(notifications.TemplateInvalid) as refused:
            self.save(now, **{field: text})
        assert refused.value.field == field
        assert not MessageTemplate.objects.exists()

    def test_preview_takes_the_same_path(self, inside_province, now):
        words = notifications.preview_template(
            event="received", language="vi", subject="Hồ sơ {code}", body="Hẹn {due} {link}"
        )
        assert "{" not in words.subject + words.body
        with pytest.raises(notifications.TemplateInvalid):
            notifications.preview_template(
                event="received", language="vi", subject="x", body="{settings.SECRET_KEY}"
            )

    def test_only_who_may_configure_the_tenant(self, inside_province, now):
        with pytest.raises(PermissionMissing):
            self.save(now, by=ANONYMOUS)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_number_of_questions(
    inside_province, now, count, django_assert_num_queries
):
    to = make.recipient()
    for _ in range(count):
        make.notify(to, now)
    notifications.send_waiting(now=now)
    with django_assert_num_queries(1):
        assert len(notifications.list_inbox(to.applicant_id)) == count
    with django_assert_num_queries(1):
        assert notifications.count_unread(to.applicant_id) == count
    with django_assert_num_queries(1):
        assert len(notifications.list_deliveries("case:1")) == 2 * count
    with django_assert_num_queries(1):
        notifications.list_templates()


def test_a_notice_costs_few_questions(inside_province, now, django_assert_max_num_queries):
    make.notify(make.recipient(), now)
    with django_assert_max_num_queries(11):
        make.notify(make.recipient(), now)
    assert Delivery.objects.count() == 4
    assert InboxEntry.objects.count() == 0
