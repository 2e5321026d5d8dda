"""What fills the parameters of addresses: real objects of a planted tenant."""

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, GroupPagePermission, Page, Site, Task, Workflow

from motcua.appointments.api import get_booking, held_token
from motcua.appointments.models import Booking
from motcua.portal.models import HomePage
from tests.security.planted import Dossier, Planted

UNKNOWN_INT = 1
UNKNOWN_ID = "01900000-0000-7000-8000-000000000000"


def values_of(planted: Planted, dossier: Dossier) -> dict[str, Any]:
    """Call outside a tenant. Every parameter of every route, by name or by route and name."""
    with planted.inside():
        return _own(planted, dossier) | _wagtail(planted)


def _own(planted: Planted, dossier: Dossier) -> dict[str, Any]:
    return {
        "case_id": dossier.case_id,
        "submission_id": dossier.submission_id,
        "draft_id": dossier.draft_id,
        "upload_id": UNKNOWN_ID,
        "job_id": UNKNOWN_ID,
        "question_id": UNKNOWN_ID,
        "pk": UNKNOWN_INT,
        "quan-tri/cau-hoi/:pk": UNKNOWN_ID,
        "quan-tri/snippets/choose/portal/citizenquestion/:pk": UNKNOWN_ID,
        "domain_id": UNKNOWN_ID,
        "sha256": "0" * 64,
        "size": 192,
        "path": "images/none.png",
        "document_id": UNKNOWN_INT,
        "name": "none.pdf",
        "file_id": dossier.file_id,
        "request_id": UNKNOWN_ID,
        "quan-tri/du-lieu-ca-nhan/:request_id": dossier.data_request_id,
        "du-lieu-cua-toi/:request_id": dossier.data_request_id,
        "mending_id": UNKNOWN_ID,
        "filter_id": UNKNOWN_ID,
        "paper_id": dossier.paper_id,
        "order_id": dossier.order_id,
        "petition_id": dossier.petition_id,
        "survey": dossier.survey_slug,
        "survey_id": dossier.survey_id,
        "text_id": dossier.survey_text_id,
        "xem-truoc-khao-sat/:token": "x",
        "booking_id": dossier.booking_id,
        "opening_id": Booking.objects.values_list("opening_id", flat=True).get(
            pk=dossier.booking_id
        ),
        "closure_id": UNKNOWN_ID,
        "dat-lich/ma/:token": held_token(dossier.booking_id),
        "dat-lich/quan-ly/:token": get_booking(dossier.booking_id).token,
        "entry_id": dossier.inbox_id,
        "staff_id": planted.staff_id,
        "quan-tri/mat-khau/:token": "x",
        "service_id": dossier.service_id,
        "page_id": "pag_who",
        "slug": dossier.slug,
        "vendor": "vnpay",
        "gateway": "gateway.vnpay",
        "channel": "sms",
        "kenh-gui/:key": "khong-co",
        "channel_key": "channel.email",
        "event": "received",
        "delivery_id": UNKNOWN_ID,
        "subscription_id": UNKNOWN_ID,
        "invoice_id": UNKNOWN_ID,
        "settlement_id": UNKNOWN_ID,
        "event_id": UNKNOWN_ID,
        "session_id": "x",
        "plan": "commune",
        "statement_id": UNKNOWN_ID,
        "line_id": UNKNOWN_ID,
        "refund_id": UNKNOWN_ID,
        "receipt_id": UNKNOWN_ID,
        "province": "01",
        "act": "xu-ly",
        "provider_id": UNKNOWN_ID,
        "quan-tri/dang-nhap-co-quan/:kind": "oidc",
        "field_id": "fld_ho_ten",
        **_references(),
        "xac-minh/:token": dossier.verify_token,
        "xem-truoc/:token": _preview(dossier),
        "lay-so/:token": "x",
        "quan-tri/quay/chon/:token": "x",
        "assistance_id": UNKNOWN_ID,
        "mandate_id": UNKNOWN_ID,
        "consent_id": UNKNOWN_ID,
        "ticket_id": UNKNOWN_ID,
        "item_id": UNKNOWN_ID,
        "reason_id": UNKNOWN_ID,
        "deed": "goi",
        "number": "260101-01",
        "agency_id": UNKNOWN_ID,
        "thread_id": _thread(dossier),
        "source": "platform:block.contact",
        "use_id": _library_use(dossier),
        "recording_id": _recording(dossier),
        "batch_id": _import_batch(),
    }


def _thread(dossier: Dossier) -> Any:
    from django.utils import timezone

    from motcua.catalogue.models import CommentThread

    known = {"created_at": timezone.now()}
    found, _is_new = CommentThread.objects.get_or_create(
        service_id=dossier.service_id, defaults=known
    )
    return found.id


def _import_batch() -> Any:
    from django.utils import timezone

    from motcua.catalogue.importers.api import Source, start_batch
    from motcua.kernel.actors import SYSTEM

    sources = [Source("x.txt", b"x")]
    return start_batch(kind="national", sources=sources, by=SYSTEM, now=timezone.now())


def _recording(dossier: Dossier) -> Any:
    from django.utils import timezone

    from motcua.catalogue.api import record_filing
    from motcua.catalogue.models import Recording
    from motcua.kernel.actors import SYSTEM

    kept = Recording.objects.filter(service_id=dossier.service_id).first()
    filing = {"answers": {}, "today": "2026-10-01"}
    made = kept or record_filing(
        service_id=dossier.service_id, name="Thử", filing=filing, by=SYSTEM, now=timezone.now()
    )
    return made.id


