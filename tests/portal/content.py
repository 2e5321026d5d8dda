"""Two agencies with everything a portal can show, made by the deeds that make it in real life."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from motcua.appointments import api as appointments
from motcua.casework import api as casework
from motcua.catalogue.api import VersionView
from motcua.config.demo.actors import staff
from motcua.config.demo.counter import furnish_counters
from motcua.config.demo.dossiers import LIVES, State, make_dossier
from motcua.config.demo.pages import write_news, write_pages
from motcua.config.demo.places import DEMO_TENANTS, PASSWORD
from motcua.config.demo.publishing import publish_services
from motcua.config.demo.surveys import make_surveys
from motcua.config.demo.tenants import make_tenants
from motcua.fleet import api as fleet
from motcua.identity import api as identity
from motcua.kernel import outbox
from motcua.kernel.actors import SYSTEM, Actor
from motcua.kernel.sealed_links import seal
from motcua.notifications import api as notifications
from motcua.petitions import api as petitions
from motcua.portal.models import (
    GuidePage,
    HomePage,
    LandingPage,
    LegalAct,
    PortalSettings,
)
from motcua.portal.operations import themes
from motcua.portal.views.queue import KIOSK
from motcua.ratings import api as ratings
from tenants.api import TenantMissing, TenantView, find_tenant, in_tenant

Tell = Callable[[str], None]
PICTURE_TEXT: Final = "Người dân làm thủ tục tại quầy"
OPERATOR: Final = dataclasses.replace(SYSTEM, name="Người vận hành")
_SPEECH: Final = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x10\xc4" + b"\x00" * 100
_PDF: Final = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_OF_OTHERS: Final = (State.NOT_RECEIVED,) * ratings.LEAST_SHOWN + (State.RETURNED,)


def fill(tell: Tell) -> tuple[list[TenantView], dict[str, list[VersionView]]]:
    """The demonstration's agencies and people with all their pages; services by agency.

    In a kept home (``MOTCUA_PROVE_HOME``) they are there already.
    """
    now = timezone.now()
    if there := _there(now):
        return there
    tenants = make_tenants(now=now, report=tell)
    identity.create_citizen(email="congdan@example.vn", password=PASSWORD, full_name="Trần Thị Dân")
    services = {}
    for place, tenant in enumerate(tenants):
        with in_tenant(tenant.schema_name):
            services[tenant.slug] = publish_services(tenant, now=now)
            write_news()
            write_pages(now=now)
            furnish_counters(now=now)
            _write_more(services[tenant.slug])
            make_surveys(now=now)
            _petition(now)
            _rate(services[tenant.slug], now)
            if place:
                _dress(now)
        tell(f"{tenant.slug} is furnished")
    _announce(now)
    return tenants, services


def _there(now: datetime) -> tuple[list[TenantView], dict[str, list[VersionView]]] | None:
    tenants, services = [], {}
    for demo in DEMO_TENANTS:
        try:
            tenant = find_tenant(slug=demo.slug)
        except TenantMissing:
            return None
        with in_tenant(tenant.schema_name):
            services[demo.slug] = publish_services(tenant, now=now)
        tenants.append(tenant)
    return tenants, services


def give_dossiers(tenants: list[TenantView], services: dict[str, list[VersionView]]) -> None:
    """Of the citizen with this number, one in each national state at every agency."""
    from tests.portal.people import NUMBER

    now = timezone.now()
    for tenant in tenants:
        with in_tenant(tenant.schema_name):
            citizen = identity.proven_applicant(NUMBER)
            assert citizen is not None, f"nobody has signed in at {tenant.slug}"
            for number, state in enumerate(LIVES):
                version = services[tenant.slug][number % len(services[tenant.slug])]
                make_dossier(version, state, number=number, until=now, applicant=citizen)
            _book(citizen, services[tenant.slug][0], now)
            outbox.drain(now=now)
            notifications.send_waiting(now=now)


def _book(citizen: identity.ApplicantView, version: VersionView, now: datetime) -> None:
    """A time to come to the counter, unless a kept home has it already."""
    mine = appointments.list_own(citizen.id, now=now)
    openings = appointments.list_openings()[:1]
    days = {"first": now.date() + timedelta(days=1), "last": now.date() + timedelta(days=14)}
    free = [slot for slot in appointments.list_slots(openings, now=now, **days) if slot.bookable]
    if mine or not free:
        return
    wish = appointments.Wish(
        opening_id=free[0].opening_id, starts_at=free[0].starts_at, service_id=version.service_id,
        purpose=appointments.Purpose.FILE, name=citizen.full_name, phone="0912000001",
    )  # fmt: skip
    appointments.book(wish=wish, client="proof", applicant=citizen, now=now)


def arrivals(slug: str) -> list[str]:
    """Addresses that no page links to: on the wall of the hall, on the kiosk in it."""
    with in_tenant(find_tenant(slug=slug).schema_name):
        points = [each.id for each in identity.list_agencies() if each.is_reception_point]
        sealed = seal({"point": str(points[0])}, purpose=KIOSK)
    return [f"/bang-so/{points[0]}/", f"/lay-so/{sealed}/"]


def _petition(now: datetime) -> None:
    """One published, one answered, one that waits."""
    officer = staff("kiemsoat", now)
    anybody = Actor(kind="anonymous", id=None, name="Nguyễn Văn Mẫu")
    for number, title in enumerate(("Giờ tiếp nhận", "Biển chỉ dẫn", "Chỗ để xe")):
        wish = petitions.Wish(
            kind=petitions.Kind.COMPLAINT if number else petitions.Kind.PROPOSAL,
            title=f"{title} tại bộ phận một cửa",
            text="Đề nghị cơ quan xem xét để người dân thuận tiện hơn.",
            name="Nguyễn Văn Mẫu",
            email="mau@example.vn",
        )
        sent = petitions.send_petition(wish=wish, client=f"proof-{number}", by=anybody, now=now)
        if number == 2:
            continue
        petitions.accept_petition(petition_id=sent.id, by=officer, now=now)
        petitions.answer_petition(
            petition_id=sent.id, answer="Cơ quan đã xem xét và điều chỉnh.", by=officer, now=now
        )
        if number == 0:
            petitions.publish_petition(
                petition_id=sent.id, text=wish.text, answer="Đã điều chỉnh.", by=officer, now=now
            )


def _rate(versions: list[VersionView], now: datetime) -> None:
    """As many as it takes for a unit's figures to be shown, and one comment that is."""
    moderator = staff("kiemsoat", now)
    for number, state in enumerate(_OF_OTHERS):
        make_dossier(versions[0], state, number=900 + number, until=now)
    outbox.drain(now=now)
    for case in casework.list_cases(by=staff("thanhtra", now), now=now, limit=20).items:
        view = casework.get_case(case.id, by=staff("thanhtra", now), now=now)
        owner = identity.applicant_actor(identity.get_applicant(view.applicant_id))
        if ratings.may_rate(case.id, by=owner, now=now):
            scores = dict.fromkeys(ratings.QUESTIONS, 4)
            ratings.rate_case(
                case_id=case.id, scores=scores, comment="Nhanh và dễ hiểu.", officer_id=None,
                by=owner, now=now,
            )  # fmt: skip
    waiting = ratings.list_comments("waiting", by=moderator).items
    for comment in waiting[:2]:
        ratings.publish_comment(rating_id=comment.id, by=moderator, now=now)


