"""What keeps a survey from being published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from formbuilder.api import Field
from motcua.catalogue.api import Problem, ServiceDocument, check_form_section
from motcua.kernel.i18n import pick
from motcua.surveys.domain.states import KEEP_DAYS, LANGUAGES, Audience
from motcua.surveys.errors import SurveyInvalid

ASKING: Final = frozenset(
    {
        "single_choice", "multiple_choice", "yes_no", "list_choice", "matrix",
        "number", "decimal", "percentage", "short_text", "long_text", "date",
        "email", "phone",
    }
)  # fmt: skip
TELLING: Final = frozenset({"heading", "explanation", "callout", "rich_text", "divider"})
TYPES: Final = ASKING | TELLING
IDENTIFYING: Final = frozenset({"email", "phone"})
"""Types that ask who somebody is, whatever the question says."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Who is asked, when, and what is promised."""

    audience: str = Audience.EVERYONE
    is_anonymous: bool = True
    is_one_page: bool = False
    languages: tuple[str, ...] = ("vi",)
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    keep_days: int = 365
    service_id: UUID | None = None


def check_settings(settings: Settings) -> None:
    """Raises ``SurveyInvalid`` with the field."""
    if settings.audience not in Audience.values:
        raise SurveyInvalid(_("Chọn ai được trả lời."), field="audience")
    if not settings.is_anonymous and settings.audience == Audience.EVERYONE:
        raise SurveyInvalid(
            _("Khảo sát có tên cần người trả lời đăng nhập. Hãy chọn người trả lời khác."),
            field="is_anonymous",
        )
    if not settings.languages or not set(settings.languages) <= set(LANGUAGES):
        raise SurveyInvalid(_("Chọn ít nhất tiếng Việt."), field="languages")
    if settings.keep_days not in KEEP_DAYS:
        raise SurveyInvalid(_("Chọn thời gian giữ câu trả lời."), field="keep_days")
    if settings.opens_at and settings.closes_at and settings.opens_at >= settings.closes_at:
        raise SurveyInvalid(_("Ngày đóng phải sau ngày mở."), field="closes_at")


def check_survey(document: ServiceDocument, settings: Settings) -> list[Problem]:
    """All that is wrong; with no error among it the survey may be published."""
    found = list(check_form_section(document))
    fields = list(document.form.walk())
    if not pick(document.service.name):
        found.append(Problem("service/name", "survey.no_name", _("Khảo sát chưa có tên.")))
    if not any(each.type in ASKING for each in fields):
        found.append(Problem("form", "survey.no_question", _("Khảo sát chưa có câu hỏi nào.")))
    for page in document.form.pages:
        for each in page.fields:
            path = f"form/{page.id}/{each.id}"
            found.extend(_check_field(each, path, is_anonymous=settings.is_anonymous))
    if "en" in settings.languages:
        found.extend(_untranslated(document))
    return found


def _check_field(field: Field, path: str, *, is_anonymous: bool) -> Iterator[Problem]:
    label = pick(field.label) or field.key
    if field.type not in TYPES:
        message = _("“%(label)s”: khảo sát không dùng được loại câu hỏi này.")
        yield Problem(path, "survey.type", message % {"label": label})
    if not is_anonymous:
        return
    if field.type in IDENTIFYING or field.prefill or field.personal_data == "sensitive":
        message = _("“%(label)s”: khảo sát ẩn danh không được hỏi điều cho biết ai trả lời.")
        yield Problem(path, "survey.identifying", message % {"label": label})


def _untranslated(document: ServiceDocument) -> Iterator[Problem]:
    """One line a page, not one a word: the tab of translations lists them all."""
    if not document.service.name.get("en"):
        yield Problem("service/name", "survey.english", _("Tên khảo sát chưa có tiếng Anh."))
    for page in document.form.pages:
        missing = sum(1 for each in page.fields if pick(each.label) and not each.label.get("en"))
        if missing:
            message = _("Trang “%(page)s” còn %(count)d câu chưa có tiếng Anh.")
            words = {"page": pick(page.title) or page.id, "count": missing}
            yield Problem(f"form/{page.id}", "survey.english", message % words)
