"""Pages of the demonstration: news, life events, a guide to listen to, legal acts, questions."""

from datetime import date, datetime
from typing import Final

from wagtail.models import Page, Site

from motcua.catalogue.api import list_published
from motcua.portal.models import (
    CitizenQuestion,
    ContactPage,
    GuidePage,
    HomePage,
    LegalAct,
    LegalLibraryPage,
    LifeEventPage,
    NewsIndexPage,
    NewsPage,
    PortalSettings,
    QuestionCategory,
    QuestionState,
)

NEWS: Final = (
    (
        "mot-tai-khoan",
        date(2026, 11, 16),
        "Một tài khoản dùng cho mọi cơ quan",
        "Đăng nhập một lần để nộp hồ sơ và theo dõi kết quả ở mọi cơ quan trên nền tảng.",
    ),
    (
        "tra-cuu-khong-can-tai-khoan",
        date(2026, 11, 9),
        "Tra cứu hồ sơ không cần tài khoản",
        "Chỉ cần mã hồ sơ và mã bí mật in trên giấy tiếp nhận.",
    ),
    (
        "kiem-tra-giay-to",
        date(2026, 11, 2),
        "Kiểm tra giấy tờ bằng mã QR",
        "Quét mã trên giấy tờ đã cấp để biết giấy tờ có thật và còn hiệu lực hay không.",
    ),
)


def write_news() -> None:
    index = NewsIndexPage.objects.first()
    if index is None:
        return
    for slug, day, title, intro in NEWS:
        if not NewsPage.objects.filter(slug=slug).exists():
            index.add_child(
                instance=NewsPage(
                    title=title,
                    slug=slug,
                    published_on=day,
                    intro=intro,
                    body=[("text", f"<p>{intro}</p>")],
                    locale=index.locale,
                )
            )


# Title, address, intro, and what to do: title, when, words, code of the procedure (or none).
EVENTS: Final = (
    (
        "Sinh con",
        "sinh-con",
        "Những việc cần làm khi gia đình có thêm thành viên, theo thứ tự.",
        (
            ("Đăng ký khai sinh", "trong 60 ngày sau khi sinh",
             "Mang theo giấy chứng sinh; nộp trực tuyến thì chỉ cần ảnh chụp.", "1.001193"),
            ("Nhận thẻ bảo hiểm y tế của con", "ngay sau khi đăng ký khai sinh",
             "Trẻ dưới 6 tuổi được cấp thẻ miễn phí.", ""),
            ("Xin bản sao giấy khai sinh", "khi cần nộp cho trường hoặc bệnh viện",
             "Bản sao có giá trị như bản chính.", "2.000635"),
        ),
    ),
    (
        "Kết hôn",
        "ket-hon",
        "Từ giấy xác nhận độc thân đến giấy chứng nhận kết hôn.",
        (
            ("Xin giấy xác nhận tình trạng hôn nhân", "khi hai người ở hai xã khác nhau",
             "Giấy có giá trị sáu tháng.", "1.004873"),
            ("Đăng ký kết hôn", "khi hai bên đã sẵn sàng",
             "Cả hai người cùng đến ký vào sổ.", "1.000894"),
        ),
    ),
    (
        "Mở cửa hàng",
        "mo-cua-hang",
        "Bắt đầu buôn bán nhỏ: giấy tờ cần có và thứ tự làm.",
        (
            ("Chọn tên và ngành nghề", "trước khi nộp hồ sơ",
             "Tên không trùng với hộ kinh doanh khác trong xã.", ""),
            ("Đăng ký hộ kinh doanh", "3 ngày làm việc",
             "Mã số hộ kinh doanh cũng là mã số thuế.", "1.001612"),
            ("Xây, sửa cửa hàng", "khi có xây dựng",
             "Nhà riêng lẻ cũng cần giấy phép xây dựng.", "1.013225"),
        ),
    ),
)  # fmt: skip
GUIDE: Final = (
    ("Tìm dịch vụ", "Mở trang Dịch vụ công và gõ việc cần làm. Không cần gõ dấu.",
     "Bước một. Mở trang Dịch vụ công, gõ việc ông bà cần làm vào ô tìm kiếm, rồi chọn dịch vụ."),
    ("Đăng nhập", "Dùng tài khoản định danh, hoặc tài khoản mở bằng thư điện tử.",
     "Bước hai. Bấm Đăng nhập. Một tài khoản dùng cho mọi cơ quan."),
    ("Trả lời từng câu hỏi", "Mỗi trang một việc. Bài đang làm được tự lưu.",
     "Bước ba. Trả lời từng câu hỏi. Nếu phải dừng, lần sau ông bà mở lại và làm tiếp."),
    ("Kiểm tra rồi nộp", "Xem lại mọi câu trả lời, bấm Nộp và giữ mã hồ sơ.",
     "Bước bốn. Xem lại, bấm Nộp hồ sơ, rồi ghi lại mã hồ sơ và mã bí mật để tra cứu."),
)  # fmt: skip
ACTS: Final = (
    ("60/2014/QH13", "law", "Luật Hộ tịch", "Quốc hội",
     date(2014, 11, 20), date(2016, 1, 1), None),
    ("123/2015/NĐ-CP", "decree", "Quy định chi tiết một số điều của Luật Hộ tịch", "Chính phủ",
     date(2015, 11, 15), date(2016, 1, 1), None),
    ("168/2025/NĐ-CP", "decree", "Về đăng ký doanh nghiệp", "Chính phủ",
     date(2025, 6, 30), date(2025, 7, 1), None),
    ("01/2021/NĐ-CP", "decree", "Về đăng ký doanh nghiệp", "Chính phủ",
     date(2021, 1, 4), date(2021, 1, 5), date(2025, 7, 1)),
)  # fmt: skip
QUESTIONS: Final = (
    ("Hộ tịch", "Con sinh ở tỉnh khác có đăng ký khai sinh tại nơi ở được không?",
     "Cháu sinh ở bệnh viện tỉnh khác, gia đình tôi thường trú ở đây.",
     "<p>Được. Ông/bà nộp tại xã nơi cha hoặc mẹ cư trú, hoặc nộp ngay trên cổng này.</p>"),
    ("Nộp hồ sơ", "Nộp trực tuyến rồi có phải mang bản giấy đến không?",
     "Tôi đã chụp ảnh giấy tờ gửi qua mạng.",
     "<p>Với dịch vụ toàn trình thì không. Dịch vụ một phần sẽ hẹn ông/bà đến một lần.</p>"),
)  # fmt: skip


