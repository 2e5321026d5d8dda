"""The officer's key for one act or one batch of acts: the PIN is asked for once.

A context, not an argument: approving is one of many ways a dossier moves on, and what leads to a
signature is decided deep inside, where the process turns.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.files import api as files
from motcua.files.api import IdentityView, OpenKey, PinWrong, SigningRefused
from motcua.kernel.actors import Actor

MARKS = "casework/papers/marks.typ"


@dataclass
class Pen:
    """Keys opened so far and pictures drawn so far; lives for a batch, is never stored."""

    _keys: dict[UUID, OpenKey] = field(default_factory=dict)
    _pictures: dict[str, bytes] = field(default_factory=dict)

    def key_of(self, identity: IdentityView, *, now: datetime, pin: str = "") -> OpenKey:
        """Raises ``PinWrong`` when a PIN is needed and was not given with the batch."""
        if identity.id not in self._keys:
            if identity.has_pin and not pin:
                raise PinWrong(_("Hãy nhập mã PIN ký số để ký."), field="pin")
            self._keys[identity.id] = files.open_key(identity_id=identity.id, pin=pin, now=now)
        return self._keys[identity.id]

    def picture(self, *marks: Mapping[str, Any], now: datetime) -> bytes:
        """A page per mark; twenty results signed at once show the same signature, drawn once."""
        name = repr(marks)
        if name not in self._pictures:
            data = {"marks": [dict(mark) for mark in marks]}
            self._pictures[name] = files.render_picture(MARKS, data, made_at=now)
        return self._pictures[name]


_in_hand: ContextVar[Pen | None] = ContextVar("motcua_pen", default=None)


@contextmanager
def take_pen(*, by: Actor, now: datetime, pin: str = "") -> Iterator[Pen]:
    """What ``by`` does inside may sign; call it before a transaction begins, so that a wrong PIN is
    counted. Raises ``PinWrong``, ``SigningRefused``, ``LimitReached``."""
    pen = Pen()
    identity = files.identity_of(by.id, now=now) if pin and by.kind == "staff" and by.id else None
    if identity is not None:
        pen.key_of(identity, now=now, pin=pin)
    token = _in_hand.set(pen)
    try:
        yield pen
    finally:
        _in_hand.reset(token)


def pen_in_hand() -> Pen:
    """The batch's, or a fresh one, which opens keys that need no PIN."""
    return _in_hand.get() or Pen()


def own_identity(by: Actor, *, now: datetime) -> IdentityView:
    """The certificate ``by`` signs with. Raises ``SigningRefused`` in words for them."""
    found = files.identity_of(by.id, now=now) if by.kind == "staff" and by.id else None
    if found is None:
        raise SigningRefused(
            _("Bạn chưa có chứng thư số nên chưa ký được. Hãy đăng ký chứng thư số trước."),
            reason="no_certificate",
        )
    files.check_usable(found)
    return found


def pin_needed(by: Actor, *, now: datetime) -> bool:
    """Whether a screen that leads to ``by``'s signature must ask for the PIN."""
    if by.kind != "staff" or by.id is None:
        return False
    found = files.identity_of(by.id, now=now)
    return found is not None and found.has_pin
