"""Questions and answers: read what was answered, ask, or tell what could be better."""

from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.kernel.clients import client_network
from motcua.kernel.errors import TooMany
from motcua.kernel.text import fold
from motcua.portal.models import CitizenQuestion, QuestionCategory, QuestionKind, QuestionState
from motcua.portal.offline import readable_offline
from motcua.portal.operations.questions import ask_question
from motcua.portal.question_form import QuestionForm, new_stamp

PAGE_SIZE: Final = 15
_MAX_WORDS: Final = 8


@require_GET
@readable_offline
def index(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")[:200].replace("\x00", "")
    topic = request.GET.get("chu-de", "")
    rows = CitizenQuestion.objects.filter(state=QuestionState.PUBLISHED).select_related("category")
    for word in fold(query).split()[:_MAX_WORDS]:
        rows = rows.filter(search_text__contains=word)
    if topic.isascii() and topic.isdigit() and len(topic) < 10:
        rows = rows.filter(category_id=int(topic))
    numbered = Paginator(rows.order_by("-answered_at", "-id"), PAGE_SIZE)
    context: dict[str, Any] = {
        "query": query,
        "topic": topic,
        "topics": QuestionCategory.objects.all()[:60],
        "numbered": numbered.get_page(request.GET.get("trang")),
    }
    return render(request, "questions/index.html", context)


@require_GET
@readable_offline
def show(request: HttpRequest, question_id: UUID) -> HttpResponse:
    rows = CitizenQuestion.objects.select_related("category")
    question = get_object_or_404(rows, pk=question_id, state=QuestionState.PUBLISHED)
    return render(request, "questions/show.html", {"question": question})


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    return _ask(request, QuestionKind.QUESTION)


@never_cache
@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    return _ask(request, QuestionKind.FEEDBACK)


@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "questions/thanks.html")


def _ask(request: HttpRequest, kind: QuestionKind) -> HttpResponse:
    now = timezone.now()
    form = QuestionForm(request.POST or None)
    status, problem = 200, ""
    if request.method == "POST":
        if form.is_valid():
            try:
                # What a machine filled in is thanked for like the rest, and thrown away.
                if not form.looks_made_by_machine(now):
                    ask_question(kind=kind, form=form, client=client_network(request), now=now)
                return HttpResponseRedirect(reverse("question_thanks"))
            except TooMany as error:
                status, problem = error.status, error.message
        else:
            status = 422
    context = {"form": form, "kind": kind, "stamp": new_stamp(now), "problem": problem}
    return render(request, "questions/ask.html", context, status=status)
