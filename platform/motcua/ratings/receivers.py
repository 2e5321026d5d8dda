"""A finished dossier is asked about once; an erased one takes its words along."""

from datetime import datetime
from typing import Final

from motcua.casework.standing_api import CaseFinished, DossierErased, NationalState, tell_submitter
from motcua.kernel.events import subscribe, subscribe_later
from motcua.notifications.api import Notice
from motcua.ratings.models import CommentState, Rating
from motcua.ratings.operations.rate import RATEABLE

ASKED: Final = Notice(
    "rating_asked",
    {"vi": "Hồ sơ {code}: mời ông/bà đánh giá", "en": "Dossier {code}: how did we do?"},
    {
        "vi": "Hồ sơ {code} về thủ tục {service} đã giải quyết xong. Ông/bà có hài lòng không? "
        "Trả lời mất chưa đến một phút: {link}\n\n{agency}",
        "en": "Dossier {code} for {service} is finished. Were you satisfied? "
        "Answering takes less than a minute: {link}\n\n{agency}",
    },
    frozenset(),
)


def connect() -> None:
    subscribe_later(CaseFinished, "ratings.ask", ask)
    subscribe(DossierErased, forget)


def ask(event: CaseFinished, at: datetime) -> None:
    """Consumer ``ratings.ask``: the citizen is asked once, when the result is there."""
    if NationalState(event.national_state) not in RATEABLE:
        return
    tell_submitter(
        case_id=event.case_id,
        template=ASKED.key,
        key=ASKED.key,
        link=f"/ho-so/{event.case_id}/danh-gia/",
        now=at,
    )


def forget(event: DossierErased, at: datetime) -> None:
    """In the transaction that erases the dossier."""
    Rating.objects.filter(case_id=event.case_id).update(
        comment=None, comment_state=CommentState.NONE, officer_id=None, officer_name=""
    )
