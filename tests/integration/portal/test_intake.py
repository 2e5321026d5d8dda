"""Where dossiers of a service are filed: here, or at the national portal."""

from typing import Any

import pytest
from django.utils import timezone

from motcua.catalogue import intake_api as intake
from motcua.catalogue.api import create_service, get_service_by_slug
from motcua.catalogue.models import PublicService
from motcua.catalogue.national.models import NationalEntry
from motcua.identity.models import Account
from motcua.kernel import audit, outbox
from motcua.kernel.actors import PermissionMissing
from motcua.submissions import api as submissions
from motcua.submissions.errors import FiledElsewhere
from tenants.api import TenantStatus, in_public, in_tenant, set_tenant_status
from tests.factories.catalogue import make_builder, make_publisher, publish, small_document
from tests.factories.identity import make_staff

pytestmark = pytest.mark.django_db
HERE, THERE = intake.Intake.PORTAL, intake.Intake.BACK_OFFICE
SCREEN, REASON = "/quan-tri/noi-nop/", "Theo Quyết định 29/2026/QĐ-TTg"


@pytest.fixture
def version(province: Any) -> Any:
    with in_tenant(province.schema_name):
        return publish(small_document(), now=timezone.now())


@pytest.fixture
def publisher(province: Any, tenant_client: Any, settings: Any) -> Any:
    with in_tenant(province.schema_name):
        staff = make_staff("publisher")
        client = tenant_client(province.slug)
        account = Account.objects.get(pk=staff.id)
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def national_entry(version: Any) -> NationalEntry:
    outbox.drain(now=timezone.now())
    with in_public():
        return NationalEntry.objects.get(service_id=version.service_id)


def graphql(client: Any, slug: str) -> Any:
    query = (
        f'{{ service(slug: "{slug}") {{ intake filingUrl }} services {{ items {{ intake }} }} }}'
    )
    return client.post("/graphql", {"query": query}, content_type="application/json").json()["data"]


def test_a_service_is_led_to_the_national_portal_and_back(
    province: Any,
    version: Any,
    publisher: Any,
    signed_in: Any,
    tenant_client: Any,
    settings: Any,
) -> None:
    slug, code = version.slug, version.document.procedure.code
    page, form = f"/dich-vu/{slug}/", f"/nop-ho-so/{slug}/"
    client, applicant = signed_in(province)
    begun = client.post(form)["Location"]
    address = f"{SCREEN}{version.service_id}/"
    wish = {"intake": "back_office", "reason": REASON, "sure": "yes"}
    # Nothing without a choice, a reason and a tick.
    for lacking in ("intake", "reason", "sure"):
        refused = publisher.post(address, {**wish, lacking: ""})
        assert (refused.status_code, lacking) == (422, lacking)
    assert f'href="{form}"' in client.get(page).content.decode()
    settings.MOTCUA_REMEMBER_SECONDS = 1e9
    stranger = tenant_client(province.slug)
    assert f'href="{form}"' in stranger.get(page).content.decode()
    assert publisher.post(address, wish)["Location"] == SCREEN
    assert "Chọn riêng" in publisher.get(f"{SCREEN}?xem=back_office").content.decode()

    # Also to people without a name, whose page was drawn before.
    assert form not in stranger.get(page).content.decode()
    shown = client.get(page).content.decode()
    national = f"https://dichvucong.gov.vn/?ma_thu_tuc={code}"
    assert form not in shown
    assert f'href="{national}"' in shown
    assert f'"serviceUrl":"{national}"' in shown.replace(" ", "").replace("\\u003D", "=")
    told = client.get(form)
    assert told.status_code == 200
    assert begun in told.content.decode()
    assert client.post(form).status_code == 410
    assert "Xem thủ tục" in client.get(f"{page}nut.svg").content.decode()
    assert "nộp hồ sơ tại nhà" not in client.get(f"{page}to-roi/").content.decode()
    assert "Nộp ở Cổng quốc gia" in client.get("/dich-vu/").content.decode()
    assert graphql(client, slug) == {
        "service": {"intake": "back_office", "filingUrl": national},
        "services": {"items": [{"intake": "back_office"}]},
    }
    # What was begun goes on; the counter, the post and the national portal bring dossiers in.
    assert client.get(begun).status_code == 200
    with in_tenant(province.schema_name):
        starting = {"version_id": version.id, "applicant": applicant, "now": timezone.now()}
        for channel in ("portal", "helper"):
            with pytest.raises(FiledElsewhere):
                submissions.start_draft(**starting, channel=channel)
        for channel in ("counter", "national"):
            assert submissions.start_draft(**starting, channel=channel).channel == channel
        assert national_entry(version).intake == THERE
        acts = list(audit.read_chain(f"service:{version.service_id}"))
        assert acts[-1].action == "catalogue.intake_changed"
        assert (acts[-1].data["before"], acts[-1].data["after"]) == (HERE, THERE)
        assert acts[-1].data["reason"] == REASON

    publisher.post(address, {**wish, "intake": "default"})
    assert f'href="{form}"' in client.get(page).content.decode()
    with in_tenant(province.schema_name):
        assert national_entry(version).intake == HERE


def test_the_default_moves_those_that_follow_it(
    province: Any, version: Any, publisher: Any, tenant_client: Any
) -> None:
    now, by = timezone.now(), make_publisher()
    wish = {"intake": "back_office", "reason": REASON}
    assert publisher.post(SCREEN, wish).status_code == 422
    with in_tenant(province.schema_name):
        own = publish(_other("rieng", "1.000002"), now=now)
        nameless = create_service(document=_other("khong-ma", ""), by=make_builder(), now=now)
        intake.set_intake(service_id=own.service_id, intake=HERE, reason=REASON, by=by, now=now)
        with pytest.raises(intake.NoProcedureCode):
            intake.set_intake(service_id=nameless.id, intake=THERE, reason=REASON, by=by, now=now)
        with pytest.raises(PermissionMissing):
            intake.set_default_intake(intake=THERE, reason=REASON, by=make_builder(), now=now)
    assert publisher.post(SCREEN, wish | {"sure": "yes"})["Location"] == SCREEN
    with in_tenant(province.schema_name):
        later = publish(_other("sau", "1.000003"), now=now)
        found = dict(PublicService.objects.values_list("id", "intake"))
        assert [found[each] for each in (version.service_id, own.service_id, nameless.id, later.service_id)] == [
            THERE, HERE, HERE, THERE,
        ]  # fmt: skip
        assert get_service_by_slug("sau").intake is THERE
        assert list(audit.read_chain("service-intake"))[-1].data["services"] == 1


def test_who_is_suspended_offers_nothing_new(province: Any, version: Any, signed_in: Any) -> None:
    client, _applicant = signed_in(province)
    form = f"/nop-ho-so/{version.slug}/"
    set_tenant_status(tenant_id=province.id, status=TenantStatus.SUSPENDED)
    shown = client.get(f"/dich-vu/{version.slug}/").content.decode()
    assert form not in shown
    assert "tạm ngừng nhận hồ sơ mới" in shown
    assert client.post(form).status_code == 410
    assert graphql(client, version.slug)["service"]["filingUrl"] is None
    set_tenant_status(tenant_id=province.id, status=TenantStatus.ACTIVE)
    assert f'href="{form}"' in client.get(f"/dich-vu/{version.slug}/").content.decode()


def _other(slug: str, code: str) -> Any:
    document = small_document()
    return small_document(
        service={**document.service.model_dump(), "slug": slug},
        procedure={**document.procedure.model_dump(), "code": code},
    )
