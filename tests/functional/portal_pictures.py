"""Pictures of the portal's utilities, of what people say after the result, and of the editors' screens.

``python -m tests.functional.pictures http://motcua.localhost:8000 utilities petition guide``
"""

from __future__ import annotations

import re
import time
from typing import Any

from playwright.sync_api import Page

from tests.functional import portal_scenes as scenes
from tests.functional.desk import Desk
from tests.functional.studio import Studio, follow, press
from tests.journey.citizens import Citizen

PEOPLE_ARE_SLOW_MS = 3_500
"""Forms that anybody may send take what comes faster for a machine's."""
SERVICE = "cap-ban-sao-trich-luc-ho-tich"
QUESTION = "Làm lại giấy khai sinh bị mất ở đâu?"


def utilities(studio: Studio) -> None:
    """Tracking, figures, suggestions while typing, questions that were answered."""
    with studio.page("phone") as page:
        page.goto(f"{studio.portal}/tra-cuu/")
        studio.take(page, "track-empty")
        page.goto(f"{studio.portal}/dich-vu/")
        page.locator("#mc-q").press_sequentially("ket hon")
        page.get_by_role("option").first.wait_for()
        studio.take(page, "search-suggestions")
        page.goto(f"{studio.portal}/dich-vu/?q=xac+nhan+hon+nhna")
        studio.take(page, "search-slip")
        page.goto(f"{studio.portal}/hoi-dap/")
        studio.take(page, "questions")
    with studio.page("desktop") as page:
        page.goto(f"{studio.portal}/thong-ke/")
        studio.take(page, "statistics", whole=True)
        page.goto(f"{studio.platform}/tim-dich-vu/?q=khai+sinh")
        studio.take(page, "search-national")


def question(studio: Studio) -> None:
    """Somebody asks, an editor answers."""
    with studio.page("phone") as page:
        page.goto(f"{studio.portal}/hoi-dap/hoi/")
        page.locator("[name=title]").fill(QUESTION)
        page.locator("[name=text]").fill("Nhà tôi bị ngập, giấy tờ hỏng hết. Xin chỉ dẫn.")
        studio.take(page, "question-ask", whole=True)
        page.wait_for_timeout(PEOPLE_ARE_SLOW_MS)
        press(page, "Gửi")
    with studio.officer("bientap") as page:
        page.goto(f"{studio.portal}/quan-tri/cau-hoi/")
        follow(page, re.compile(re.escape(QUESTION)))
        scenes.write(
            page, "answer", "Ở ủy ban nhân dân xã nơi đã đăng ký, hoặc nộp ngay trên cổng này."
        )
        studio.take(page, "question-answer", whole=True)


def petition(studio: Studio) -> None:
    """Somebody reports, the office sees it, the sender follows."""
    with studio.page("phone") as page:
        page.goto(f"{studio.portal}/phan-anh/")
        for name, value in (
            ("title", "Bộ phận một cửa mở cửa muộn"),
            ("text", "Sáng thứ hai 8 giờ chưa có người tiếp nhận, nhiều người phải chờ."),
            ("name", "Trần Thị Mẫu"),
            ("email", "mau@example.vn"),
        ):
            page.locator(f"[name={name}]").fill(value)
        studio.take(page, "petition", whole=True)
        page.wait_for_timeout(PEOPLE_ARE_SLOW_MS)
        press(page, "Gửi")
        page.get_by_role("heading", name="Đã nhận ý kiến").wait_for()
        code, secret = page.locator(".govuk-panel strong").all_inner_texts()[:2]
        page.goto(f"{studio.portal}/phan-anh/tra-cuu/")
        page.locator("[name=code]").fill(code)
        page.locator("[name=secret]").fill(secret)
        page.locator("main button").last.click()
        page.wait_for_load_state("load")
        studio.take(page, "petition-tracked", whole=True)
    with studio.officer("kiemsoat") as page:
        page.goto(f"{studio.portal}/quan-tri/phan-anh/")
        follow(page, code)
        studio.take(page, "petition-office", whole=True)


def guide(studio: Studio) -> None:
    """A guide, read aloud, and where its words are written."""
    with studio.page("phone") as page:
        page.goto(f"{studio.portal}/nop-ho-so-lan-dau/")
        # A machine without a voice would fall silent at once.
        page.evaluate("speechSynthesis.speak = () => undefined")
        studio.take(page, "guide")
        page.locator("[data-mc-speak=one]:visible").nth(1).click()
        studio.take(page, "guide-speaking")
    with studio.officer("bientap") as page:
        scenes.open_page(page, studio.portal, "Nộp hồ sơ lần đầu")
        page.locator("[name='steps-0-value-spoken']").scroll_into_view_if_needed()
        studio.take(page, "guide-editor")


