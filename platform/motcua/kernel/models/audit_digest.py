from django.db import models

from motcua.kernel.ids import new_id


class AuditKey(models.Model):
    """A tenant's signing key. ``sealed`` holds the private half, encrypted as all secrets are.

    Whoever may only write to the database cannot put another key in its place: what verifies is
    derived from ``sealed``, which only a holder of the master key can make.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveSmallIntegerField(unique=True)
    public = models.BinaryField()
    sealed = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_audit_key"


class AuditDigest(models.Model):
    """The state of every chain that moved, signed, and chained to the digest before.

    ``hour``: how many hours of ``day`` were over; 24 is the digest of the whole day.
    ``content``: lines ``subject<TAB>length<TAB>head``, compressed. ``length`` and ``head`` are
    those of the moment ``taken_at``. Append-only by trigger.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(unique=True)
    day = models.DateField()
    hour = models.PositiveSmallIntegerField(default=24)
    taken_at = models.DateTimeField()
    chains = models.PositiveIntegerField()
    content = models.BinaryField()
    content_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    key_number = models.PositiveSmallIntegerField()
    signature = models.BinaryField()

    class Meta:
        db_table = "kernel_audit_digest"
        constraints = (models.UniqueConstraint("day", "hour", name="kernel_audit_digest_moment"),)
