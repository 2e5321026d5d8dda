"""Three-way merge of document parts: what the source changed comes in, own changes stay. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

_ABSENT: Final = object()


def merge(old: Any, new: Any, here: Any) -> Any:
    """``old`` is what was taken, ``new`` what the source is now, ``here`` what it became.

    An attribute both sides changed stays as it is here. Lists of parts are matched by ``id`` (or
    ``value``): parts dropped here stay dropped, own parts stay where they were; other lists count
    as one attribute.
    """
    if _same(here, old):
        return new
    if _same(new, old):
        return here
    if all(isinstance(each, Mapping) for each in (old, new, here)):
        return _merge_maps(old, new, here)
    if all(_is_list_of_parts(each) for each in (old, new, here)):
        return _merge_parts(old, new, here)
    return here


def conflicts(old: Any, new: Any, here: Any, path: str = "") -> list[str]:
    """Paths of attributes that both sides changed differently; those keep what is here."""
    if _same(here, old) or _same(new, old) or _same(new, here):
        return []
    if all(isinstance(each, Mapping) for each in (old, new, here)):
        keys = dict.fromkeys([*new, *here])
        return [
            found
            for key in keys
            for found in conflicts(
                old.get(key), new.get(key), here.get(key), f"{path}/{key}".lstrip("/")
            )
        ]
    if all(_is_list_of_parts(each) for each in (old, new, here)):
        olds, news, heres = _by_id(old), _by_id(new), _by_id(here)
        return [
            found
            for part_id in news
            if part_id in olds and part_id in heres
            for found in conflicts(olds[part_id], news[part_id], heres[part_id], part_id)
        ]
    return [path]


def _merge_maps(
    old: Mapping[str, Any], new: Mapping[str, Any], here: Mapping[str, Any]
) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for key in dict.fromkeys([*here, *new]):
        was, comes, stands = (each.get(key, _ABSENT) for each in (old, new, here))
        value = merge(was, comes, stands)
        if value is not _ABSENT:
            merged[key] = value
    return merged


def _merge_parts(
    old: Sequence[Any], new: Sequence[Any], here: Sequence[Any]
) -> list[dict[str, Any]]:
    olds, news, heres = _by_id(old), _by_id(new), _by_id(here)
    merged: dict[str, Any] = {}
    for part_id, part in news.items():
        if part_id in heres:
            merged[part_id] = merge(olds.get(part_id, _ABSENT), part, heres[part_id])
        elif part_id not in olds:
            merged[part_id] = part
    own = [part_id for part_id in heres if part_id not in olds and part_id not in news]
    return _with_own(list(merged.items()), own, heres)


def _with_own(
    merged: list[tuple[str, Any]], own: Sequence[str], heres: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Own parts go behind the part they stand behind here."""
    order = list(heres)
    for part_id in own:
        before = set(order[: order.index(part_id)])
        at = max((i + 1 for i, (key, _part) in enumerate(merged) if key in before), default=0)
        merged.insert(at, (part_id, heres[part_id]))
    return [part for _key, part in merged]


def _same(one: Any, other: Any) -> bool:
    return one is other or (one is not _ABSENT and other is not _ABSENT and one == other)


def _is_list_of_parts(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and isinstance(each.get("id", each.get("value")), str)
        for each in value
    )


def _by_id(parts: Sequence[Any]) -> dict[str, Any]:
    return {str(each.get("id", each.get("value"))): each for each in parts}
