from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.casework.models.case import Case
from motcua.casework.models.paper import Paper
from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class SignaturePurpose(models.TextChoices):
    """In the order in which a paper is signed (domain reference 7.6)."""

    INITIALS = "initials", _("Ký nháy")
    LEADER = "leader", _("Chữ ký của người có thẩm quyền")
    NUMBER = "number", _("Số và ngày ban hành")
    SEAL = "seal", _("Con dấu của cơ quan")


class ResultDraft(models.Model):
    """A result on its way through the signatures, before it has a number. ``data`` is what it was
    typeset from, ``places`` where its signatures go. Closed when issued, or when it went back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="result_drafts")
    token = models.CharField(max_length=40, unique=True)
    data: Any = EncryptedJSONField(purpose="casework.paper")
    places: Any = models.JSONField()
    file_id = models.UUIDField()
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "casework_result_draft"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_at=None), name="result_draft_one_open"
            ),
        ]


class PaperSignature(models.Model):
    """One signature of a result. The PDF proves it; this is for lists and the verification page."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.ForeignKey(ResultDraft, models.CASCADE, related_name="signatures")
    paper = models.ForeignKey(Paper, models.CASCADE, null=True, related_name="signatures")
    purpose = models.CharField(max_length=12, choices=SignaturePurpose.choices)
    position = models.PositiveSmallIntegerField()
    signer_id = models.UUIDField(null=True)
    signer_name = models.CharField(max_length=200)
    signer_title = models.CharField(max_length=200, blank=True)
    issuer_name = models.CharField(max_length=200)
    certificate_serial = models.CharField(max_length=64)
    certificate_until = models.DateTimeField()
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "casework_paper_signature"
        constraints = [
            models.UniqueConstraint(fields=["draft", "position"], name="signature_in_order"),
        ]
