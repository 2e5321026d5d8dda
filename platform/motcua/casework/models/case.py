from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from motcua.casework.domain.states import (
    Channel,
    DeliveryState,
    FeeState,
    NationalState,
    SyncState,
)
from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id

_FINISHED = Q(national_state__in=[3, 7, 8, 9, 10])
_HELD = Q(holder_item_id__isnull=False)


class Case(models.Model):
    """One dossier (hồ sơ). Answers live in its submission, work in its process.

    The ``holder_*`` columns repeat the open work item, so that no list joins another app.
    ``deadline_at`` is what the authority must meet next: reception within 8 working hours, then
    the date promised; empty while the clock stands still or the dossier is finished.
    Whether a dossier is late is computed, never stored.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission_id = models.UUIDField(unique=True)
    first_submission_id = models.UUIDField(unique=True)
    # Fees paid before submitting are owed for the draft.
    draft_id = models.UUIDField(unique=True)
    # Temporary public number of the online submission; ``code`` is the dossier's own.
    reference = models.CharField(max_length=40, unique=True)
    code = models.CharField(max_length=60, unique=True, null=True)

    service_id = models.UUIDField()
    version_id = models.UUIDField()
    service_slug = models.CharField(max_length=200)
    service_name = models.JSONField()
    procedure_code = models.CharField(max_length=60)

    applicant_id = models.UUIDField(null=True)
    # The owner, once somebody with their proven personal number signed in: may see the dossier.
    owner_id = models.UUIDField(null=True)
    # Keyed hash of the owner's personal number, where the owner is not the submitter.
    owner_index = models.CharField(max_length=64, blank=True)
    owner_name = models.CharField(max_length=200)
    submitter_name = models.CharField(max_length=200)
    receiver_name = models.CharField(max_length=200)
    # {"owner": {...}, "submitter": {...}, "receiver": {...}, "authorisation": {...},
    # "helper": {...}}: personal
    # numbers, telephones, e-mail and postal addresses of the three parties; what entitles the
    # submitter to act for the owner.
    parties: Any = EncryptedJSONField(purpose="casework.case")
    search_text = models.TextField(blank=True)

    national_state = models.PositiveSmallIntegerField(
        choices=[(state.value, state.name) for state in NationalState],
        default=NationalState.REGISTERED,
    )
    fee_state = models.CharField(max_length=10, default=FeeState.NONE)
    delivery_state = models.CharField(max_length=12, default=DeliveryState.NONE)
    sync_state = models.CharField(max_length=10, default=SyncState.NONE)
    channel = models.CharField(max_length=10, default=Channel.ONLINE)

    # One submission of a group of procedures (liên thông): the parent and its children.
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    is_group = models.BooleanField(default=False)

    submitted_at = models.DateTimeField()
    reception_due_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    original_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    receiving_agency_id = models.UUIDField(null=True)
    competent_agency_id = models.UUIDField(null=True)
    support_point = models.CharField(max_length=200, blank=True)
    # Every agency that ever held work on this dossier: who of them may read it.
    agency_ids = ArrayField(models.UUIDField(), default=list)
    # Colleagues elsewhere with whom somebody shared it (``CaseShare``).
    shared_with = ArrayField(models.UUIDField(), default=list)

    process_version_id = models.UUIDField(null=True)
    process_instance_id = models.UUIDField(null=True, unique=True)

    holder_item_id = models.UUIDField(null=True)
    holder_step_id = models.CharField(max_length=60, blank=True)
    holder_step_name = models.CharField(max_length=300, blank=True)
    holder_step_kind = models.CharField(max_length=20, blank=True)
    holder_role = models.CharField(max_length=60, blank=True)
    holder_agency_id = models.UUIDField(null=True)
    holder_agency_name = models.CharField(max_length=300, blank=True)
    holder_assignee_id = models.UUIDField(null=True)
    holder_assignee_name = models.CharField(max_length=200, blank=True)
    holder_due_at = models.DateTimeField(null=True)

    supplement_count = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "casework_case"
        indexes = [
            models.Index(fields=["deadline_at", "id"], name="case_by_deadline"),
            models.Index(
                fields=["holder_role", "holder_agency_id", "holder_due_at"],
                condition=_HELD,
                name="case_inbox",
            ),
            models.Index(
                fields=["holder_assignee_id", "holder_due_at"], condition=_HELD, name="case_mine"
            ),
            models.Index(fields=["applicant_id", "-submitted_at"], name="case_of_applicant"),
            models.Index(fields=["national_state", "-submitted_at"], name="case_by_state"),
            models.Index(fields=["-submitted_at", "-id"], name="case_newest"),
            models.Index(fields=["service_id", "-submitted_at"], name="case_by_service"),
            models.Index(fields=["received_at"], name="case_received"),
            models.Index(fields=["finished_at"], name="case_finished"),
            models.Index(
                fields=["created_at"],
                condition=Q(process_instance_id=None, finished_at=None, is_group=False),
                name="case_without_process",
            ),
            models.Index(
                fields=["owner_id", "-submitted_at"],
                condition=Q(owner_id__isnull=False),
                name="case_of_owner",
            ),
            models.Index(
                fields=["owner_index"], condition=~Q(owner_index=""), name="case_owner_index"
            ),
            models.Index(
                fields=["submitted_at"],
                condition=Q(finished_at=None)
                & (Q(national_state__in=[5, 6]) | Q(holder_step_kind="citizen")),
                name="case_waiting",
            ),
            GinIndex(fields=["agency_ids"], name="case_agencies"),
            GinIndex(fields=["shared_with"], name="case_shared_with"),
            GinIndex(SearchVector("search_text", config="simple"), name="case_words"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "service_id"], name="case_one_child_a_service"
            ),
            models.CheckConstraint(
                condition=Q(is_group=False) | Q(parent=None), name="case_group_one_deep"
            ),
            models.CheckConstraint(
                condition=Q(national_state__gte=1, national_state__lte=10), name="case_state_known"
            ),
            models.CheckConstraint(
                condition=Q(code=None, received_at=None, due_at=None, original_due_at=None)
                | Q(
                    code__isnull=False,
                    received_at__isnull=False,
                    due_at__isnull=False,
                    original_due_at__isnull=False,
                ),
                name="case_received_whole_or_not",
            ),
            models.CheckConstraint(
                condition=(_FINISHED & Q(finished_at__isnull=False, deadline_at=None))
                | (~_FINISHED & Q(finished_at=None)),
                name="case_finished_has_time",
            ),
            models.CheckConstraint(
                condition=Q(national_state=10, returned_at__isnull=False)
                | (~Q(national_state=10) & Q(returned_at=None)),
                name="case_returned_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(national_state__in=[1, 3]) | Q(code=None), name="case_code_after_1"
            ),
            models.CheckConstraint(
                condition=Q(process_instance_id=None, process_version_id=None)
                | Q(process_instance_id__isnull=False, process_version_id__isnull=False),
                name="case_process_whole_or_not",
            ),
        ]

    @property
    def state(self) -> NationalState:
        return NationalState(self.national_state)

    @property
    def audit_subject(self) -> str:
        return f"case:{self.pk}"


class CaseStateChange(models.Model):
    """One step of the national state. Append-only by trigger."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="state_changes")
    sequence = models.PositiveSmallIntegerField()
    from_state = models.PositiveSmallIntegerField(null=True)
    to_state = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "casework_state_change"
        indexes = [models.Index(fields=["to_state", "at"], name="state_change_at")]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="state_change_position"),
            models.CheckConstraint(
                condition=Q(sequence=1, from_state=None)
                | (
                    Q(sequence__gt=1, from_state__isnull=False)
                    & ~Q(from_state=models.F("to_state"))
                ),
                name="state_change_moves",
            ),
        ]
