"""The sheet on which a citizen signs at the counter: the form builder's own signature question."""

from functools import lru_cache
from typing import Final

from django.http import QueryDict
from django.utils.safestring import SafeString

from formbuilder.api import CompiledForm, Field, FormPage, FormSection, compile_form
from motcua.backoffice.inbox.office_page import OfficePage
from motcua.kernel.actors import Actor

_FIELD: Final = "fld_sign"
_PAGE: Final = "pag_sign"
_LABEL: Final = {"vi": "Chữ ký của người dân", "en": "The citizen's signature"}


def sheet(name: str, *, by: Actor) -> SafeString:
    page = OfficePage(_form(), _PAGE, "counter.signature", by=by, existing={_FIELD: {"name": name}})
    return page.markup()


def drawn(data: QueryDict) -> dict[str, str]:
    """What was signed: the name and the strokes, each perhaps empty."""
    return {
        "name": data.get(f"f-{_FIELD}-name", "")[:120],
        "drawn": data.get(f"f-{_FIELD}-drawn", ""),
    }


@lru_cache(maxsize=1)
def _form() -> CompiledForm:
    question = Field(id=_FIELD, key="sign", type="signature", label=_LABEL, required=True)
    return compile_form(FormSection(pages=[FormPage(id=_PAGE, fields=[question])]))
