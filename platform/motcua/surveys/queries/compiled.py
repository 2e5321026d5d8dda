"""A survey's form made ready to run, kept in the process: a revision never changes."""

from typing import Final

from formbuilder.api import CompiledForm, compile_form
from motcua.kernel.recent import Recent
from motcua.kernel.schemas import current_schema
from motcua.surveys.domain.document import wrap
from motcua.surveys.domain.one_page import on_one_page
from motcua.surveys.models import Survey

MAX_FORMS: Final = 100
_forms: Recent[CompiledForm] = Recent(MAX_FORMS)


def compiled_form(row: Survey, *, one_page: bool | None = None) -> CompiledForm:
    """Raises ``FormInvalid`` for a draft that cannot run."""
    joined = row.is_one_page if one_page is None else one_page
    key = (current_schema(), row.pk, row.draft_revision, joined)
    return _forms.get(key, lambda: _compile(row, joined=joined))


def _compile(row: Survey, *, joined: bool) -> CompiledForm:
    form = wrap(row.draft).form
    return compile_form(on_one_page(form) if joined else form)
