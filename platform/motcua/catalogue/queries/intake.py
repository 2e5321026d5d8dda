"""Where dossiers are filed."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from motcua.catalogue.domain.intake import Intake, national_address
from motcua.catalogue.models import IntakePolicy, PublicService
from motcua.catalogue.permissions import CataloguePermission
from motcua.catalogue.queries.views import PublishedService
from motcua.kernel.actors import Actor
from tenants.api import accepts_new, tenant_url


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """``has_own``: chosen for this service; else it follows the default."""

    id: UUID
    slug: str
    code: str
    name: str
    intake: Intake
    has_own: bool
    is_live: bool


def default_intake() -> Intake:
    stored = IntakePolicy.objects.values_list("intake", flat=True).first()
    return Intake(stored) if stored else Intake.PORTAL


def followed_intake(code: str) -> Intake:
    """What a service without an own choice takes. The national portal knows procedures by their
    code: one without stays here."""
    return default_intake() if code else Intake.PORTAL


def intake_of_service(service_id: UUID) -> Intake:
    """One small query. A service that is not there any more takes what its versions take."""
    rows = PublicService.objects.filter(pk=service_id)
    return Intake(rows.values_list("intake", flat=True).first() or Intake.PORTAL)


def get_intake(service_id: UUID, *, by: Actor) -> IntakeRow | None:
    by.require(CataloguePermission.PUBLISH)
    row = _rows().filter(pk=service_id).first()
    return _row(row) if row else None


def list_intakes(
    *, limit: int, offset: int = 0, only: str = "", by: Actor
) -> tuple[tuple[IntakeRow, ...], int]:
    """By name; ``only``: those filed at one place. Two queries."""
    by.require(CataloguePermission.PUBLISH)
    rows = _rows()
    if only in Intake.values:
        rows = rows.filter(intake=only)
    page = rows.order_by("name", "pk")[offset : offset + limit]
    return tuple(_row(each) for each in page), rows.count()


def national_url(code: str) -> str:
    """The procedure's place at the national portal."""
    return national_address(settings.MOTCUA_NATIONAL_PORTAL_URL, code)


def filing_url(service: PublishedService) -> str | None:
    """Where a new dossier begins; nowhere while the tenant takes none."""
    if service.intake is Intake.BACK_OFFICE:
        return national_url(service.version.document.procedure.code)
    return tenant_url(f"/nop-ho-so/{service.slug}/") if accepts_new() else None


def _rows() -> QuerySet[PublicService]:
    return PublicService.objects.only(
        "id", "slug", "code", "name", "intake", "has_own_intake", "live_version_id"
    )


def _row(row: PublicService) -> IntakeRow:
    return IntakeRow(
        id=row.pk,
        slug=row.slug,
        code=row.code,
        name=row.name,
        intake=Intake(row.intake),
        has_own=row.has_own_intake,
        is_live=row.live_version_id is not None,
    )
