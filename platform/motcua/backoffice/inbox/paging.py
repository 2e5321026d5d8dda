"""Links to the pages of a list that keep its conditions."""

from dataclasses import dataclass

from django.http import HttpRequest

from motcua.backoffice.inbox.lists import PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Pager:
    number: int
    count: int
    first: int
    last: int
    total: int
    previous: str
    next: str


def pager(request: HttpRequest, total: int, page: int) -> Pager:
    """``previous`` and ``next`` are query strings, empty at the ends."""
    count = max(1, -(-total // PAGE_SIZE))
    first = (page - 1) * PAGE_SIZE
    return Pager(
        number=page,
        count=count,
        first=min(first + 1, total),
        last=min(first + PAGE_SIZE, total),
        total=total,
        previous=_with_page(request, page - 1) if page > 1 else "",
        next=_with_page(request, page + 1) if page < count else "",
    )


def _with_page(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["trang"] = str(page)
    return f"?{query.urlencode()}"
