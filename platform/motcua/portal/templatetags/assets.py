from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from motcua.kernel.assets import asset_url, stylesheet_urls

register = template.Library()


@register.simple_tag
def styles(source: str) -> SafeString:
    """Link to a built style sheet."""
    url = asset_url(source)
    return format_html('<link rel="stylesheet" href="{}">', url) if url else SafeString("")


@register.simple_tag
def script(source: str) -> SafeString:
    """Module script (deferred by nature) and the style sheets it brings."""
    url = asset_url(source)
    if not url:
        return SafeString("")
    links = format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((each,) for each in stylesheet_urls(source))
    )
    return format_html('{}<script type="module" src="{}"></script>', links, url)
