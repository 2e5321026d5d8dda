"""The tenant's colours as a style sheet, so that no page needs inline styles."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from motcua.portal.theme.colours import palette
from motcua.portal.theme.looks import looks_of, picture_url
from motcua.portal.theme.trying import is_trying, theme_for

_SECONDS: Final = 300


def theme_css(request: HttpRequest) -> HttpResponse:
    """Who tries a draft out gets the draft's, and no cache keeps it. Nor are colours kept under the
    name of others: for some seconds another process may know of new ones that this one does not."""
    theme = theme_for(request)
    asked = request.META.get("QUERY_STRING", "")
    css = colours_css(theme)
    answer = HttpResponse(css, content_type="text/css; charset=utf-8")
    if is_trying(request):
        patch_cache_control(answer, private=True, no_store=True)
    elif asked and asked != looks_of(theme).style:
        patch_cache_control(answer, no_store=True)
    else:
        patch_cache_control(answer, public=True, max_age=_SECONDS)
    return answer


def colours_css(theme: Mapping[str, Any]) -> str:
    colours = palette(theme.get("brand"), theme.get("accent"))
    css = (
        ":root{"
        f"--mc-brand:{colours.brand};--mc-brand-dark:{colours.brand_dark};"
        f"--mc-accent:{colours.accent};"
        "}"
    )
    header = picture_url(theme.get("header_picture"))
    if header:
        # White words stand on it: it is darkened with the brand's colour so that they can be read.
        css += (
            ".mc-hero{background:linear-gradient(rgb(0 0 0/55%),rgb(0 0 0/55%)),"
            f'url("{header}") center/cover no-repeat}}'
        )
    return css