def _write_more(versions: list[VersionView]) -> None:
    """What the demonstration's editors have not written: a landing page of every part, a guide
    with a recording, a legal act with its text, and all that stands around a page."""
    home = HomePage.objects.get()
    picture = _picture()
    slugs = [version.slug for version in versions][:4]
    home.add_child(instance=LandingPage(
        title="Tháng cao điểm làm thủ tục tại nhà", slug="thang-cao-diem",
        intro="Làm thủ tục tại nhà.", body=_parts(picture, slugs), locale=home.locale,
    ))  # fmt: skip
    home.add_child(instance=GuidePage(
        title="Nghe hướng dẫn", slug="nghe-huong-dan", intro="Có bản thu và lời.",
        steps=[("step", {"title": "Tìm dịch vụ", "text": "<p>Gõ việc cần làm.</p>",
                         "picture": picture, "spoken": "Gõ việc cần làm."})],
        recording=_document("huong-dan.mp3", _SPEECH), transcript="<p>Gõ việc cần làm.</p>",
        locale=home.locale,
    ))  # fmt: skip
    act = LegalAct.objects.order_by("pk").first()
    if act is not None:
        act.file = _document("luat-ho-tich.pdf", _PDF)
        act.save()
    _write_around()


def _parts(picture: Any, slugs: list[str]) -> list[tuple[str, Any]]:
    image = {"image": picture, "decorative": False, "alt_text": PICTURE_TEXT}
    words = "<p>Ông/bà <b>không phải đi lại</b>: nộp và nhận kết quả tại nhà.</p>"
    return [
        ("hero", {"heading": "Không phải đi lại", "text": "Nộp hồ sơ từ nhà.",
                  "words": "Xem dịch vụ", "link": "/dich-vu/"}),
        ("services", {"heading": "Nhiều người làm", "services": slugs}),
        ("cards", [{"title": "Tra cứu", "text": "Biết hồ sơ ở đâu.", "link": "/tra-cuu/"},
                   {"title": "Không có liên kết", "text": "Chỉ để đọc.", "link": ""}]),
        ("side_by_side", {"picture": image, "text": words}),
        ("picture", image),
        ("folds", [{"question": "Có mất phí không?", "answer": "<p>Tùy dịch vụ.</p>"}]),
        ("text", f"<h2>Vì sao nên nộp tại nhà?</h2>{words}<ul><li>Nhanh</li></ul>"),
        ("steps", [{"title": "Đăng nhập", "text": words}, {"title": "Nộp", "text": words}]),
        ("notice", "Cơ quan không thu khoản nào ngoài phí đã nêu."),
        ("button", {"words": "Bắt đầu", "link": "/dich-vu/"}),
    ]  # fmt: skip


