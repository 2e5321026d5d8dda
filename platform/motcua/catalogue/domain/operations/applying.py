"""One operation on a tree: change it, and say what takes the change back."""

import copy
from typing import Any, Final

from django.utils.translation import gettext as _
from pydantic import ValidationError

from motcua.catalogue.domain.document import faults_of
from motcua.catalogue.domain.operations.copies import (
    NewId,
    free_name,
    renamed,
    with_free_keys,
)
from motcua.catalogue.domain.operations.kinds import KINDS, WHOLES
from motcua.catalogue.domain.operations.refusals import OperationRefused
from motcua.catalogue.domain.operations.shapes import (
    Add,
    AnyOperation,
    Duplicate,
    Move,
    Remove,
    Replace,
    Update,
)
from motcua.catalogue.domain.operations.tree import Node, Tree, subtree_ids

_INNER_LISTS: Final = frozenset({"fields", "waivers", "outcomes"})
Done = tuple[AnyOperation, AnyOperation]
"""The operation with all its ids, and its inverse."""


def apply_to(tree: Tree, operation: AnyOperation, new_id: NewId) -> Done:
    """Change ``tree``. Raises ``OperationRefused``; the tree is then in no useful state."""
    if isinstance(operation, Replace) or operation.what != "option" or not operation.parent:
        return _dispatch(tree, operation, new_id)
    # Settings of a field are free-form, so only the settings as they were are their inverse.
    before = copy.deepcopy(tree.find("field", operation.parent, None).item["config"])
    done, _back = _dispatch(tree, operation, new_id)
    return done, Update(what="field", id=operation.parent, set={"config": before})


def _dispatch(tree: Tree, operation: AnyOperation, new_id: NewId) -> Done:
    match operation:
        case Add():
            return _add(tree, operation, new_id)
        case Move():
            return _move(tree, operation)
        case Update():
            return _update(tree, operation)
        case Remove():
            return _remove(tree, operation)
        case Duplicate():
            return _duplicate(tree, operation, new_id)
        case Replace():
            before = Replace(document=tree.data)
            tree.data = copy.deepcopy(operation.document)
            return operation, before


def _add(tree: Tree, operation: Add, new_id: NewId) -> Done:
    kind = KINDS[operation.what]
    siblings = tree.list_of(operation.what, operation.parent)
    given = operation.item
    if not given.get(kind.id_key):
        given = {**given, kind.id_key: new_id(kind.prefix)}
    item = _validated(operation.what, given)
    _refuse_taken(tree, operation.what, siblings, item)
    at = _place(operation.at, len(siblings), len(siblings))
    siblings.insert(at, item)
    done = operation.model_copy(update={"item": copy.deepcopy(item), "at": at})
    inverse = Remove(what=operation.what, id=item[kind.id_key], parent=operation.parent)
    return done, inverse


def _validated(what: str, item: Node) -> Node:
    """The part with all defaults written out. Raises ``OperationRefused`` naming what is wrong."""
    kind = KINDS[what]
    try:
        valid = kind.model.model_validate(item)
    except ValidationError as error:
        faults = faults_of(error)
        message = _("%(kind)s có nội dung không hợp lệ ở “%(path)s”.")
        known = {"kind": str(kind.label).capitalize(), "path": faults[0]["path"]}
        raise OperationRefused(message % known, faults=faults) from None
    whole: Node = valid.model_dump(mode="json")
    return whole


def _refuse_taken(tree: Tree, what: str, siblings: list[Node], item: Node) -> None:
    kind = KINDS[what]
    taken = {each.get(kind.id_key) for each in siblings} if kind.scoped else tree.ids()
    given = [item[kind.id_key]] if kind.scoped else list(subtree_ids(item))
    twice = next((one for one in given if one in taken or given.count(one) > 1), None)
    if twice is not None:
        raise OperationRefused(_("Mã “%(id)s” đã được dùng trong bản nháp.") % {"id": twice})


def _place(at: int | None, default: int, most: int) -> int:
    if at is None:
        return default
    if at > most:
        raise OperationRefused(_("Vị trí %(at)s không có trong danh sách.") % {"at": at + 1})
    return at


def _move(tree: Tree, operation: Move) -> Done:
    spot = tree.find(operation.what, operation.id, operation.parent)
    item = spot.item
    target = operation.parent if operation.what == "field" and operation.parent else spot.parent
    if target in set(subtree_ids(item)):
        raise OperationRefused(_("Không thể chuyển một nhóm vào chính nó."))
    siblings = tree.list_of(operation.what, target)
    del spot.siblings[spot.index]
    at = _place(operation.at, len(siblings), len(siblings))
    siblings.insert(at, item)
    inverse = Move(what=operation.what, id=operation.id, parent=spot.parent, at=spot.index)
    return operation.model_copy(update={"parent": target, "at": at}), inverse


def _update(tree: Tree, operation: Update) -> Done:
    node, allowed = _updated_node(tree, operation)
    for key in operation.set:
        if key not in allowed:
            raise OperationRefused(_("Không sửa được mục “%(key)s”.") % {"key": key}, key=key)
    before: dict[str, Any] = {key: copy.deepcopy(node.get(key)) for key in operation.set}
    if operation.what in KINDS:
        shallow = {key: value for key, value in node.items() if key not in _INNER_LISTS}
        valid = _validated(operation.what, {**shallow, **operation.set})
        node.update({key: valid[key] for key in operation.set})
    else:
        node.update(copy.deepcopy(operation.set))
    return operation, operation.model_copy(update={"set": before})


def _updated_node(tree: Tree, operation: Update) -> tuple[Node, frozenset[str]]:
    if operation.what in WHOLES:
        return tree.data[operation.what], WHOLES[operation.what]
    if operation.id is None:
        raise OperationRefused(_("Phải nói rõ sửa mục nào."))
    item = tree.find(operation.what, operation.id, operation.parent).item
    return item, KINDS[operation.what].attributes


def _remove(tree: Tree, operation: Remove) -> Done:
    spot = tree.find(operation.what, operation.id, operation.parent)
    item = spot.siblings.pop(spot.index)
    inverse = Add(what=operation.what, parent=spot.parent, at=spot.index, item=item)
    return operation, inverse


def _duplicate(tree: Tree, operation: Duplicate, new_id: NewId) -> Done:
    kind = KINDS[operation.what]
    spot = tree.find(operation.what, operation.id, operation.parent)
    ids = dict(operation.ids)
    if kind.scoped:
        taken = [each[kind.id_key] for each in spot.siblings]
        ids = {operation.id: ids.get(operation.id) or free_name(operation.id, taken)}
        twin: Node = {**copy.deepcopy(spot.item), kind.id_key: ids[operation.id]}
    else:
        for old in subtree_ids(spot.item):
            ids.setdefault(old, new_id(old.partition("_")[0]))
        twin = renamed(spot.item, ids)
    _refuse_taken(tree, operation.what, spot.siblings, twin)
    with_free_keys(twin, {str(each["key"]) for each in tree.fields()})
    at = _place(operation.at, spot.index + 1, len(spot.siblings))
    spot.siblings.insert(at, twin)
    done = operation.model_copy(update={"ids": ids, "at": at, "parent": spot.parent})
    inverse = Remove(what=operation.what, id=twin[kind.id_key], parent=spot.parent)
    return done, inverse
