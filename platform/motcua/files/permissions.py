"""The one question asked before any file is shown: may this actor read it? Default: no.

A file is read through what holds it. Apps register a rule for each kind of owner they link files
to (``draft``, ``submission``, ``case`` …); one rule that agrees is enough.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.files.errors import FileMissing
from motcua.files.models import FileLink
from motcua.kernel.actors import Actor
from motcua.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class OwnerRule:
    """``key`` is the word before the colon of an owner; ``may_read`` gets the id after it."""

    key: str
    may_read: Callable[[Actor, UUID], bool]


owner_rules: Final[Registry[OwnerRule]] = Registry("file owner rule", OwnerRule)


def may_read_file(actor: Actor, file_id: UUID) -> bool:
    """At most one query, plus what the rules of the owners ask."""
    owners = FileLink.objects.filter(file_id=file_id).values_list("owner", flat=True)
    return any(_allows(actor, owner) for owner in owners[:20])


def require_file(actor: Actor, file_id: UUID) -> None:
    """Raises ``FileMissing``, the same whether the file is foreign or not there at all."""
    if not may_read_file(actor, file_id):
        raise FileMissing(_("Không tìm thấy tệp."))


def _allows(actor: Actor, owner: str) -> bool:
    kind, _colon, identifier = owner.partition(":")
    if kind not in owner_rules:
        return False
    try:
        return owner_rules.get(kind).may_read(actor, UUID(identifier))
    except ValueError:
        return False
