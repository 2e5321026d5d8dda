"""An e-mail address."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _

from formbuilder.fieldtypes.base import Issue, Question, wrong_type
from formbuilder.fieldtypes.common import InputConfig
from formbuilder.fieldtypes.wording import WordingType

LONGEST: Final = 254
# Linear by construction: no part can match what its neighbour matches.
_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}))+"
)


class EmailConfig(InputConfig):
    pass


class Email(WordingType[EmailConfig]):
    """Stored with the domain in lower case."""

    key = "email"
    label = {"vi": "Thư điện tử", "en": "E-mail"}
    group = "text"
    hint = {"vi": "Địa chỉ thư điện tử", "en": "An e-mail address"}
    keywords: ClassVar[tuple[str, ...]] = ("email", "thư", "liên hệ")
    icon = "mail"
    widget = "email"
    config = EmailConfig
    autocomplete = "email"
    inputmode = "email"

    def normalise(self, text: str, settings: EmailConfig) -> str:
        name, at, domain = text.rpartition("@")
        return f"{name}{at}{domain.lower()}"

    def check(self, value: Any, settings: EmailConfig, question: Question) -> Iterator[Issue]:
        if not self.is_text(value):
            yield wrong_type(question)
        elif len(value) > LONGEST or not _ADDRESS.fullmatch(value):
            message = _("Nhập %(noun)s đúng dạng, ví dụ ten@example.com")
            yield Issue("email", message % {"noun": question.noun})

    def schema(self, settings: EmailConfig) -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": LONGEST}
