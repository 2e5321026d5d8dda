"""Identifiers: UUIDv7 for rows, short random references for people."""

import secrets
from typing import Final
from uuid import UUID

import uuid6

# Crockford's base 32: no I, L, O, U, so that a code survives being read out over the telephone.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> UUID:
    """Time-ordered UUID (version 7): random enough to publish, ordered enough to index."""
    return UUID(int=uuid6.uuid7().int)


def new_reference(prefix: str, *, length: int = 8) -> str:
    """Random reference such as ``NH-7F3K9Q2M``; 40 bits at the default length.

    A reference names something, it never authorises reading it.
    """
    return f"{prefix}-{new_secret(length=length)}"


def new_secret(*, length: int) -> str:
    """Random string over ``ALPHABET``, 5 bits a character."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
