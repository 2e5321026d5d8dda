from typing import Any

from django.db import models
from django.db.models import Q

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class Kind(models.TextChoices):
    PERSON = "person"
    ORGANISATION = "organisation"


class Relation(models.TextChoices):
    """What the agent is to the principal. ``proof``: a paper by which an agency knows who may speak
    for an organisation; nobody acts by it alone."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    AUTHORISED = "authorised"
    ADMIN = "admin"
    MEMBER = "member"
    PROOF = "proof"


class Basis(models.TextChoices):
    CONSENT = "consent"
    PAPER = "paper"


class State(models.TextChoices):
    """``invited``: the other side has not answered; ``waiting``: an agency looks at the paper."""

    INVITED = "invited"
    WAITING = "waiting"
    ACTIVE = "active"
    DECLINED = "declined"
    REFUSED = "refused"
    ENDED = "ended"


class Side(models.TextChoices):
    NOBODY = ""
    PRINCIPAL = "principal"
    AGENT = "agent"
    AGENCY = "agency"


class Organisation(models.Model):
    """A legal entity whose people have accounts. Public schema; what an enterprise is called and
    its number are public. Which agency believes whom is said by its ``proof`` mandates."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tax_code = models.CharField(max_length=14, db_index=True)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "mandates_organisation"


class Mandate(models.Model):
    """``agent`` may act for ``principal``. Public schema; accounts and organisations by their ids.

    By consent it holds everywhere, or in ``tenant_id``; by paper only in the tenant that looked at
    the paper. ``principal`` is empty for a person without an account (a child).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    principal = models.UUIDField(null=True)
    agent = models.UUIDField(null=True)
    relation = models.CharField(max_length=10, choices=Relation)
    basis = models.CharField(max_length=7, choices=Basis)
    state = models.CharField(max_length=8, choices=State)
    # Who must answer an invitation, and by what they are known: an address or a proven number.
    answer_by = models.CharField(max_length=9, choices=Side, blank=True)
    wanted_index = models.CharField(max_length=64, blank=True)
    # principal, agent: name (and personal_number, birth_date, tax_code); wanted; file; reason;
    # checked_by.
    facts: Any = EncryptedJSONField(purpose="mandates.mandate")
    tenant_id = models.UUIDField(null=True)
    service_slug = models.CharField(max_length=100, blank=True)
    good_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=9, choices=Side, blank=True)

    class Meta:
        db_table = "mandates_mandate"
        indexes = [
            models.Index(fields=["agent", "state"], name="mandate_of_agent"),
            models.Index(fields=["principal", "state"], name="mandate_of_principal"),
            models.Index(
                fields=["wanted_index"], condition=Q(state="invited"), name="mandate_invited"
            ),
            models.Index(
                fields=["tenant_id", "created_at"],
                condition=Q(state="waiting"),
                name="mandate_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["principal", "agent"],
                condition=Q(kind="organisation", basis="consent", state="active"),
                name="mandate_member_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="active")
                | Q(relation="proof", principal__isnull=False)
                | Q(agent__isnull=False, began_at__isnull=False),
                name="mandate_active_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False)
                | (~Q(state="ended") & Q(ended_at=None)),
                name="mandate_ended_whole",
            ),
            models.CheckConstraint(
                condition=~Q(basis="paper") | Q(tenant_id__isnull=False),
                name="mandate_paper_in_one_tenant",
            ),
            models.CheckConstraint(
                condition=Q(principal=None) | Q(agent=None) | ~Q(principal=models.F("agent")),
                name="mandate_not_to_oneself",
            ),
        ]


class MandateUse(models.Model):
    """A dossier that was filed by a mandate, for both sides to see; public schema. No answers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="uses")
    tenant_id = models.UUIDField()
    service_name: Any = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "mandates_use"