def _write_around() -> None:
    settings = PortalSettings.objects.get()
    settings.banner_level, settings.banner_link = "warning", "/tin-tuc/"
    settings.banner_text = (
        "Nghỉ tiếp nhận trực tiếp vào thứ Bảy này; nộp trực tuyến vẫn bình thường."
    )
    links = [
        {"words": words, "link": link}
        for words, link in (
            ("Nghe hướng dẫn", "/nghe-huong-dan/"),
            ("Làm tại nhà", "/thang-cao-diem/"),
        )
    ]
    settings.footer = [("column", {"title": "Giúp đỡ", "items": links})]
    settings.footer_text = "Cơ quan chủ quản: Văn phòng.\nĐường dây nóng: 1900 0000."
    settings.facebook, settings.zalo = "https://example.vn/f", "https://example.vn/z"
    settings.save()


def _dress(now: datetime) -> None:
    """Another base theme, with a picture behind the header and an icon of its own."""
    by = staff("quantri", now)
    wide, small = _drawn((1200, 300)), _drawn((64, 64))
    pictures: Any = {
        "header_picture": SimpleUploadedFile("dau-trang.png", wide, "image/png"),
        "icon_picture": SimpleUploadedFile("bieu-tuong.png", small, "image/png"),
    }
    themes.save_draft({"base": "bold"}, pictures=pictures, by=by, now=now)
    themes.put_live(by=by, now=now)


def _announce(now: datetime) -> None:
    fleet.make_announcement(
        text={"vi": "Nền tảng bảo trì lúc 23 giờ tối thứ Bảy.", "en": "Maintenance on Saturday."},
        audience="everybody", level="info", from_at=now, until_at=now + timedelta(days=1),
        by=OPERATOR, now=now,
    )  # fmt: skip


def _picture() -> Any:
    from wagtail.images import get_image_model

    return get_image_model().objects.create(
        title=PICTURE_TEXT, file=ContentFile(_drawn((800, 500)), name="quay.png")
    )


def _document(name: str, content: bytes) -> Any:
    from wagtail.documents import get_document_model

    return get_document_model().objects.create(title=name, file=ContentFile(content, name=name))


def _drawn(size: tuple[int, int]) -> bytes:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", size, "#5b7a99").save(stream, "PNG")
    return stream.getvalue()
