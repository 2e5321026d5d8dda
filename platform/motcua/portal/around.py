"""What stands around every page: menu, footer, banner.

An editor's settings are written into the tenant's own row (``theme["around"]``) when they are
saved: every request has that row already, so no page asks the database for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

Links = tuple[tuple[str, str], ...]
LEVELS: Final = ("info", "warning", "danger")


@dataclass(frozen=True, slots=True)
class Banner:
    level: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Around:
    menu: Links = ()
    footer: tuple[tuple[str, Links], ...] = ()
    footer_text: str = ""
    facebook: str = ""
    zalo: str = ""
    banner: Banner | None = None


NOTHING: Final = Around()


def around_of(theme: Mapping[str, Any] | None, *, now: datetime) -> Around:
    """Anything that does not have the expected form counts as nothing."""
    kept = (theme or {}).get("around")
    if not isinstance(kept, dict):
        return NOTHING
    try:
        return Around(
            menu=_links(kept.get("menu")),
            footer=tuple((str(title), _links(items)) for title, items in kept.get("footer") or ()),
            footer_text=str(kept.get("footer_text") or ""),
            facebook=str(kept.get("facebook") or ""),
            zalo=str(kept.get("zalo") or ""),
            banner=_banner(kept.get("banner"), now),
        )
    except (TypeError, ValueError):
        return NOTHING


def _links(items: Any) -> Links:
    return tuple((str(words), str(link)) for words, link in items or ())


def _banner(kept: Any, now: datetime) -> Banner | None:
    if not isinstance(kept, dict) or kept.get("level") not in LEVELS or not kept.get("text"):
        return None
    begins, ends = kept.get("from"), kept.get("until")
    if begins and now < datetime.fromisoformat(begins):
        return None
    if ends and now >= datetime.fromisoformat(ends):
        return None
    return Banner(str(kept["level"]), str(kept["text"]), str(kept.get("link") or ""))
