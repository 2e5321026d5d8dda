"""Who has just had a dossier finished is asked how it went, once a survey, unless they object."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.casework.standing_api import CaseFinished, served_person, tell_submitter
from motcua.kernel.crypto import blind_index
from motcua.notifications.api import Notice
from motcua.surveys.domain.states import Audience, Status
from motcua.surveys.errors import NotInvited
from motcua.surveys.models import Survey, SurveyOptOut, SurveyTicket
from motcua.surveys.operations.answering import token_mark
from motcua.surveys.queries.views import is_open

TOKEN_LENGTH: Final = 32
INVITED: Final = Notice(
    "survey_invited",
    {"vi": "Mời ông/bà góp ý sau khi làm thủ tục", "en": "How was it? A short survey"},
    {
        "vi": "Hồ sơ {code} đã giải quyết xong. Cơ quan mời ông/bà trả lời một khảo sát ngắn: "
        "{link}\n\nKhông muốn nhận thư mời như thế này nữa, ông/bà bấm “Đừng mời tôi nữa” ở cuối "
        "trang đó.\n\n{agency}",
        "en": "Dossier {code} is finished. The agency invites you to answer a short survey: "
        "{link}\n\nIf you want no more such invitations, press “Do not invite me again” at the "
        "bottom of that page.\n\n{agency}",
    },
    frozenset(),
)


def invite(event: CaseFinished, at: datetime) -> None:
    """Consumer ``surveys.invite``; may run twice: a ticket is written once."""
    surveys = Survey.objects.filter(status=Status.PUBLISHED, audience=Audience.FINISHED)
    wanted = [each for each in surveys if is_open(each, at)]
    served = served_person(event.case_id) if wanted else None
    if served is None or SurveyOptOut.objects.filter(mark=_person(served.applicant_id)).exists():
        return
    for survey in wanted:
        if survey.service_id in (None, served.service_id):
            _invite(survey, served.applicant_id, event.case_id, at)


def opt_out(*, survey_id: UUID, token: str, now: datetime) -> None:
    """Whoever holds the invitation says so; no sign-in. Raises ``NotInvited``."""
    tickets = SurveyTicket.objects.filter(survey_id=survey_id).exclude(person="")
    ticket = tickets.filter(mark=token_mark(survey_id, token)).first()
    if ticket is None:
        raise NotInvited(_("Thư mời này không dùng được."))
    SurveyOptOut.objects.get_or_create(mark=ticket.person, defaults={"at": now})


def wants_invitations(applicant_id: UUID) -> bool:
    return not SurveyOptOut.objects.filter(mark=_person(applicant_id)).exists()


def set_invitations(*, applicant_id: UUID, wanted: bool, now: datetime) -> None:
    """From the person's own page of preferences."""
    mark = _person(applicant_id)
    if wanted:
        SurveyOptOut.objects.filter(mark=mark).delete()
    else:
        SurveyOptOut.objects.get_or_create(mark=mark, defaults={"at": now})


def _invite(survey: Survey, applicant_id: UUID, case_id: UUID, at: datetime) -> None:
    person = _person(applicant_id)
    # Made again the same by the tenant's key: nobody has to keep it, and no dossier is named.
    token = blind_index(f"{survey.pk}:{person}", purpose="surveys.token")[:TOKEN_LENGTH]
    mark = token_mark(survey.pk, token)
    with transaction.atomic():
        ticket = SurveyTicket(survey=survey, mark=mark, person=person)
        SurveyTicket.objects.bulk_create([ticket], ignore_conflicts=True)
        if not SurveyTicket.objects.filter(pk=ticket.pk).exists():
            return
        tell_submitter(
            case_id=case_id,
            template=INVITED.key,
            key=f"{INVITED.key}:{survey.pk}",
            link=f"/khao-sat/{survey.slug}/?ma={token}",
            now=at,
        )


def _person(applicant_id: UUID) -> str:
    return blind_index(str(applicant_id), purpose="surveys.opt_out")
