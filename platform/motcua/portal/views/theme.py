"""The tenant's colours as a style sheet, so that no page needs inline styles."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from motcua.portal.theme.colours import palette


@cache_control(public=True, max_age=300)
def theme_css(request: HttpRequest) -> HttpResponse:
    theme = getattr(getattr(request, "tenant", None), "theme", None) or {}
    colours = palette(theme.get("brand"), theme.get("accent"))
    css = (
        ":root{"
        f"--mc-brand:{colours.brand};--mc-brand-dark:{colours.brand_dark};"
        f"--mc-accent:{colours.accent};"
        "}"
    )
    return HttpResponse(css, content_type="text/css; charset=utf-8")
