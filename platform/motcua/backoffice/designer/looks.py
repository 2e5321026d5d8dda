"""How an author may look at a draft: as whom, and filled with what."""

from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from formbuilder.api import Context, FormInvalid, compile_form, sample_answers, unfilled_names
from motcua.catalogue.api import DraftView
from motcua.kernel.sealed_links import seal

PREVIEW_PURPOSE: Final = "service-preview"
MOST_SAMPLES: Final = 1_000_000
"""Seeds of sample answers are below this."""
MOST_NAMES: Final = 8

PEOPLE: Final[dict[str, dict[str, Any]]] = {
    "": {"label": _("Người chưa đăng nhập"), "profile": {}},
    "woman": {
        "label": _("Chị Trần Thị Mẫu, 33 tuổi, đã định danh"),
        "profile": {
            "full_name": "Trần Thị Mẫu",
            "birth_date": date(1993, 4, 12),
            "sex": "female",
            "personal_number": "068193001234",
            "phone": "0912345678",
            "email": "tran.thi.mau@example.vn",
            "assurance": 2,
        },
    },
    "elder": {
        "label": _("Ông Lê Văn Mẫu, 71 tuổi, đã định danh, không có thư điện tử"),
        "profile": {
            "full_name": "Lê Văn Mẫu",
            "birth_date": date(1955, 9, 2),
            "sex": "male",
            "personal_number": "038055005678",
            "phone": "0987654321",
            "assurance": 2,
        },
    },
    "minor": {
        "label": _("Em Phạm Mẫu, 16 tuổi, tài khoản tự đăng ký"),
        "profile": {
            "full_name": "Phạm Mẫu",
            "birth_date": date(2010, 1, 20),
            "sex": "male",
            "assurance": 1,
        },
    },
}
"""People made up for the preview; their numbers belong to nobody."""


def people_json() -> list[dict[str, str]]:
    return [{"value": key, "label": str(each["label"])} for key, each in PEOPLE.items()]


def sealed_look(
    draft: DraftView, *, person: str = "", sample: int | None = None, language: str = "vi"
) -> str:
    """The seal a preview's address carries: one revision, seen in one way."""
    profile = PEOPLE.get(person, PEOPLE[""])["profile"]
    data: dict[str, Any] = {"service": str(draft.id), "revision": draft.revision}
    if profile:
        data["profile"] = {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in profile.items()
        }
    if sample is not None:
        data["sample"] = sample % MOST_SAMPLES
    if language == "en":
        data["language"] = "en"
    return seal(data, purpose=PREVIEW_PURPOSE)


def unfilled_in(draft: DraftView, *, person: str, sample: int | None) -> list[str]:
    """Names of the visible questions that sample answers leave empty."""
    if sample is None:
        return []
    try:
        form = compile_form(draft.document.form)
    except FormInvalid:
        return []
    profile = PEOPLE.get(person, PEOPLE[""])["profile"]
    context = Context(today=timezone.localdate(), profile=profile)
    made = sample_answers(form, seed=sample % MOST_SAMPLES, context=context)
    return list(unfilled_names(made, get_language() or "vi"))[:MOST_NAMES]
