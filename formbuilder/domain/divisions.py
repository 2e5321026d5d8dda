"""Provinces and communes of Viet Nam since 1 July 2025: 34 and 3,321.

Read once from the data file of the ``vietnam-provinces`` package, whose own Python modules would
cost several times the memory. Codes are those of the General Statistics Office: two digits for a
province, five for a commune.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from motcua.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Division:
    """A province (``parent`` is empty) or a commune of one."""

    code: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Divisions:
    provinces: Mapping[str, Division]
    communes: Mapping[str, Division]
    by_province: Mapping[str, tuple[Division, ...]]


@lru_cache(maxsize=1)
def _load() -> Divisions:
    spec = find_spec("vietnam_provinces")
    assert spec is not None
    assert spec.origin is not None
    raw = json.loads((Path(spec.origin).parent / "data" / "nested-divisions.json").read_bytes())
    provinces: dict[str, Division] = {}
    communes: dict[str, Division] = {}
    by_province: dict[str, tuple[Division, ...]] = {}
    for entry in sorted(raw, key=lambda item: int(item["code"])):
        code = f"{entry['code']:02d}"
        provinces[code] = Division(code, entry["name"])
        inside = [Division(f"{ward['code']:05d}", ward["name"], code) for ward in entry["wards"]]
        inside.sort(key=lambda division: fold(division.name))
        by_province[code] = tuple(inside)
        communes.update((division.code, division) for division in inside)
    proxy = MappingProxyType
    return Divisions(proxy(provinces), proxy(communes), proxy(by_province))


def provinces() -> tuple[Division, ...]:
    """All provinces and centrally run cities by code."""
    return tuple(_load().provinces.values())


def communes_of(province: str) -> tuple[Division, ...]:
    """Communes, wards and special zones of a province by name; none for an unknown code."""
    return _load().by_province.get(province, ())


def find_province(code: str) -> Division | None:
    return _load().provinces.get(code)


def find_commune(code: str) -> Division | None:
    return _load().communes.get(code)