def _library_use(dossier: Dossier) -> Any:
    from django.utils import timezone

    from motcua.catalogue.models import LibraryUse
    from motcua.catalogue.queries.library import find_entry

    entry = find_entry("platform:block.contact")
    known = {
        "kind": entry.kind,
        "name": entry.name,
        "content": entry.content,
        "taken_at": timezone.now(),
    }
    found, _is_new = LibraryUse.objects.get_or_create(
        service_id=dossier.service_id, source=entry.source, defaults=known
    )
    return found.id


def _references() -> dict[str, Any]:
    """A list of the tenant's and a file waiting to be looked at; the same at every call."""
    from django.utils import timezone

    from motcua.catalogue.models import ReferenceTable, ReferenceUpload

    now = timezone.now()
    table, _made = ReferenceTable.objects.get_or_create(
        key="trong-thu",
        defaults={"kind": "list", "title": {"vi": "x"}, "created_at": now, "updated_at": now},
    )
    upload, _made = ReferenceUpload.objects.get_or_create(
        table=table, defaults={"created_at": now, "rows": [["a", {"vi": "A"}, None, None, {}]]}
    )
    return {"reference_id": table.id, "quan-tri/danh-muc/:upload_id": upload.id}


def _preview(dossier: Dossier) -> str:
    from motcua.catalogue.models import PublicService
    from motcua.kernel.sealed_links import seal
    from motcua.portal.views.preview import PURPOSE

    revision = PublicService.objects.get(pk=dossier.service_id).draft_revision
    data = {"service": str(dossier.service_id), "revision": revision}
    return seal(data, purpose=PURPOSE)


def _wagtail(planted: Planted) -> dict[str, Any]:
    home = HomePage.objects.first()
    group = Group.objects.first()
    workflow, task = Workflow.objects.first(), Task.objects.first()
    content_type = ContentType.objects.get_for_model(HomePage)
    assert home is not None
    assert group is not None
    root = Page.objects.get(depth=1)
    assert GroupPagePermission.objects.exists()
    pages = dict.fromkeys(
        (
            "quan-tri/pages/:page_id",
            "parent_page_id",
            "page_to_move_id",
            "page_pk",
            "quan-tri/api/main/pages/:pk",
            "_util/:page_id",
        ),
        home.pk,
    )
    return (
        pages
        | {
            "destination_id": root.pk,
            "action_name": "publish",
            "app_label": "portal",
            "model_name": "homepage",
            "app_name": "portal",
            "action": "delete",
            "object_id": home.pk,
            "content_type_app_name": content_type.app_label,
            "content_type_model_name": content_type.model,
            "quan-tri/collections/:pk": Collection.objects.first().pk,
            "quan-tri/sites/:pk": Site.objects.first().pk,
            "quan-tri/groups/:pk": group.pk,
            "quan-tri/users/:pk": planted.staff_id,
            "quan-tri/workflows/:pk": workflow.pk if workflow else UNKNOWN_INT,
            "workflow_pk": workflow.pk if workflow else UNKNOWN_INT,
            "task_id": task.pk if task else UNKNOWN_INT,
            # Nobody has asked for support, nothing is announced.
            "access_id": UNKNOWN_ID,
            "announcement_id": UNKNOWN_ID,
            "rating_id": UNKNOWN_ID,
            "verdict": "ngat",
            "filter_spec": "width-100",
            "uidb64": "MQ",
            "quan-tri/password_reset/:token": "set-password",
            "quan-tri/tag-autocomplete/:app_name": "taggit",
            "quan-tri/tag-autocomplete/:model_name": "tag",
        }
        | dict.fromkeys(NUMBERED, UNKNOWN_INT)
        | dict(EXPRESSIONS)
    )


# Nothing of these kinds is planted: pages have no tasks, there are no pictures or documents.
NUMBERED = (
    "task_state_id", "workflow_state_id", "revision_id", "collection_id", "session_id",
    "redirect_id", "document_id", "doc_id", "image_id", "uploaded_file_id", "restriction_id",
    "page_view_restriction_id", "quan-tri/settings/:pk", "quan-tri/workflows/tasks/:pk",
    "quan-tri/api/main/documents/:pk", "quan-tri/api/main/images/:pk",
    "quan-tri/documents/chooser/:pk", "quan-tri/images/chooser/:pk",
)  # fmt: skip
# Addresses written as regular expressions, with an address each of them matches.
EXPRESSIONS = {
    r"{^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)"
    r"\.\.\.(?P<revision_id_b>live|latest|\d+)/$}": "3/revisions/compare/live...latest/",
    r"{^.*/$}": "khong-co/",
    r"{^((?:[\w\-]+/)*)$}": "tin-tuc/",
    r"{^confirm-email/(?P<key>[-:\w]+)/$}": "confirm-email/MQ:1abc/",
    r"{^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$}": "password/reset/key/1-set/",
    r"{^(?P<provider_id>[^/]+)/}": "vneid/",
}
# Of the platform's own addresses.
PLATFORM_VALUES: dict[str, Any] = {
    "consent_id": UNKNOWN_ID,
    "provider_id": "vneid",
    "accounts/2fa/webauthn/:pk": UNKNOWN_INT,
    "simulator/stripe/:path": "prices",
    "session_id": "khong-co",
    "tenant_id": UNKNOWN_ID,
    "invoice_id": UNKNOWN_ID,
    "settlement_id": UNKNOWN_ID,
    "event_id": UNKNOWN_ID,
    "signup_id": UNKNOWN_ID,
    "access_id": UNKNOWN_ID,
    "announcement_id": UNKNOWN_ID,
    "screen": "bat_dau",
    "dieu-hanh/:deed": "tam-ngung",
    "simulator/mail/:name": "khong-co",
    "simulator/webhook/:name": "khong-co",
    "device": "khong-co",
    "simulator/ky-so/tep/:name": "goc.pem",
    "plan": "dung",
} | EXPRESSIONS
