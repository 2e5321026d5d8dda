"""The administrative procedure as announced, and the online public service made of it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from formbuilder.api import Rule
from motcua.catalogue.domain.parts import FieldId, Label, LegalBasisId, Part, Prose

# National code, optionally with the local suffix (``1.010708.000.00.00.H56``).
ProcedureCode = Annotated[
    str, StringConstraints(pattern=r"^([0-9]\.[0-9]{6}(\.[0-9A-Z]{2,3}){0,5})?$")
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Channel = Literal["online", "counter", "post"]
Level = Literal["central", "province", "commune"]
Audience = Literal["citizen", "overseas", "foreigner", "enterprise", "household", "organisation"]
ShortText = Annotated[str, StringConstraints(max_length=200)]


class Procedure(Part):
    """Thủ tục hành chính: what the announcing decision says."""

    code: ProcedureCode = ""
    name: Label = {}
    sector: Label = {}
    level: Level = "commune"
    decision: ShortText = ""
    kind: Literal["by_law", "delegated"] = "by_law"
    """``delegated``: the law left the details to be regulated (được luật giao quy định)."""
    conditions: Prose = {}


class ServiceInfo(Part):
    """What the public page says, and who may use the service how."""

    slug: Slug
    name: Label = {}
    summary: Label = {}
    description: Prose = {}
    audience: list[Audience] = ["citizen"]
    level: Literal["full", "partial"] = "full"
    """Toàn trình, or một phần when the citizen must come once."""
    assurance_level: Annotated[int, Field(ge=0, le=2)] = 1
    """Identity level a citizen needs: 0 none, 1 self-registered, 2 proven."""
    channels: list[Channel] = ["online", "counter"]
    keywords: Annotated[list[ShortText], Field(max_length=50)] = []
    life_events: Annotated[list[ShortText], Field(max_length=20)] = []


class GroupMember(Part):
    """One procedure of a group (liên thông): its service, and when it takes part."""

    service_slug: Slug
    when: Rule | None = None


class Execution(Part):
    """Flags of how the service is carried out.

    ``owner_field`` and ``receiver_field``: questions that name the owner and who gets the result
    (a person's block, or a name), where the form asks for them itself. ``group``: a dossier of
    this service is a parent; each member that takes part becomes a dossier of its own, filled in
    by questions with the same keys.
    """

    allows_proxy: bool = False
    """The portal asks for whom one files, and for the paper that entitles to it."""
    any_place: bool = False
    """Phi địa giới: may be filed at any one-stop desk of the tenant."""
    accepts_paper: bool = True
    has_return_date: bool = True
    signed_result: bool = True
    return_methods: list[Channel] = ["online", "counter"]
    owner_field: FieldId | Literal[""] = ""
    receiver_field: FieldId | Literal[""] = ""
    group: Annotated[list[GroupMember], Field(max_length=20)] = []


class LegalBasis(Part):
    id: LegalBasisId
    number: ShortText = ""
    title: Label = {}
    article: ShortText = ""
