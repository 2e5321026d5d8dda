from django.db import models

from motcua.kernel.ids import new_id


class SessionKind(models.TextChoices):
    ACCOUNT = "account"
    """Of the schema's own account: staff in a tenant, citizens and operators on the platform."""
    APPLICANT = "applicant"
    """Of a citizen on a tenant's portal."""


class SignedInSession(models.Model):
    """Where somebody is signed in, so that they can see it and end it from elsewhere.

    ``id`` is what tokens call ``sid``. ``holder``: the account's id, or the citizen's subject.
    ``provider_id``, ``upstream_sid`` and ``upstream_subject`` are set when another identity
    provider signed them in, and tell which session its notice of a sign-out means.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=SessionKind)
    holder = models.UUIDField()
    session_key = models.CharField(max_length=40)
    provider_id = models.UUIDField(null=True)
    upstream_sid = models.CharField(max_length=255, blank=True, default="")
    upstream_subject = models.CharField(max_length=255, blank=True, default="")
    device = models.CharField(max_length=200, blank=True)
    network = models.CharField(max_length=64, blank=True)
    began_at = models.DateTimeField()

    class Meta:
        db_table = "identity_signed_in_session"
        indexes = [
            models.Index(fields=["holder", "kind"], name="identity_session_of_whom"),
            models.Index(fields=["began_at"], name="identity_session_age"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["session_key", "kind"], name="identity_session_once"),
        ]