def write_pages(*, now: datetime) -> None:
    """Everything but news. Idempotent by address, number and title."""
    home = HomePage.objects.first()
    if home is None:
        return
    slugs = {card.code: card.slug for card in list_published(limit=100).items}
    for title, slug, intro, steps in EVENTS:
        known = [step for step in steps if not step[3] or step[3] in slugs]
        if any(step[3] for step in known):
            _add(home, _life_event((title, slug, intro), known, slugs))
    _add(home, GuidePage(
        title="Nộp hồ sơ lần đầu", slug="nop-ho-so-lan-dau",
        intro="Bốn bước, có thể nghe đọc từng bước.",
        steps=[("step", {"title": title, "text": f"<p>{text}</p>", "picture": None,
                         "spoken": spoken}) for title, text, spoken in GUIDE],
    ))  # fmt: skip
    _add(home, ContactPage(title="Liên hệ", slug="lien-he", show_in_menus=True))
    _add(home, LegalLibraryPage(title="Văn bản pháp luật", slug="van-ban"))
    _write_acts()
    _write_questions(now)
    _write_menu()


def _life_event(
    about: tuple[str, str, str], steps: list[tuple[str, str, str, str]], slugs: dict[str, str]
) -> LifeEventPage:
    title, slug, intro = about
    blocks = [
        (
            "step",
            {"title": name, "when": when, "text": f"<p>{text}</p>", "service": slugs.get(code, "")},
        )
        for name, when, text, code in steps
    ]
    return LifeEventPage(title=title, slug=slug, intro=intro, steps=blocks)


def _add(home: HomePage, page: Page) -> None:
    if not home.get_children().filter(slug=page.slug).exists():
        page.locale = home.locale
        home.add_child(instance=page)


def _write_menu() -> None:
    settings = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    settings.menu = [
        ("item", {"words": words, "link": link})
        for words, link in (
            ("Hướng dẫn", "/nop-ho-so-lan-dau/"),
            ("Văn bản", "/van-ban/"),
            ("Hỏi đáp", "/hoi-dap/"),
            ("Liên hệ", "/lien-he/"),
        )
    ]
    settings.save()


def _write_acts() -> None:
    for number, kind, title, issuer, issued_on, effective_on, expired_on in ACTS:
        values = {
            "kind": kind,
            "title": title,
            "issuer": issuer,
            "issued_on": issued_on,
            "effective_on": effective_on,
            "expired_on": expired_on,
        }
        LegalAct.objects.get_or_create(number=number, defaults=values)


def _write_questions(now: datetime) -> None:
    for place, (topic, title, text, answer) in enumerate(QUESTIONS):
        category, _made = QuestionCategory.objects.get_or_create(
            name=topic, defaults={"position": place}
        )
        CitizenQuestion.objects.get_or_create(
            title=title,
            defaults={
                "category": category,
                "text": text,
                "answer": answer,
                "state": QuestionState.PUBLISHED,
                "created_at": now,
                "answered_at": now,
            },
        )
