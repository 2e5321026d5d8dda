"""A little news, so that the front page is not empty."""

from datetime import date
from typing import Final

from motcua.portal.models import NewsIndexPage, NewsPage

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
