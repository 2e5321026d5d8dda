"""Designer edits as pure operations on the document; undo, import and code share this path."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from motcua.catalogue.domain.document import (
    DocumentInvalid,
    ServiceDocument,
    faults_of,
    parse_document,
)
from motcua.catalogue.domain.migrations import DocumentTooNew
from motcua.catalogue.domain.operations.applying import apply_to
from motcua.catalogue.domain.operations.copies import NewId, new_part_id
from motcua.catalogue.domain.operations.refusals import OperationRefused
from motcua.catalogue.domain.operations.shapes import (
    MAX_OPERATIONS,
    Add,
    AnyOperation,
    Duplicate,
    Move,
    Operation,
    Remove,
    Replace,
    Update,
)
from motcua.catalogue.domain.operations.tree import Tree

_ADAPTER: Final[TypeAdapter[AnyOperation]] = TypeAdapter(Operation)


@dataclass(frozen=True, slots=True)
class Applied:
    """``operations`` with every id filled in; ``inverse`` takes them back, in its own order."""

    document: ServiceDocument
    operations: tuple[AnyOperation, ...]
    inverse: tuple[AnyOperation, ...]


def read_operations(raw: object) -> list[AnyOperation]:
    """Operations from JSON. Raises ``OperationRefused``."""
    if not isinstance(raw, list) or not raw:
        raise OperationRefused(_("Danh sách thao tác trống hoặc không đúng định dạng."))
    if len(raw) > MAX_OPERATIONS:
        raise OperationRefused(
            _("Mỗi lần lưu tối đa %(count)s thao tác.") % {"count": MAX_OPERATIONS}
        )
    return [_read(item, index) for index, item in enumerate(raw)]


def read_stored(raw: list[dict[str, Any]]) -> list[AnyOperation]:
    """Operations from our own log; the inverse of a batch may be longer than a client's."""
    return [_read(item, index) for index, item in enumerate(raw)]


def _read(item: object, index: int) -> AnyOperation:
    try:
        return _ADAPTER.validate_python(item)
    except (ValidationError, RecursionError) as error:
        faults = faults_of(error) if isinstance(error, ValidationError) else []
        raise OperationRefused(
            _("Thao tác thứ %(number)s không đúng định dạng.") % {"number": index + 1},
            index=index,
            faults=faults,
        ) from None


def apply_all(
    document: ServiceDocument,
    operations: Sequence[AnyOperation],
    *,
    new_id: NewId = new_part_id,
) -> Applied:
    """All operations or none. Raises ``OperationRefused`` naming the one that cannot be made.

    Pure once all ids are given: the same operations on the same document give the same result.
    """
    tree = Tree(document.to_json())
    done: list[AnyOperation] = []
    inverse: list[AnyOperation] = []
    for index, operation in enumerate(operations):
        try:
            forward, back = apply_to(tree, operation, new_id)
        except OperationRefused as refusal:
            refusal.details["index"] = index
            raise
        done.append(forward)
        inverse.insert(0, back)
        if isinstance(operation, Replace):
            tree = Tree(_checked(tree, index).to_json())
    return Applied(_checked(tree, len(operations) - 1), tuple(done), tuple(inverse))


def apply(
    document: ServiceDocument, operation: AnyOperation, *, new_id: NewId = new_part_id
) -> Applied:
    return apply_all(document, [operation], new_id=new_id)


def operation_schema() -> dict[str, Any]:
    """JSON Schema of one operation, for the designer."""
    return _ADAPTER.json_schema()


def _checked(tree: Tree, index: int) -> ServiceDocument:
    try:
        return parse_document(tree.data)
    except (DocumentInvalid, DocumentTooNew) as error:
        faults: Any = error.details.get("faults", [])
        first = faults[0]["path"] if faults else ""
        message = _("Thao tác làm bản nháp sai định dạng ở “%(path)s”.") % {"path": first}
        raise OperationRefused(
            message if first else error.message, index=index, faults=faults
        ) from None


__all__ = [
    "MAX_OPERATIONS",
    "Add",
    "AnyOperation",
    "Applied",
    "Duplicate",
    "Move",
    "OperationRefused",
    "Remove",
    "Replace",
    "Update",
    "apply",
    "apply_all",
    "new_part_id",
    "operation_schema",
    "read_operations",
    "read_stored",
]
