"""What becomes of questions: kept, answered, and the asker's address forgotten in time."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from motcua.kernel.actors import Actor
from motcua.kernel.limits import check_limit
from motcua.notifications.api import Notice, Recipient, notify
from motcua.portal.models import CitizenQuestion, QuestionKind, QuestionState
from motcua.portal.question_form import QuestionForm
from tenants.api import current_tenant

PER_NETWORK: Final = 10
PER_TENANT: Final = 1_000
_DAY: Final = timedelta(days=1)
CONTACT_FOR: Final = timedelta(days=180)
"""How long an address stays where nobody answered."""

ANSWERED: Final = Notice(
    "question_answered",
    {"vi": "Câu hỏi của ông/bà đã được trả lời", "en": "Your question has been answered"},
    {
        "vi": "Câu hỏi “{question}” đã được trả lời:\n\n{answer}\n\n{agency}",
        "en": "Your question “{question}” has been answered:\n\n{answer}\n\n{agency}",
    },
    frozenset({"question", "answer"}),
)


def ask_question(*, kind: QuestionKind, form: QuestionForm, client: str, now: datetime) -> UUID:
    """Keep a question. Ten a day from one network, a thousand a day in all: ``LimitReached``."""
    check_limit(name="question", subject=client, allowed=PER_NETWORK, per=_DAY, now=now)
    check_limit(name="questions", subject="all", allowed=PER_TENANT, per=_DAY, now=now)
    given = form.cleaned_data
    contact = {name: given[name] for name in ("name", "email") if given[name]}
    row = CitizenQuestion.objects.create(
        kind=kind,
        category=given["category"],
        title=given["title"],
        text=given["text"],
        contact=contact or None,
        created_at=now,
    )
    return row.id


def settle_answer(question: CitizenQuestion, *, by: Actor, now: datetime) -> None:
    """After staff saved an answer: note who and when, tell the asker once, forget the address."""
    if question.state == QuestionState.NEW:
        return
    with transaction.atomic():
        contact = question.contact or {}
        told = question.state != QuestionState.REFUSED and contact.get("email")
        if told:
            _tell(question, contact, now)
        question.answered_at = question.answered_at or now
        question.answered_by_name = by.name[:200]
        question.contact = None
        question.save()


def forget_contacts(*, now: datetime) -> int:
    """Addresses of questions nobody answered in half a year; how many."""
    old = CitizenQuestion.objects.filter(contact__isnull=False, created_at__lt=now - CONTACT_FOR)
    return old.update(contact=None)


def _tell(question: CitizenQuestion, contact: dict[str, str], now: datetime) -> None:
    from wagtail.rich_text import get_text_for_indexing

    notify(
        recipient=Recipient(email=contact["email"], name=contact.get("name", ""), lang="vi"),
        template=ANSWERED.key,
        context={
            "question": question.title,
            "answer": get_text_for_indexing(str(question.answer)).strip(),
            "agency": current_tenant().name,
        },
        subject=f"question:{question.id}",
        dedupe_key=f"question:{question.id}:answered",
        now=now,
    )
