from django.db import models

from motcua.kernel.ids import new_id


class DomainState(models.TextChoices):
    WAITING = "waiting"
    PROVEN = "proven"
    # Proven once, but the proof has been missing for days: not served until it is there again.
    LOST = "lost"
    # Given up by its tenant; kept to see whether its records still point here.
    RELEASED = "released"


class CustomDomain(models.Model):
    """A host name of a tenant's own, outside the platform's. Served only while it is proven.

    Each claim has a token of its own: a proof for one tenant, or for an earlier claim, is worth
    nothing for another. Several may wait for the same name; one at most has it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant_id = models.UUIDField(db_index=True)
    host = models.CharField(max_length=253)
    token = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=DomainState, default=DomainState.WAITING)
    # Sends everybody on to the tenant's main address instead of showing pages.
    is_redirect = models.BooleanField(default=False)
    claimed_at = models.DateTimeField()
    claimed_by_name = models.CharField(max_length=200)
    proven_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    missing_from = models.DateTimeField(null=True)
    # After its release: whether its records were last seen pointing at the platform.
    still_points_here = models.BooleanField(default=False)

    class Meta:
        db_table = "tenants_custom_domain"
        constraints = [
            models.UniqueConstraint(
                fields=["host"],
                condition=models.Q(state__in=["proven", "lost"]),
                name="custom_domain_has_one_owner",
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "host"],
                condition=~models.Q(state="released"),
                name="custom_domain_claimed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.host
