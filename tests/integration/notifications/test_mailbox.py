import pytest
from django.core.mail import EmailMessage, get_connection

from motcua.notifications.contrib.email import mailbox
from motcua.notifications.contrib.email.channel import html_of

pytestmark = pytest.mark.django_db

MAILBOX = "motcua.notifications.contrib.email.mailbox.MailboxBackend"


@pytest.fixture
def box(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path / "mail"


def send(subject, message_id=None, body="Xin chào"):
    headers = {"Message-ID": message_id} if message_id else {}
    to = ["nguoi.dan@example.vn"]
    mail = EmailMessage(subject, body, "a@example.vn", to, headers=headers)
    get_connection(MAILBOX).send_messages([mail])


def test_the_same_message_id_is_one_file_and_counted(box):
    send("Một", "<1@x>")
    send("Hai", "<2@x>")
    send("Một", "<1@x>")
    assert len(list(box.glob("*.eml"))) == 2
    assert {mail.message_id: mail.arrival_count for mail in mailbox.newest()} == {
        "<1@x>": 2,
        "<2@x>": 1,
    }
    assert not list(box.glob(".*"))


def test_a_message_id_cannot_choose_its_place(box):
    send("Một", "<../../../../etc/passwd@x>")
    assert [path.parent for path in box.rglob("*.eml")] == [box]


@pytest.mark.parametrize("name", ["", "../x", "a" * 40 + "/..", "Z" * 40, "0" * 39, "0" * 40])
def test_only_stored_mails_are_found(box, name):
    send("Một")
    assert mailbox.find(name) is None


def test_the_page_lists_and_shows_mails_escaped(box, tenant_client):
    client = tenant_client("")
    assert "Chưa có thư nào" in client.get("/simulator/mail/").content.decode()
    send("<b>Hồ sơ</b>", "<1@x>", body="Xem <script>x</script> tại http://x.example/")
    (stored,) = mailbox.newest()
    listed = client.get("/simulator/mail/").content.decode()
    assert "&lt;b&gt;Hồ sơ&lt;/b&gt;" in listed
    assert f"/simulator/mail/{stored.name}/" in listed
    shown = client.get(f"/simulator/mail/{stored.name}/").content.decode()
    assert "<script>" not in shown
    assert 'href="http://x.example/"' in shown
    assert client.get("/simulator/mail/0000/").status_code == 404


def test_there_is_no_such_page_in_production_nor_at_a_tenant(box, tenant_client, settings):
    assert tenant_client("lam-dong").get("/simulator/mail/").status_code == 404
    settings.MOTCUA_SIMULATORS = False
    assert tenant_client("").get("/simulator/mail/").status_code == 404


def test_html_is_the_same_words_escaped():
    html = html_of('Chào <b>\n\n"Xem" http://x.example/?a=1&b=2', language="vi")
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
    assert 'href="http://x.example/?a=1&amp;b=2"' in html
