"""One person's answers come in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from formbuilder.api import CompiledForm, Context, validate_answers
from motcua.identity.api import ApplicantView
from motcua.kernel.crypto import blind_index
from motcua.kernel.limits import check_limit
from motcua.surveys.domain.states import Audience
from motcua.surveys.errors import AlreadyAnswered, AnswersInvalid, NotInvited, SurveyClosed
from motcua.surveys.models import Survey, SurveyResponse, SurveyText, SurveyTicket
from motcua.surveys.operations.drafting import find_survey
from motcua.surveys.queries.compiled import compiled_form
from motcua.surveys.queries.views import is_open

PER_NETWORK: Final = 60
PER_TENANT: Final = 20_000
_DAY: Final = timedelta(days=1)
_WRITTEN: Final = frozenset({"short_text", "long_text"})


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answers, as far as the survey has to know: an invitation's token, or an account."""

    token: str = ""
    applicant: ApplicantView | None = None


def world_of(now: datetime) -> Context:
    """What the rules of a survey may know: the day, and nothing of the person."""
    return Context(today=timezone.localdate(now))


def submit_answers(
    *, survey_id: UUID, answers: Mapping[str, Any], who: Respondent, client: str, now: datetime
) -> None:
    """Keep them, once a person.

    Raises ``SurveyClosed``, ``NotInvited``, ``AlreadyAnswered``, ``AnswersInvalid`` with
    ``details["errors"]``, ``LimitReached`` (sixty a day from one network).
    """
    row = find_survey(survey_id)
    require_open(row, now)
    form = compiled_form(row)
    checked = validate_answers(form, answers, world_of(now))
    if checked.errors:
        raise AnswersInvalid(checked.errors[0].message, errors=checked.errors)
    if not checked.answers_visible_only:
        raise AnswersInvalid(_("Hãy trả lời ít nhất một câu."), errors=())
    mark = mark_of(row, who)
    check_limit(name="survey", subject=client, allowed=PER_NETWORK, per=_DAY, now=now)
    check_limit(name="surveys", subject="all", allowed=PER_TENANT, per=_DAY, now=now)
    with transaction.atomic():
        if mark:
            _use_ticket(row, mark)
        _keep(row, form, checked.answers_visible_only, who)


def check_respondent(*, survey_id: UUID, who: Respondent, now: datetime) -> None:
    """Whether ``who`` may answer now, before they begin.

    Raises ``SurveyClosed``, ``NotInvited``, ``AlreadyAnswered``.
    """
    row = find_survey(survey_id)
    require_open(row, now)
    mark = mark_of(row, who)
    if not mark:
        return
    ticket = SurveyTicket.objects.filter(survey=row, mark=mark).first()
    if ticket is not None and ticket.is_used:
        raise _again()
    if ticket is None and row.audience == Audience.FINISHED:
        raise _not_invited()


def require_open(row: Survey, now: datetime) -> None:
    if is_open(row, now):
        return
    if row.opens_at is not None and row.opens_at > now and row.status == "published":
        raise SurveyClosed(_("Khảo sát chưa mở."))
    raise SurveyClosed(_("Khảo sát đã đóng. Cảm ơn ông/bà đã quan tâm."))


def mark_of(row: Survey, who: Respondent) -> str:
    """The keyed hash by which one person answers once; empty where everybody may.

    Raises ``NotInvited`` for who must sign in or have an invitation.
    """
    if not row.is_anonymous and who.applicant is None:
        raise NotInvited(_("Khảo sát này cần đăng nhập."))
    if row.audience == Audience.EVERYONE:
        return ""
    if row.audience == Audience.ACCOUNT:
        if who.applicant is None:
            raise NotInvited(_("Khảo sát này cần đăng nhập."))
        return person_ticket(row.pk, who.applicant.subject)
    if not who.token:
        raise NotInvited(_("Khảo sát này chỉ dành cho người nhận được thư mời."))
    return token_mark(row.pk, who.token)


def person_ticket(survey_id: UUID, subject: UUID) -> str:
    return blind_index(f"{survey_id}:{subject}", purpose="surveys.person")


def token_mark(survey_id: UUID, token: str) -> str:
    return blind_index(f"{survey_id}:{token}", purpose="surveys.ticket")


def _use_ticket(row: Survey, mark: str) -> None:
    """Two windows at once: one of them is told."""
    if row.audience == Audience.FINISHED:
        mine = SurveyTicket.objects.filter(survey=row, mark=mark)
        if not mine.filter(is_used=False).update(is_used=True):
            raise _again() if mine.exists() else _not_invited()
        return
    ticket = SurveyTicket(survey=row, mark=mark, is_used=True)
    SurveyTicket.objects.bulk_create([ticket], ignore_conflicts=True)
    if not SurveyTicket.objects.filter(pk=ticket.pk).exists():
        raise _again()


def _again() -> AlreadyAnswered:
    return AlreadyAnswered(_("Ông/bà đã trả lời khảo sát này. Mỗi người trả lời một lần."))


def _not_invited() -> NotInvited:
    return NotInvited(_("Thư mời này không dùng được."))


def _keep(row: Survey, form: CompiledForm, answers: dict[str, Any], who: Respondent) -> None:
    content: dict[str, Any] = {"answers": answers}
    named = None if row.is_anonymous else who.applicant
    if named is not None:
        content["name"] = named.full_name
    response = SurveyResponse.objects.create(
        survey=row, content=content, applicant_id=named.id if named else None
    )
    written = [each for each in answers if form.fields[each].type.key in _WRITTEN]
    SurveyText.objects.bulk_create(SurveyText(response=response, field_id=each) for each in written)
