"""Wagtail's own little scripts, let through the content security policy one by one.

Wagtail starts its date fields, choosers and inline panels by scripts in the page, without a nonce;
our policy stops those. Each is a call of one known function with plain data, so each can be told
from anything else: the function's name must be on the list and every argument must be JSON. Such a
script gets the page's nonce. A script that somebody managed to smuggle into a page either is no
such call, and stays stopped, or does no more than open a date field.
"""

import json
import re
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

_ADMIN: Final = "/quan-tri/"
# In templates of rows to be added Wagtail writes the end tag as ``<-/script>``.
_SCRIPT: Final = re.compile(r"<script>((?:(?!<script).){1,20000}?)(<-?/script>)", re.S)
_CALL: Final = re.compile(
    r"\s*(?:init(?:Date|Time|DateTime)Chooser|createTaskChooser|new [A-Z][A-Za-z]{0,40}Chooser)"
    r"\((?P<arguments>.*)\);\s*",
    re.S,
)
_PANEL: Final = re.compile(
    r"\s*\(function\(\) \{\s*var panel = new (?:InlinePanel|MultipleChooserPanel)"
    r'\(JSON\.parse\((?P<text>"(?:[^"\\<\n]|\\u[0-9A-Fa-f]{4})*")\)\);\s*\}\)\(\);\s*',
)


def is_known(script: str) -> bool:
    """Whether ``script`` is one of Wagtail's starters, with data and nothing else inside."""
    panel = _PANEL.fullmatch(script)
    if panel is not None:
        return _is_json(panel["text"])
    call = _CALL.fullmatch(script)
    return call is not None and _is_json(f"[{call['arguments']}]")


def let_through(page: str, nonce: str) -> str:
    """``page`` with the nonce on every known script."""

    def marked(found: re.Match[str]) -> str:
        body, end = found.groups()
        return f'<script nonce="{nonce}">{body}{end}' if is_known(body) else found.group(0)

    return _SCRIPT.sub(marked, page)


class WagtailScriptsMiddleware:
    """Stands inside django-csp's: the header names the nonce that was asked for here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(_ADMIN) or response.streaming:
            return response
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        if b"<script>" in response.content:
            nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
            response.content = let_through(response.content.decode(), nonce).encode()
            if "Content-Length" in response.headers:
                response.headers["Content-Length"] = str(len(response.content))
        return response


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return "</" not in text
