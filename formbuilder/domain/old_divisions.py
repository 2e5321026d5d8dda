"""Provinces, districts and communes as they were before 1 July 2025, and what became of them.

Papers issued before that day stay valid with the address they carry; people know their old commune
better than the new one. Where a commune was divided, the successors are doubtful: the first is the
likely one and a person has to confirm it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from formbuilder.domain.divisions import Division

_FILE = Path(__file__).resolve().parent.parent / "data" / "old-divisions.json"


@dataclass(frozen=True, slots=True)
class OldCommune:
    """``parent`` is the district; ``successors`` are codes of today's communes."""

    code: str
    name: str
    parent: str
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Old:
    provinces: Mapping[str, Division]
    districts: Mapping[str, Division]
    communes: Mapping[str, OldCommune]
    districts_of: Mapping[str, tuple[Division, ...]]
    communes_of: Mapping[str, tuple[OldCommune, ...]]


@lru_cache(maxsize=1)
def _load() -> _Old:
    provinces: dict[str, Division] = {}
    districts: dict[str, Division] = {}
    communes: dict[str, OldCommune] = {}
    districts_of: dict[str, tuple[Division, ...]] = {}
    communes_of: dict[str, tuple[OldCommune, ...]] = {}
    for province, province_name, inside in json.loads(_FILE.read_bytes()):
        provinces[province] = Division(province, province_name)
        own = tuple(Division(code, name, province) for code, name, _ in inside)
        districts_of[province] = own
        districts.update((each.code, each) for each in own)
        for district, _name, within in inside:
            found = tuple(OldCommune(c, n, district, tuple(new)) for c, n, *new in within)
            communes_of[district] = found
            communes.update((each.code, each) for each in found)
    proxy = MappingProxyType
    return _Old(
        proxy(provinces), proxy(districts), proxy(communes), proxy(districts_of), proxy(communes_of)
    )


def old_provinces() -> tuple[Division, ...]:
    """The 63 provinces by code."""
    return tuple(_load().provinces.values())


def districts_of(province: str) -> tuple[Division, ...]:
    return _load().districts_of.get(province, ())


def old_communes_of(district: str) -> tuple[OldCommune, ...]:
    return _load().communes_of.get(district, ())


def find_old_province(code: str) -> Division | None:
    return _load().provinces.get(code)


def find_district(code: str) -> Division | None:
    return _load().districts.get(code)


def find_old_commune(code: str) -> OldCommune | None:
    return _load().communes.get(code)
