"""What becomes of the personal data a service collects (Law 91/2025/QH15)."""

from typing import Annotated

from pydantic import Field

from motcua.catalogue.domain.parts import Label, Part


class Privacy(Part):
    """``retention_years``: how long a finished dossier is kept; 0 means without end.

    ``None`` while nobody has decided. ``retention_note`` says by which rule, or what happens then.
    """

    retention_years: Annotated[int, Field(ge=0, le=100)] | None = None
    retention_note: Label = {}