def rating(studio: Studio) -> None:
    """Of a dossier that was filed and decided behind the scene."""
    desk = Desk(studio.portal)
    citizen = Citizen("binh", desk.site)
    citizen.sign_in("/ho-so/")
    dossier = citizen.file(SERVICE, choices={"f-fld_cach_nhan": "dien_tu"})
    desk["tiepnhan"].act(dossier.id, "tiep-nhan")
    desk["chuyenvien"].decide(dossier.id, "out_dat")
    desk["lanhdao"].decide(dossier.id, "out_ky")
    dossier.wait_for_state(9)
    with studio.page("phone") as page:
        page.goto(f"{studio.portal}/ho-so/{dossier.id}/")
        press(page, re.compile("Tiếp tục với"))
        press(page, re.compile("Hoàng Quốc Bình"))
        if "/identity/o/authorize" in page.url:
            press(page, "Cho phép")
        _rate(studio, page)
        page.goto(f"{studio.platform}/ho-so/")
        studio.take(page, "everywhere")


def _rate(studio: Studio, page: Page) -> None:
    follow(page, "Đánh giá")
    for name, mark in (("overall", "5"), ("speed", "4"), ("clarity", "5"), ("attitude", "5")):
        page.locator(f"[name={name}][value='{mark}']").check(force=True)
    page.locator("[name=comment]").fill("Hướng dẫn rõ ràng, trả trước hẹn.")
    studio.take(page, "rate", whole=True)
    press(page, "Gửi đánh giá")
    studio.take(page, "rated")


def comments(studio: Studio) -> None:
    with studio.officer("kiemsoat") as page:
        page.goto(f"{studio.portal}/quan-tri/danh-gia/gop-y/")
        studio.take(page, "rating-comments")


def survey(studio: Studio) -> None:
    """One that is open, one that is over, and where questions are written."""
    with studio.page("phone") as page:
        page.goto(f"{studio.portal}/khao-sat/")
        studio.take(page, "surveys")
        page.locator("section[aria-labelledby=dang-mo] a").first.click()
        page.wait_for_load_state("load")
        studio.take(page, "survey", whole=True)
        page.goto(f"{studio.portal}/khao-sat/")
        page.locator("section[aria-labelledby=ket-qua] a").first.click()
        page.wait_for_load_state("load")
        studio.take(page, "survey-results", whole=True)
    with studio.officer("bientap") as page:
        page.goto(f"{studio.portal}/quan-tri/khao-sat/")
        page.locator("main tbody a").first.click()
        page.wait_for_load_state("load")
        page.locator("a.button[href$='/cau-hoi/']").click()
        page.wait_for_selector(".mcd-paper")
        studio.take(page, "survey-designer")


def editors(studio: Studio) -> None:
    """Pages put together, approved, and what is shown then; searches in vain."""

    def seen(page: Any, name: str) -> None:
        studio.take(page, name)

    with studio.officer("bientap") as page:
        titles = [_new_title(page, studio, each) for each in ("Chuyển nhà", "Tháng hộ tịch")]
        home = scenes.home_of(page, studio.portal)
        scenes.write_life_event(page, home, titles[0], "1.004873", seen)
        scenes.write_landing(page, home, titles[1], "1.004873", seen)
        page.goto(f"{studio.portal}/quan-tri/cong/tim-khong-thay/")
        studio.take(page, "searches-in-vain")
    with studio.officer("duyetbai") as page:
        for title in titles:
            scenes.approve(page, studio.portal, title, seen)
    with studio.page("phone") as page:
        for title, name in zip(titles, ("life-event", "landing"), strict=True):
            scenes.find_page(page, studio.portal, title)
            studio.take(page, name, whole=True)


def _new_title(page: Page, studio: Studio, title: str) -> str:
    """The pictures are taken again and again; an address belongs to one page only."""
    page.goto(f"{studio.portal}/tim-kiem/?q={title}")
    known = page.get_by_role("link", name=title, exact=True).count()
    return f"{title} {int(time.time()) % 100_000}" if known else title


def face(studio: Studio) -> None:
    """How the portal looks, tried out and taken back; a name of its own, claimed and given up."""

    def seen(page: Any, name: str) -> None:
        studio.take(page, name)

    with studio.officer("quantri") as page:
        scenes.draft_looks(page, studio.portal, seen)
        scenes.try_looks(page, studio.portal, seen)
        press(page, "Bỏ bản nháp")
        host = "dichvucong.lamdong.example"
        scenes.claim_name(page, studio.portal, host, seen)
        follow(page, re.compile("Trả lại"))
        press(page, re.compile("Trả lại"))


def channels(studio: Studio) -> None:
    """Where notices go, and by which rule."""
    with studio.officer("quantri") as page:
        for path, name in (("", "notices-channels"), ("quy-tac/", "notices-rules")):
            page.goto(f"{studio.portal}/quan-tri/thong-bao/{path}")
            studio.take(page, name)


SCENES = (utilities, question, petition, guide, rating, comments, survey, editors, face, channels)
