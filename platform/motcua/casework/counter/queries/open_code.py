"""One input for everything a scanner reads at the counter."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from motcua.casework.counter.queries.queue import find_ticket
from motcua.casework.models import Case, IssuedOutput
from motcua.casework.queries.access import readable_by
from motcua.kernel.actors import Actor

_TICKET: Final = re.compile(r"[A-Za-z]{1,2}[0-9]{3,4}")
_MOST: Final = 400


@dataclass(frozen=True, slots=True)
class Found:
    kind: Literal["case", "ticket", "nothing"]
    id: UUID | None = None


def open_code(text: str, *, by: Actor, now: datetime) -> Found:
    """A dossier's code, its temporary number, the address in a QR code (of form 01 or of an issued
    result), or a ticket of today. Nothing that ``by`` may not read is found."""
    code = text.strip()[:_MOST]
    if not code:
        return Found("nothing")
    if _TICKET.fullmatch(code):
        ticket = find_ticket(by.agency_ids, code, now=now)
        if ticket is not None:
            return Found("ticket", ticket.id)
    case_id = _case(code, by)
    return Found("case", case_id) if case_id else Found("nothing")


def _case(code: str, by: Actor) -> UUID | None:
    rows = Case.objects.filter(readable_by(by))
    address = urlsplit(code) if "/" in code or "?" in code else None
    if address is not None:
        told = parse_qs(address.query)
        token = _last_piece(address.path, after="xac-minh")
        if token:
            issued = IssuedOutput.objects.filter(token=token).values_list("case_id", flat=True)
            return rows.filter(pk__in=issued).values_list("pk", flat=True).first()
        code = (told.get("ma") or told.get("code") or [""])[0].strip()
        if not code:
            return None
    # Scanners differ in case; codes and numbers are upper case except for patterns of tenants.
    wanted = dict.fromkeys([code, code.upper()])
    for each in wanted:
        found = rows.filter(code=each) | rows.filter(reference=each)
        case_id = found.values_list("pk", flat=True).first()
        if case_id is not None:
            return case_id
    return None


def _last_piece(path: str, *, after: str) -> str:
    pieces = [piece for piece in path.split("/") if piece]
    return pieces[-1] if len(pieces) >= 2 and pieces[-2] == after else ""
