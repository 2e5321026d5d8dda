"""Links to the pages of a list that keep its conditions."""

from dataclasses import dataclass

from django.http import HttpRequest

from motcua.backoffice.inbox.lists import PAGE_SIZE
from motcua.casework.api import MOST_LISTED


@dataclass(frozen=True, slots=True)
class Pager:
    """``is_cut``: there is more than is counted or leafed through."""

    number: int
    count: int
    first: int
    last: int
    total: int
    previous: str
    next: str
    is_cut: bool = False


def pager(
    request: HttpRequest, total: int, page: int, size: int = PAGE_SIZE, *, is_cut: bool = False
) -> Pager:
    """``previous`` and ``next`` are query strings, empty at the ends."""
    total = min(total, MOST_LISTED)
    count = max(1, -(-total // size))
    first = (page - 1) * size
    return Pager(
        number=page,
        count=count,
        first=min(first + 1, total),
        last=min(first + size, total),
        total=total,
        previous=_with_page(request, page - 1) if page > 1 else "",
        next=_with_page(request, page + 1) if page < count else "",
        is_cut=is_cut,
    )


def _with_page(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["trang"] = str(page)
    query.pop("xem", None)
    return f"?{query.urlencode()}"
