"""A tenant whose results are signed. Call inside its schema."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from motcua.files import api as files
from motcua.files.signing.authority import TestAuthority, make_authority
from motcua.kernel.actors import SYSTEM, Actor

SEALED = "Ủy ban nhân dân phường Mẫu"


@cache
def authority(at: datetime) -> TestAuthority:
    """Keys take a tenth of a second to make: once a run is enough."""
    return make_authority(now=at - timedelta(days=30))


def found_authority(at: datetime) -> None:
    files.install_test_authority(authority(at), name="CA thử nghiệm", now=at)


def give_certificate(person: Actor, *, at: datetime, pin: str = "", **rest: Any) -> Any:
    return files.issue_identity(
        kind="person",
        owner_id=person.id,
        name=person.name,
        organisation=SEALED,
        by=SYSTEM,
        now=at,
        pin=pin,
        **rest,
    )


def give_seal(at: datetime, **rest: Any) -> Any:
    return files.issue_identity(
        kind="organisation",
        owner_id=None,
        name=SEALED,
        organisation=SEALED,
        by=SYSTEM,
        now=at,
        **rest,
    )


@cache
def stranger(at: datetime) -> str:
    """The root of an authority nobody here has heard of."""
    return make_authority(now=at - timedelta(days=30), name="Lạ").root.pem
