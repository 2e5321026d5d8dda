"""The operations as they travel: small JSON objects on stable ids. Documented in the app README."""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MAX_OPERATIONS: Final = 200
"""In one batch."""

What = Literal[
    "section",
    "eligibility",
    "page",
    "field",
    "option",
    "component",
    "fee",
    "waiver",
    "step",
    "outcome",
    "notice",
    "block",
    "legal_basis",
]
Whole = Literal["service", "procedure", "execution", "clock", "result", "privacy"]
PartId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Place = Annotated[int, Field(ge=0, le=5_000)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def to_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_none=False)


class Add(Shape):
    """Put ``item`` into ``parent`` at ``at`` (the end by default); an id is made when missing."""

    op: Literal["add"] = "add"
    what: What
    parent: PartId | None = None
    at: Place | None = None
    item: dict[str, Any]


class Move(Shape):
    """To another place, counted without the moved part; of fields also to another parent."""

    op: Literal["move"] = "move"
    what: What
    id: PartId
    parent: PartId | None = None
    at: Place | None = None


class Update(Shape):
    """Give attributes new values. Attributes not named keep theirs."""

    op: Literal["update"] = "update"
    what: What | Whole
    id: PartId | None = None
    parent: PartId | None = None
    set: Annotated[dict[str, Any], Field(min_length=1, max_length=50)]


class Remove(Shape):
    """Take away a part with all that is inside it."""

    op: Literal["remove"] = "remove"
    what: What
    id: PartId
    parent: PartId | None = None


class Duplicate(Shape):
    """Copy a part with all that is inside it, right behind it by default.

    ``ids`` maps old ids to new ones; those not named are made. Rules inside the copy that point
    inside the original point inside the copy.
    """

    op: Literal["duplicate"] = "duplicate"
    what: What
    id: PartId
    parent: PartId | None = None
    at: Place | None = None
    ids: dict[PartId, PartId] = {}


class Replace(Shape):
    """Another document in place of this one: import."""

    op: Literal["replace"] = "replace"
    document: dict[str, Any]


Operation = Annotated[Add | Move | Update | Remove | Duplicate | Replace, Field(discriminator="op")]
AnyOperation = Add | Move | Update | Remove | Duplicate | Replace
Targeted = Move | Remove | Duplicate
