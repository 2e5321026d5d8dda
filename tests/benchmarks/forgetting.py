"""Empties the memories of the process before every request."""

import sys
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from motcua.kernel.recent import Recent
from motcua.portal import remembered
from motcua.portal.runner import quick


class ForgettingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.memories: list[Recent[Any]] = []

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.memories:
            self.memories = _memories()
        for each in self.memories:
            each._kept.clear()
        for pages in (quick._pages, remembered._pages):
            pages._kept.clear()
            pages._held = 0
        return self.get_response(request)


def _memories() -> list[Recent[Any]]:
    found = []
    for name, module in list(sys.modules.items()):
        if name.startswith(("motcua.", "formbuilder.", "tenants.")):
            found += [each for each in vars(module).values() if type(each) is Recent]
    return found
