from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.catalogue.domain.checks.texts import has_vietnamese
from motcua.catalogue.domain.document import ServiceDocument
from motcua.catalogue.domain.eligibility import EligibilityQuestion
from motcua.catalogue.domain.problems import Problem
from motcua.kernel.i18n import pick


def check_eligibility(document: ServiceDocument) -> Iterator[Problem]:
    """Each question must be readable, have a way on, and say why it sends people away."""
    earlier: dict[str, EligibilityQuestion] = {}
    for question in document.eligibility:
        yield from _question(question, earlier)
        earlier[question.id] = question


def _question(
    question: EligibilityQuestion, earlier: dict[str, EligibilityQuestion]
) -> Iterator[Problem]:
    path, name = f"eligibility/{question.id}", {"name": pick(question.text) or question.id}
    if not has_vietnamese(question.text):
        message = _("Câu hỏi điều kiện %(name)s chưa có nội dung tiếng Việt.")
        yield Problem(path, "no_text", message % name)
    if not any(option.fits for option in question.options):
        message = _("Câu hỏi điều kiện “%(name)s” không có câu trả lời nào cho đi tiếp.")
        yield Problem(path, "no_way_on", message % name)
    for option in question.options:
        if not has_vietnamese(option.label):
            message = _("Một câu trả lời của “%(name)s” chưa có nội dung tiếng Việt.")
            yield Problem(path, "no_text", message % name)
        if not option.fits and not has_vietnamese(option.reason):
            message = _("Câu hỏi điều kiện “%(name)s” dừng người dân lại mà chưa nêu lý do.")
            yield Problem(path, "no_reason", message % name)
    for other, value in question.asked_after.items():
        if other not in earlier or earlier[other].option(value) is None:
            message = _("Câu hỏi điều kiện “%(name)s” phụ thuộc vào câu trả lời không tồn tại.")
            yield Problem(path, "unknown_answer", message % name)
