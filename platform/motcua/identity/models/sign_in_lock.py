from django.db import models

from motcua.kernel.ids import new_id


class SignInLock(models.Model):
    """Failed sign-ins under one user name, whether or not such an account exists.

    In the database, so that neither a restart nor the loss of Redis opens the door again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=150, unique=True)
    failure_count = models.PositiveSmallIntegerField(default=0)
    last_failed_at = models.DateTimeField(db_index=True)
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "identity_sign_in_lock"
