"""Which page of a list somebody asked for."""

from typing import Final

from django.http import HttpRequest

MOST_PAGES: Final = 500


def page_number(request: HttpRequest, *, most: int = MOST_PAGES) -> int:
    """``?trang=``, from 1 to ``most``; whatever is no number is the first page."""
    asked = request.GET.get("trang", "1")
    return min(max(int(asked), 1), most) if asked.isascii() and asked.isdecimal() else 1
