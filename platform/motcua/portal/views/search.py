"""One search over everything: services, pages, legal acts, answered questions."""

from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from wagtail.models import Page

from motcua.catalogue.finding.api import find_services
from motcua.kernel.text import fold
from motcua.portal.models import CitizenQuestion, LegalAct, QuestionState

MOST_OF_EACH: Final = 5
_MOST_PAGES: Final = 500
_MAX_WORDS: Final = 8


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    found = find_services(request.GET.get("q", ""), limit=MOST_OF_EACH)
    context: dict[str, Any] = {"query": found.used, "was_cut": found.was_cut}
    words = fold(found.used).split()[:_MAX_WORDS]
    if words:
        context |= {
            "services": found,
            "pages": _pages(words),
            "acts": LegalAct.objects.filter(_all(words), is_public=True)[:MOST_OF_EACH],
            "questions": CitizenQuestion.objects.filter(_all(words), state=QuestionState.PUBLISHED)[
                :MOST_OF_EACH
            ],
        }
    return render(request, "search.html", context)


def _all(words: list[str]) -> Q:
    wanted = Q()
    for word in words:
        wanted &= Q(search_text__contains=word)
    return wanted


def _pages(words: list[str]) -> list[Page]:
    """By title and what search engines are told, folded here: a tenant has some hundred pages."""
    live = Page.objects.live().public().filter(depth__gt=2).order_by("-last_published_at", "pk")
    columns = live.values_list("pk", "title", "search_description", "url_path")[:_MOST_PAGES]
    chosen = []
    for pk, title, description, path in columns:
        text = fold(f"{title} {description} {path.replace('-', ' ').replace('/', ' ')}")
        if all(word in text for word in words):
            chosen.append(pk)
    by_pk = Page.objects.filter(pk__in=chosen[:MOST_OF_EACH]).specific().in_bulk()
    return [by_pk[pk] for pk in chosen[:MOST_OF_EACH]]
