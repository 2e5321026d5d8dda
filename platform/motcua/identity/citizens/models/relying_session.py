from django.conf import settings
from django.db import models

from motcua.kernel.ids import new_id


class LogoutAddress(models.Model):
    """Where a client of ours wants to be told that a citizen signed out (OpenID Connect
    Back-Channel Logout 1.0)."""

    client_id = models.CharField(max_length=100, primary_key=True)
    uri = models.URLField(max_length=300)

    class Meta:
        db_table = "identity_logout_address"


class RelyingSession(models.Model):
    """A citizen's session on the platform went on to ``client_id``, which is told of its end.

    ``sid`` is the session on the platform. ``told_at``: the client has confirmed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sid = models.UUIDField()
    client_id = models.CharField(max_length=100)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_relying_session"
        indexes = [
            models.Index(fields=["account"], name="identity_relying_of_whom"),
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(ended_at__isnull=False, told_at=None),
                name="identity_relying_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sid", "client_id"], name="identity_relying_once"),
        ]
