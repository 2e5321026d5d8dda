from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.casework.models.case import Case
from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class PaperKind(models.TextChoices):
    """Keyed by meaning: the law renumbers its forms (domain reference 4.5)."""

    RECEIPT = "receipt_01", _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    SUPPLEMENT = "supplement_02", _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
    REFUSAL = "refusal_03", _("Phiếu từ chối tiếp nhận giải quyết hồ sơ")
    APOLOGY = "apology_04", _("Phiếu xin lỗi và hẹn lại ngày trả kết quả")
    STOP = "stop_05", _("Thông báo dừng giải quyết hồ sơ")
    CONTROL = "control_slip_06", _("Phiếu kiểm soát quá trình giải quyết hồ sơ")
    RESULT = "result", _("Kết quả giải quyết thủ tục hành chính")


class Paper(models.Model):
    """A paper of the dossier. The row is written with the act it documents, from a snapshot of
    what was true then; the file follows (``file_id`` empty until rendered)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    sequence = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=60)
    # Whose register the number is of; null for papers numbered before units had their own.
    agency_id = models.UUIDField(null=True)
    data: Any = EncryptedJSONField(purpose="casework.paper")
    created_at = models.DateTimeField()
    file_id = models.UUIDField(null=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    rendered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "casework_paper"
        indexes = [
            models.Index(fields=["sha256"], condition=~Q(sha256=""), name="paper_by_digest"),
            models.Index(
                fields=["created_at"], condition=Q(file_id=None), name="paper_not_rendered"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "sequence"], name="paper_position"),
            models.UniqueConstraint(
                fields=["kind", "agency_id", "number"],
                nulls_distinct=False,
                name="paper_number_of_unit",
            ),
            models.CheckConstraint(
                condition=Q(file_id=None, rendered_at=None, sha256="")
                # The digest outlives a file that was erased: a copy can still be proven genuine.
                | (Q(rendered_at__isnull=False) & ~Q(sha256="")),
                name="paper_rendered_whole_or_not",
            ),
        ]


class IssuedOutput(models.Model):
    """The result as it was issued: whom to ask whether a paper in somebody's hand is genuine."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="outputs")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="output")
    # 128 random bits: the address of the verification page is the only way to it.
    token = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=400)
    signer_id = models.UUIDField(null=True)
    signer_name = models.CharField(max_length=200)
    signer_title = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.TextField(blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")

    class Meta:
        db_table = "casework_output"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(revoked_at=None), name="output_one_valid"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_reason="", replaced_by=None)
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="output_revoked_with_reason",
            ),
        ]
