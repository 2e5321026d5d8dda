"""Where each kind of part lives in a document, and what of it an update may touch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, RootModel, StringConstraints

from formbuilder.api import Field, FormPage, PageSection
from motcua.catalogue.domain.clock import Clock
from motcua.catalogue.domain.components import Requirement
from motcua.catalogue.domain.eligibility import EligibilityQuestion
from motcua.catalogue.domain.fee_rules import FeeRule, Waiver
from motcua.catalogue.domain.notices import Notice
from motcua.catalogue.domain.parts import Label, Part
from motcua.catalogue.domain.privacy import Privacy
from motcua.catalogue.domain.procedure import Execution, LegalBasis, Procedure, ServiceInfo
from motcua.catalogue.domain.process import Outcome, Step, SubProcess
from motcua.catalogue.domain.result import Block, ResultTemplate


@dataclass(frozen=True, slots=True)
class Kind:
    """``path`` leads from the document (or from the owner, when owned) to the list of parts.

    ``owner`` is the kind a part lives inside; with ``scoped`` its id is unique there only, so
    operations must name the owner.
    """

    label: Any
    model: type[BaseModel]
    prefix: str
    path: tuple[str, ...]
    attributes: frozenset[str]
    owner: str = ""
    scoped: bool = False
    id_key: str = "id"


class ChoiceOption(Part):
    """An option of a choice field, as the field types of the form builder store it."""

    value: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
    label: Label = {}
    hint: Label = {}


class AnyBlock(RootModel[Block]):
    """A block of the result paper, told by its ``kind``."""


def _attributes(model: type[BaseModel], *without: str) -> frozenset[str]:
    return frozenset(model.model_fields) - {"id", *without}


_BLOCK: Final = frozenset({"text", "align", "rows", "group_field", "columns", "visible_if"})

KINDS: Final[Mapping[str, Kind]] = {
    "section": Kind(_("phần"), PageSection, "sec", ("form", "sections"), _attributes(PageSection)),
    "eligibility": Kind(
        _("câu hỏi điều kiện"),
        EligibilityQuestion,
        "elg",
        ("eligibility",),
        _attributes(EligibilityQuestion),
    ),
    "page": Kind(_("trang"), FormPage, "pag", ("form", "pages"), _attributes(FormPage, "fields")),
    "field": Kind(
        _("câu hỏi"), Field, "fld", ("fields",), _attributes(Field, "fields"), owner="page"
    ),
    "option": Kind(
        _("lựa chọn"),
        ChoiceOption,
        "opt",
        ("config", "options"),
        frozenset({"label", "hint"}),
        owner="field",
        scoped=True,
        id_key="value",
    ),
    "component": Kind(_("giấy tờ"), Requirement, "cmp", ("components",), _attributes(Requirement)),
    "fee": Kind(_("khoản phí"), FeeRule, "fee", ("fees",), _attributes(FeeRule, "waivers")),
    "waiver": Kind(
        _("mức miễn giảm"), Waiver, "wvr", ("waivers",), _attributes(Waiver), owner="fee"
    ),
    "step": Kind(_("bước"), Step, "stp", ("process", "steps"), _attributes(Step, "outcomes")),
    "outcome": Kind(
        _("cách kết thúc bước"),
        Outcome,
        "out",
        ("outcomes",),
        _attributes(Outcome),
        owner="step",
        scoped=True,
    ),
    "sub_process": Kind(
        _("quy trình con"),
        SubProcess,
        "sub",
        ("process", "sub_processes"),
        _attributes(SubProcess),
    ),
    "notice": Kind(_("thông báo"), Notice, "ntc", ("notices",), _attributes(Notice)),
    "block": Kind(_("đoạn của giấy kết quả"), AnyBlock, "blk", ("result", "blocks"), _BLOCK),
    "legal_basis": Kind(
        _("căn cứ pháp lý"), LegalBasis, "lgl", ("legal_bases",), _attributes(LegalBasis)
    ),
}
WHOLES: Final[Mapping[str, frozenset[str]]] = {
    "service": _attributes(ServiceInfo),
    "procedure": _attributes(Procedure),
    "execution": _attributes(Execution),
    "clock": _attributes(Clock),
    "result": _attributes(ResultTemplate, "blocks"),
    "privacy": _attributes(Privacy),
}
