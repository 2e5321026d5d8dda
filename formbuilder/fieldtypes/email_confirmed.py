"""An e-mail address typed twice, for when a wrong one would cost the citizen dearly."""

from typing import Any

from django.utils.translation import gettext as _

from formbuilder.domain.cleaning import clean_line
from formbuilder.fieldtypes.base import Issue, Parsed, Posted, Question
from formbuilder.fieldtypes.email import Email, EmailConfig

AGAIN = "-again"


class EmailConfirmedConfig(EmailConfig):
    pass


class EmailConfirmed(Email):
    """Stored once. Without the second input (prefilled data) nothing is compared."""

    key = "email_confirmed"
    label = {"vi": "Thư điện tử, nhập hai lần", "en": "E-mail with confirmation"}
    hint = {
        "vi": "Nhập hai lần để chắc chắn thư tới đúng người",
        "en": "Typed twice, so that mail reaches the right person",
    }
    keywords = ("email", "xác nhận", "nhập lại", "hai lần", "nhận kết quả")
    icon = "mail-check"
    widget = "email_confirmed"
    config = EmailConfirmedConfig
    parts = ("", AGAIN)

    def parse(self, posted: Posted, settings: EmailConfig, question: Question) -> Parsed:
        parsed = super().parse(posted, settings, question)
        again = posted.one(AGAIN)
        if not parsed.given or parsed.issue or again is None:
            return parsed
        second = self.normalise(clean_line(again[:1_000]), settings)
        if second != (parsed.value or ""):
            message = _("Hai lần nhập %(noun)s không giống nhau")
            return Parsed(issue=Issue("mismatch", message % {"noun": question.noun}, AGAIN))
        return parsed

    def inputs(self, value: Any, settings: EmailConfig) -> dict[str, list[str]]:
        return {"": [str(value)], AGAIN: [str(value)]}
