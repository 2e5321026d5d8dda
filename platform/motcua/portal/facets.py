"""Filters of the list of services, with how many each value would leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from motcua.catalogue.finding.api import FoundServices

PARAMETERS: Final = {
    "doi-tuong": "audience",
    "linh-vuc": "sector",
    "cap": "level",
    "muc": "online",
    "su-kien": "event",
}
"""Parameter of the address to the finder's facet."""
_MOST_CHOICES: Final = 60


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    choices: tuple[Choice, ...]


def chosen_of(asked: Mapping[str, str]) -> dict[str, str]:
    return {
        facet: asked.get(name, "")[:200].replace("\x00", "") for name, facet in PARAMETERS.items()
    }


def facets_of(found: FoundServices, chosen: Mapping[str, str], language: str) -> list[Facet]:
    """Those with something to choose from. A value chosen stays even where it finds nothing."""
    labels = {
        "audience": _("Ai làm"),
        "sector": _("Lĩnh vực"),
        "level": _("Cấp giải quyết"),
        "online": _("Mức độ trực tuyến"),
        "event": _("Sự kiện trong đời"),
    }
    words = _words()
    made = []
    for name, facet in PARAMETERS.items():
        counts = dict(found.counts.get(facet, {}))
        if chosen[facet]:
            counts.setdefault(chosen[facet], 0)
        choices = [
            Choice(value, words.get((facet, value), value), count, value == chosen[facet])
            for value, count in counts.items()
        ]
        choices.sort(key=lambda each: (-each.count, each.label))
        if len(choices) > 1 or chosen[facet]:
            made.append(Facet(name, labels[facet], tuple(choices[:_MOST_CHOICES])))
    return made


def _words() -> dict[tuple[str, str], str]:
    return {
        ("audience", "citizen"): _("Công dân Việt Nam"),
        ("audience", "overseas"): _("Người Việt Nam ở nước ngoài"),
        ("audience", "foreigner"): _("Người nước ngoài"),
        ("audience", "enterprise"): _("Doanh nghiệp"),
        ("audience", "household"): _("Hộ kinh doanh"),
        ("audience", "organisation"): _("Tổ chức"),
        ("level", "central"): _("Bộ, cơ quan trung ương"),
        ("level", "province"): _("Cấp tỉnh"),
        ("level", "commune"): _("Cấp xã"),
        ("online", "full"): _("Toàn trình"),
        ("online", "partial"): _("Một phần"),
    }
