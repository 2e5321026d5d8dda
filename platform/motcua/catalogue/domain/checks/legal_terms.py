import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from formbuilder.api import Field, FormPage
from motcua.catalogue.domain.checks.citizen_texts import field_name, vietnamese
from motcua.catalogue.domain.checks.form import paths_of
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.problems import Problem
from motcua.catalogue.registry import PublishCheck

TERMS: Final = (
    "hợp pháp hóa lãnh sự",
    "cải chính",
    "giám hộ",
    "ủy thác tư pháp",
    "tư cách pháp nhân",
    "hàng thừa kế",
    "di sản thừa kế",
    "tài sản gắn liền với đất",
    "nghĩa vụ tài chính",
    "năng lực hành vi dân sự",
    "hôn nhân thực tế",
    "giấy chứng sinh",
    "tập quán",
    "quyền yêu cầu",
    "bản án có hiệu lực",
    "tình trạng hôn nhân",
    "quan hệ nhân thân",
    "nơi đăng ký quản lý",
    "vốn điều lệ",
    "ngành nghề kinh doanh có điều kiện",
    "chứng thực chữ ký",
    "thời hiệu",
    "tạm vắng",
)
"""Legal terms that many citizens do not know, or know to mean something else."""
_ANY: Final = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, TERMS)) + r")(?!\w)", re.IGNORECASE)


class LegalTerms(PublishCheck):
    """A legal term in a question needs help: at the question, or in an explanation on its page."""

    key = "plain.legal_terms"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        paths = paths_of(document.form)
        for page in document.form.pages:
            around = _explained_on(page)
            for top in page.fields:
                for field in top.walk():
                    yield from _unexplained(field, paths[field.id], around)


def _unexplained(field: Field, path: str, around: str) -> Iterator[Problem]:
    match = _ANY.search(vietnamese(field.label))
    if match is None or vietnamese(field.help).strip() or match[1].lower() in around:
        return
    message = _(
        "Câu hỏi “%(name)s” dùng thuật ngữ pháp lý “%(term)s” mà chưa có lời hướng dẫn giải thích."
    )
    known = {"name": field_name(field)[:100], "term": match[1]}
    yield Problem(path, "plain.unexplained_term", message % known, "warning")


def _explained_on(page: FormPage) -> str:
    """Whatever the page says besides its questions, in lower case."""
    bodies = [
        str(body.get("vi", ""))
        for field in page.fields
        if isinstance(body := field.config.get("body"), dict)
    ]
    return " ".join([vietnamese(page.intro), *bodies]).lower()
