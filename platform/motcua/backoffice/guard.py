"""Doors of the staff site's screens: who may not pass is told so inside it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from motcua.identity.api import actor_from_request
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError, Forbidden

View = Callable[..., HttpResponseBase]


def screen_for(
    let_in: Callable[[Actor], None],
    header: Callable[[HttpRequest], dict[str, Any]],
    *,
    told: tuple[type[DomainError], ...] = (Forbidden,),
) -> Callable[[View], View]:
    """Guard a view: ``let_in`` raises ``Forbidden`` for who may not. ``told``: the errors, of the
    view as well, that are shown under ``header``; others are the caller's."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                let_in(actor_from_request(request))
                return view(request, *args, **kwargs)
            except told as error:
                context = {**header(request), "error": error}
                page = "backoffice/staff/refused.html"
                return render(request, page, context, status=error.status)

        return guarded

    return guard
