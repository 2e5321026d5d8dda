import re
from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.domain.checks.citizen_texts import citizen_texts
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck

WORDS: Final[Mapping[str, str | Promise]] = {
    "đương sự": gettext_lazy("người yêu cầu"),
    "thụ lý": gettext_lazy("xem xét"),
    "kê khai": gettext_lazy("khai"),
    "theo quy định của pháp luật": gettext_lazy("nêu rõ phải làm gì"),
    "theo quy định hiện hành": gettext_lazy("nêu rõ phải làm gì"),
    "quy định tại khoản": gettext_lazy("nói bằng lời, ghi điều khoản ở phần căn cứ pháp lý"),
    "quy định tại điều": gettext_lazy("nói bằng lời, ghi điều khoản ở phần căn cứ pháp lý"),
    "tiến hành thực hiện": gettext_lazy("làm"),
    "hợp lệ theo quy định": gettext_lazy("nêu rõ thế nào là hợp lệ"),
    "đối tượng nộp hồ sơ": gettext_lazy("người nộp hồ sơ"),
    "chủ thể": gettext_lazy("người, tổ chức"),
    "ký tự đặc biệt": gettext_lazy("nêu rõ những ký tự nào"),
    "trường dữ liệu": gettext_lazy("câu hỏi, ô"),
    "upload": gettext_lazy("tải lên"),
    "download": gettext_lazy("tải về"),
    "click": gettext_lazy("bấm"),
    "submit": gettext_lazy("gửi"),
    "file": gettext_lazy("tệp"),
    "scan": gettext_lazy("bản chụp"),
    "online": gettext_lazy("trực tuyến"),
    "form": gettext_lazy("tờ khai"),
    "link": gettext_lazy("đường dẫn"),
    "account": gettext_lazy("tài khoản"),
}
"""Words of officials and of computer people, and what everybody says instead."""
_ANY: Final = re.compile(
    r"(?<!\w)(" + "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)


class Jargon(PublishCheck):
    """Words only insiders use. One problem per place, naming all of them."""

    key = "plain.jargon"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        found: dict[str, tuple[str, dict[str, None]]] = {}
        for each in citizen_texts(document):
            lowered = each.text.lower()
            # Plain words first: nearly all texts have none, and this runs after every edit.
            if not any(word in lowered for word in WORDS):
                continue
            for match in _ANY.finditer(each.text):
                words = found.setdefault(each.path, (each.place, {}))[1]
                words[match[1].lower()] = None
        for path, (place, words) in found.items():
            said = "; ".join(f"“{word}” → {WORDS[word]}" for word in words)
            message = _("“%(place)s” dùng từ chuyên môn khó hiểu: %(words)s.")
            known = {"place": place[:100], "words": said}
            yield Problem(path, "plain.jargon", message % known, "warning")
