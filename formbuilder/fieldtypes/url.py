"""The address of a page on the Web."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _

from formbuilder.fieldtypes.base import Issue, Question, wrong_type
from formbuilder.fieldtypes.common import InputConfig, named
from formbuilder.fieldtypes.wording import WordingType

LONGEST: Final = 2_000
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Names only: no addresses by number, no names and passwords before the host.
_URL: Final = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62}))*\.[a-z][a-z0-9-]{1,62}"
    r"(?::[0-9]{1,5})?(?:[/?#][!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]*)?"
)


class UrlConfig(InputConfig):
    https_only: Annotated[bool, named("Chỉ nhận https", "https only")] = False


class Url(WordingType[UrlConfig]):
    """Stored with scheme and host in small letters; a link to a plain name gets ``https://``."""

    key = "url"
    label = {"vi": "Địa chỉ trang web", "en": "Web address"}
    hint = {"vi": "Đường dẫn tới một trang trên mạng", "en": "A link to a page on the Web"}
    keywords = ("trang web", "website", "đường dẫn", "liên kết", "link", "mạng")
    icon = "link"
    widget = "url"
    config = UrlConfig
    autocomplete = "url"
    inputmode = "url"

    def normalise(self, text: str, settings: UrlConfig) -> str:
        whole = text if _SCHEME.match(text) else f"https://{text}"
        head, slashes, rest = whole.partition("://")
        place = re.search(r"[/?#]", rest)
        cut = place.start() if place else len(rest)
        return f"{head.lower()}{slashes}{rest[:cut].lower()}{rest[cut:]}"

    def check(self, value: Any, settings: UrlConfig, question: Question) -> Iterator[Issue]:
        if not self.is_text(value):
            yield wrong_type(question)
        elif len(value) > LONGEST or not _URL.fullmatch(value):
            message = _("Nhập %(noun)s đúng dạng, ví dụ https://www.example.com")
            yield Issue("url", message % {"noun": question.noun})
        elif settings.https_only and not value.startswith("https:"):
            message = _("%(label)s phải bắt đầu bằng https://")
            yield Issue("https", message % {"label": question.label})

    def schema(self, settings: UrlConfig) -> dict[str, Any]:
        scheme = "https" if settings.https_only else "https?"
        return {"type": "string", "format": "uri", "pattern": f"^{scheme}://", "maxLength": LONGEST}
