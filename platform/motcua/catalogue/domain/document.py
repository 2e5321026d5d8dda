"""The service document: everything about one online public service in one typed shape.

Diff, review, undo, import, export, API and publishing share it (architecture, decision 4). A
draft may be unfinished; whether it can be published is the business of ``check_service``.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal, Self

from django.utils.translation import gettext as _
from pydantic import Field, ValidationError, model_validator

from formbuilder.api import FormSection
from motcua.catalogue.domain.clock import Clock
from motcua.catalogue.domain.components import Requirement
from motcua.catalogue.domain.eligibility import Eligibility
from motcua.catalogue.domain.fee_rules import FeeRule
from motcua.catalogue.domain.migrations import CURRENT_VERSION, upgrade
from motcua.catalogue.domain.notices import Notice
from motcua.catalogue.domain.parts import Part
from motcua.catalogue.domain.privacy import Privacy
from motcua.catalogue.domain.procedure import Execution, LegalBasis, Procedure, ServiceInfo
from motcua.catalogue.domain.process import ProcessSection
from motcua.catalogue.domain.result import ResultTemplate
from motcua.kernel.errors import Invalid

MAX_BYTES: Final = 2_000_000
MAX_FIELDS: Final = 2_000
"""Enforced by ``FormSection``; repeated here because callers ask this app."""


class DocumentInvalid(Invalid):
    """Not a service document. ``details["faults"]`` holds ``{"path", "message"}``, ten at most."""

    code = "document_invalid"


class ServiceDocument(Part):
    """Ids are unique within the document and never change; words may."""

    schema_version: Literal[1] = CURRENT_VERSION
    service: ServiceInfo
    procedure: Procedure = Procedure()
    execution: Execution = Execution()
    eligibility: Eligibility = []
    form: FormSection = FormSection()
    components: Annotated[list[Requirement], Field(max_length=300)] = []
    fees: Annotated[list[FeeRule], Field(max_length=50)] = []
    process: ProcessSection = ProcessSection()
    clock: Clock = Clock()
    notices: Annotated[list[Notice], Field(max_length=50)] = []
    result: ResultTemplate = ResultTemplate()
    legal_bases: Annotated[list[LegalBasis], Field(max_length=100)] = []
    privacy: Privacy = Privacy()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        twice = [part_id for part_id, count in Counter(self.ids()).items() if count > 1]
        if twice:
            raise ValueError(f"id used twice: {twice[0]}")
        return self

    def ids(self) -> Iterator[str]:
        """Every id in the document; outcome ids are qualified, they are unique per step only."""
        yield from (question.id for question in self.eligibility)
        yield from (section.id for section in self.form.sections)
        yield from (page.id for page in self.form.pages)
        yield from (field.id for field in self.form.walk())
        yield from (part.id for part in self.components)
        for fee in self.fees:
            yield fee.id
            yield from (waiver.id for waiver in fee.waivers)
        yield from (sub.id for sub in self.process.sub_processes)
        for step in self.process.all_steps():
            yield step.id
            yield from (f"{step.id}/{outcome.id}" for outcome in step.outcomes)
            if step.entry is not None:
                yield step.entry.id
                yield from (each.id for field in step.entry.fields for each in field.walk())
        yield from (part.id for part in self.notices)
        yield from (part.id for part in self.legal_bases)
        yield from (part.id for part in self.result.blocks)

    def to_json(self) -> dict[str, Any]:
        """Plain data with every default written out, so that a later default changes nothing."""
        return self.model_dump(mode="json")


def parse_document(raw: object) -> ServiceDocument:
    """Read stored, imported or posted data of any known schema version.

    Raises ``DocumentInvalid``: wrong shape, too large, or of a newer version.
    """
    if isinstance(raw, ServiceDocument):
        return raw
    if not isinstance(raw, Mapping):
        raise DocumentInvalid(_("Tài liệu dịch vụ không đúng định dạng."), faults=[])
    measure(raw)
    try:
        return ServiceDocument.model_validate(upgrade(raw))
    except ValidationError as error:
        raise DocumentInvalid(
            _("Tài liệu dịch vụ không đúng định dạng."), faults=faults_of(error)
        ) from None


def measure(raw: object) -> int:
    """Size as JSON in bytes. Raises ``DocumentInvalid`` over ``MAX_BYTES`` or when too deep."""
    try:
        size = len(json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode())
    except (TypeError, ValueError, RecursionError):
        raise DocumentInvalid(_("Tài liệu dịch vụ không đúng định dạng."), faults=[]) from None
    if size > MAX_BYTES:
        raise DocumentInvalid(
            _("Tài liệu dịch vụ lớn hơn 2 MB. Hãy bớt nội dung hoặc tách dịch vụ."), size=size
        )
    return size


def faults_of(error: ValidationError) -> list[dict[str, str]]:
    return [
        {"path": "/".join(str(part) for part in fault["loc"]), "message": fault["msg"]}
        for fault in error.errors(include_url=False, include_input=False)[:10]
    ]


def digest(document: ServiceDocument) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no blanks, UTF-8."""
    canonical = json.dumps(
        document.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def document_schema() -> dict[str, Any]:
    """JSON Schema; the TypeScript types of the designer are generated from it."""
    return ServiceDocument.model_json_schema()


def new_document(*, code: str, name: str, slug: str) -> ServiceDocument:
    """An empty service to start from. Raises ``DocumentInvalid``."""
    words = {"vi": name}
    return parse_document(
        {
            "schema_version": CURRENT_VERSION,
            "service": {"slug": slug, "name": words},
            "procedure": {"code": code, "name": words},
        }
    )
