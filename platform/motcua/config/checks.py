"""Start-up checks that refuse unsafe installations."""

from typing import Any

from django.core.checks import CheckMessage, Error, register


@register()
def check_package_layout(**_kwargs: Any) -> list[CheckMessage]:
    """``platform/__init__.py`` would shadow the standard library's ``platform``."""
    from django.conf import settings

    if (settings.ROOT / "platform" / "__init__.py").exists():
        return [Error("platform/__init__.py must not exist", id="motcua.E001")]
    return []
