"""A document as plain data while a batch of operations changes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.domain.operations.kinds import KINDS, Kind
from motcua.catalogue.domain.operations.refusals import OperationRefused

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a part is: ``siblings[index]``, inside the owner ``parent``."""

    siblings: list[Node]
    index: int
    parent: str | None

    @property
    def item(self) -> Node:
        return self.siblings[self.index]


class Tree:
    """Owns its data: give it a copy."""

    def __init__(self, data: Node) -> None:
        self.data = data

    def find(self, what: str, part_id: str, parent: str | None) -> Spot:
        """Raises ``OperationRefused`` when there is no such part."""
        kind = KINDS[what]
        if kind.scoped and parent is None:
            raise OperationRefused(
                _("Thao tác trên %(kind)s “%(id)s” phải nói rõ thuộc mục nào.")
                % {"kind": kind.label, "id": part_id}
            )
        for owner, siblings in self._lists(what, parent if kind.scoped else None):
            for index, item in enumerate(siblings):
                if item.get(kind.id_key) == part_id:
                    return Spot(siblings, index, owner)
        raise OperationRefused(
            _("Không có %(kind)s “%(id)s” trong bản nháp.") % {"kind": kind.label, "id": part_id}
        )

    def list_of(self, what: str, parent: str | None) -> list[Node]:
        """The list new parts of this kind go into."""
        kind = KINDS[what]
        if not kind.owner:
            return _reach(self.data, kind)
        if parent is None:
            raise OperationRefused(_("Phải nói rõ thêm %(kind)s vào đâu.") % {"kind": kind.label})
        for owner, siblings in self._lists(what, parent):
            if owner == parent:
                return siblings
        raise OperationRefused(
            _("Không thể đặt %(kind)s vào “%(id)s”.") % {"kind": kind.label, "id": parent}
        )

    def fields(self) -> Iterator[Node]:
        for _owner, siblings in self._lists("field", None):
            yield from siblings

    def ids(self) -> set[str]:
        """Ids that are unique in the whole document."""
        return {
            item[kind.id_key]
            for what, kind in KINDS.items()
            if not kind.scoped
            for _owner, siblings in self._lists(what, None)
            for item in siblings
        }

    def _lists(self, what: str, parent: str | None) -> Iterator[tuple[str | None, list[Node]]]:
        """All lists that hold parts of this kind, each with its owner's id."""
        kind = KINDS[what]
        if not kind.owner:
            yield None, _reach(self.data, kind)
        elif what == "field":
            for page in _reach(self.data, KINDS["page"]):
                yield from _field_lists(page)
        elif what == "option":
            for item in self.fields():
                if item["id"] == parent and (options := _options(item)) is not None:
                    yield item["id"], options
        else:
            for _owner, owners in self._lists(kind.owner, None):
                for owner in owners:
                    if parent in (None, owner["id"]):
                        yield owner["id"], _reach(owner, kind)


def _reach(node: Node, kind: Kind) -> list[Node]:
    place: Any = node
    for key in kind.path:
        # A draft stored before the list existed has none.
        place = place.setdefault(key, [])
    found: list[Node] = place
    return found


def _options(field: Node) -> list[Node] | None:
    """Settings are free-form until published, so whatever is no list of options is none."""
    if field["type"].endswith("_choice"):
        field["config"].setdefault("options", [])
    options = field["config"].get("options")
    if not isinstance(options, list) or not all(isinstance(each, dict) for each in options):
        return None
    return options


def _field_lists(owner: Node) -> Iterator[tuple[str, list[Node]]]:
    """A page's list, then those of the groups in it; other fields hold no fields."""
    yield owner["id"], owner["fields"]
    for item in owner["fields"]:
        if item["type"] == "group" or item["fields"]:
            yield from _field_lists(item)


def subtree_ids(node: Any) -> Iterator[str]:
    """Ids of a part and of everything inside it that must be unique in the document."""
    for what in ("field", "waiver"):
        key = KINDS[what].path[0]
        for inner in node.get(key, ()) if isinstance(node, dict) else ():
            yield from subtree_ids(inner)
    if isinstance(node, dict) and isinstance(node.get("id"), str):
        yield node["id"]
