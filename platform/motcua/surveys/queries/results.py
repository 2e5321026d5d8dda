"""Results as the office sees them, and as everybody does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from formbuilder.api import CompiledForm
from motcua.kernel.actors import Actor
from motcua.kernel.i18n import I18nText
from motcua.surveys.domain.states import LEAST_SHOWN, Status, TextState
from motcua.surveys.domain.tally import asked_in, cross, protect
from motcua.surveys.errors import ResultsWithheld
from motcua.surveys.models import Survey, SurveyText
from motcua.surveys.operations.drafting import find_survey
from motcua.surveys.operations.tallying import answers_of, contents_of, renew_tally
from motcua.surveys.permissions import Permission
from motcua.surveys.queries.compiled import compiled_form

TEXTS_A_PAGE: Final = 25


@dataclass(frozen=True, slots=True)
class ResultsView:
    """``questions`` as ``domain.tally`` tells them; none while there are too few answers.

    ``groupable``: questions others can be looked at by; ``crossed``: by one of them.
    """

    total: int
    tallied_at: datetime | None
    questions: tuple[Mapping[str, Any], ...]
    is_withheld: bool
    groupable: tuple[tuple[str, I18nText], ...]
    crossed: tuple[Mapping[str, Any], ...]
    may_cross: bool
    may_export: bool
    waiting_texts: int


@dataclass(frozen=True, slots=True)
class TextView:
    id: UUID
    question: I18nText
    text: str
    state: str
    state_name: str
    hidden_reason: str
    moderated_by_name: str


@dataclass(frozen=True, slots=True)
class TextPage:
    items: tuple[TextView, ...]
    total: int


def results_of(survey_id: UUID, *, group_by: str, by: Actor, now: datetime) -> ResultsView:
    """``group_by``: a question's id, or nothing. Groups of an anonymous survey are compared once
    it is over, and none with fewer than five people."""
    by.require(Permission.READ)
    row = renew_tally(survey_id, now=now)
    asked = asked_in(compiled_form(row))
    tally = row.tally or {"total": 0, "questions": []}
    least = LEAST_SHOWN if row.is_anonymous else 1
    shown = protect(tally, least=least) if row.is_anonymous else tally
    groupable = [each for each in asked if each.kind == "choice" and "." not in each.id]
    chosen = next((each for each in groupable if each.id == group_by), None)
    crossing = _may_look_closely(row) and chosen is not None
    return ResultsView(
        total=tally["total"],
        tallied_at=row.tallied_at,
        questions=tuple(shown["questions"]) if shown else (),
        is_withheld=shown is None,
        groupable=tuple((each.id, each.label) for each in groupable),
        crossed=tuple(cross(asked, chosen, answers_of(row.pk), least=least))
        if crossing and chosen
        else (),
        may_cross=_may_look_closely(row),
        may_export=_may_look_closely(row) and tally["total"] >= least,
        waiting_texts=_texts(survey_id, TextState.WAITING).count(),
    )


def list_texts(survey_id: UUID, *, state: str, by: Actor, offset: int = 0) -> TextPage:
    """What people wrote, in no order of time."""
    by.require(Permission.READ)
    row = find_survey(survey_id)
    labels = {each.id: each.label for each in asked_in(compiled_form(row))}
    rows = _texts(survey_id, state if state in TextState.values else TextState.WAITING)
    found = rows.select_related("response").order_by("pk")[offset : offset + TEXTS_A_PAGE]
    return TextPage(tuple(_text(each, labels) for each in found), rows.count())


def export_table(
    survey_id: UUID, *, language: str, by: Actor, now: datetime
) -> tuple[list[str], Iterator[list[Any]]]:
    """Headings, and one line a person in the order of random ids. Raises ``ResultsWithheld``."""
    by.require(Permission.READ)
    row = renew_tally(survey_id, now=now)
    if not _may_look_closely(row):
        raise ResultsWithheld(
            _("Khảo sát ẩn danh chỉ tải được sau khi đóng và khi còn giữ câu trả lời.")
        )
    if row.is_anonymous and row.tallied < LEAST_SHOWN:
        raise ResultsWithheld(_("Có dưới 5 người trả lời nên không tải được."))
    form = compiled_form(row, one_page=False)
    columns = list(_columns(form))
    named = [] if row.is_anonymous else [_("Người trả lời")]
    headings = [*named, *(item.label(language) for item in columns)]
    return headings, _lines(row, columns, language)


def _lines(row: Survey, columns: Sequence[Any], language: str) -> Iterator[list[Any]]:
    for content in contents_of(row.pk):
        named = [] if row.is_anonymous else [content.get("name", "")]
        answers = content["answers"]
        yield [*named, *(_shown(item, answers.get(item.id), language) for item in columns)]


def _shown(item: Any, value: Any, language: str) -> Any:
    if item.type.is_empty(value):
        return ""
    if item.type.kind == "number":
        return value
    return item.type.display(value, item.settings, language)


def _columns(form: CompiledForm) -> Iterator[Any]:
    for page in form.pages.values():
        yield from (item for item in page.fields if item.type.answers)


def _may_look_closely(row: Survey) -> bool:
    """One answer after another could be told apart while an anonymous survey runs."""
    if row.forgotten_at is not None:
        return False
    return not row.is_anonymous or row.status != Status.PUBLISHED


def _texts(survey_id: UUID, state: str) -> Any:
    return SurveyText.objects.filter(response__survey_id=survey_id, is_ready=True, state=state)


def _text(each: SurveyText, labels: Mapping[str, I18nText]) -> TextView:
    return TextView(
        id=each.pk,
        question=labels.get(each.field_id, {}),
        text=str(each.response.content["answers"].get(each.field_id, "")),
        state=each.state,
        state_name=str(TextState(each.state).label),
        hidden_reason=each.hidden_reason,
        moderated_by_name=each.moderated_by_name,
    )
