from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.casework.models import Case
from motcua.kernel.ids import new_id


class PaperForm(models.IntegerChoices):
    """In what form a paper came; numbers of the ministry's sync interface."""

    ORIGINAL = 0, _("Bản chính")
    COPY = 1, _("Bản sao")
    ELECTRONIC = 2, _("Bản điện tử")


class ComponentState(models.IntegerChoices):
    """Numbers of the ministry's sync interface."""

    NONE = 0, _("Chưa số hóa")
    DIGITISED = 1, _("Đã số hóa")
    FROM_STORE = 2, _("Dùng lại từ kho dữ liệu điện tử")
    FROM_RESULT = 3, _("Dùng lại kết quả của hồ sơ khác")


class TakenComponent(models.Model):
    """A component of a dossier as the counter took it in, and who made it a file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="taken_components")
    component_id = models.CharField(max_length=80)
    paper_form = models.PositiveSmallIntegerField(choices=PaperForm.choices)
    state = models.PositiveSmallIntegerField(
        choices=ComponentState.choices, default=ComponentState.NONE
    )
    file_id = models.UUIDField(null=True)
    pages = models.PositiveIntegerField(default=0)
    # The dossier whose result stands in for the paper.
    source = models.CharField(max_length=60, blank=True)
    officer_id = models.UUIDField(null=True)
    officer_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "counter_component"
        constraints = [
            models.UniqueConstraint(fields=["case", "component_id"], name="component_once"),
            models.CheckConstraint(
                condition=(models.Q(state=1) & models.Q(file_id__isnull=False))
                | ~models.Q(state=1),
                name="component_digitised_has_file",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=3) | ~models.Q(source=""),
                name="component_reused_names_source",
            ),
        ]
