"""The editor's settings, written where every page has them at hand."""

from typing import Any

from motcua.portal.operations.live_theme import change_live_theme


def publish_around(settings: Any) -> None:
    """``settings``: a ``PortalSettings``. Idempotent."""
    banner = {
        "level": settings.banner_level,
        "text": settings.banner_text,
        "link": settings.banner_link,
        "from": settings.banner_from.isoformat() if settings.banner_from else None,
        "until": settings.banner_until.isoformat() if settings.banner_until else None,
    }
    change_live_theme(
        around={
            "menu": [_link(item.value) for item in settings.menu],
            "footer": [
                [column.value["title"], [_link(item) for item in column.value["items"]]]
                for column in settings.footer
            ],
            "footer_text": settings.footer_text,
            "facebook": settings.facebook,
            "zalo": settings.zalo,
            "banner": banner,
        }
    )


def _link(value: Any) -> list[str]:
    return [str(value["words"]), str(value["link"])]
