"""A dossier that asks another tenant and comes back: what each side sees, does and records."""

from typing import Any

from motcua.casework import api as casework
from motcua.casework.models import Case, ForeignRequest
from motcua.catalogue import api as catalogue
from motcua.catalogue.api import VersionView
from motcua.config.demo.actors import staff
from motcua.kernel import outbox
from motcua.kernel.audit import verify_chain
from tenants.api import TenantView, in_tenant
from tests.processes.desk import Dossier

ASKING_STEP = "stp_phong_chay"


def publish_asking(version: VersionView, *, of: str) -> VersionView:
    """P6 with the opinion on fire safety asked of another tenant."""
    raw: dict[str, Any] = version.document.model_dump(mode="json", by_alias=True)
    raw["service"]["slug"] = "cap-giay-phep-xay-dung-hoi-don-vi-khac"
    step = next(each for each in raw["process"]["steps"] if each["id"] == ASKING_STEP)
    step |= {"agency": f"tenant:{of}", "role": ""}
    document = catalogue.parse_document(raw)
    builder, publisher = (staff(each, version.published_at) for each in ("thietke", "congbo"))
    draft = catalogue.create_service(document=document, by=builder, now=version.published_at)
    catalogue.request_publication(
        service_id=draft.id, base_revision=draft.revision, by=builder, now=version.published_at
    )
    return catalogue.approve_publication(
        service_id=draft.id, by=publisher, now=version.published_at
    )


def there_and_back(dossier: Dossier, other: TenantView) -> None:
    """Sent, answered by the other tenant's own officer, taken in, finished. Call at home."""
    dossier.file().receive().run(until=ASKING_STEP)
    item = next(each for each in dossier.open_items() if each.step_id == ASKING_STEP)
    dossier.settle()
    (sent,) = casework.list_consults(dossier.id)
    code = dossier.case.code
    assert code is not None
    with in_tenant(other.schema_name):
        dossiers_there = Case.objects.filter(code=code).count()
        officer = staff("chuyenvien", dossier.now)
        rows, _total = casework.list_requests(by=officer, now=dossier.now)
        assert [row.number for row in rows if row.number == code] == [code]
        casework.claim_request(request_id=sent.id, by=officer, now=dossier.now)
        casework.answer_request(
            request_id=sent.id,
            outcome=item_outcome(dossier, item.step_id),
            note="Phương án phù hợp quy chuẩn.",
            by=officer,
            now=dossier.now,
        )
        outbox.drain(now=dossier.now)
        chain = verify_chain(ForeignRequest.objects.get(pk=sent.id).audit_subject)
        assert chain.intact
        assert chain.length >= 3
        assert dossiers_there == 0, "the other tenant got the whole dossier"
    dossier.settle()
    assert ASKING_STEP not in {each.step_id for each in dossier.open_items()}
    dossier.run()


def item_outcome(dossier: Dossier, step_id: str) -> str:
    step = next(s for s in dossier.version.document.process.steps if s.id == step_id)
    return step.outcomes[0].id
