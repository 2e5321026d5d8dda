from django.db import models

from motcua.kernel.ids import new_id


class MessageTemplate(models.Model):
    """A tenant's own words for one notice, instead of those in ``domain.default_texts``.

    An empty ``channel`` means every channel that has no words of its own. ``external_id`` and
    ``approval`` are of templates that a provider keeps and approves (Zalo).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    channel = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField(max_length=4000)
    external_id = models.CharField(max_length=60, blank=True, default="", db_default="")
    approval = models.CharField(max_length=20, blank=True, default="", db_default="")
    checked_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "language", "channel"], name="template_once"),
        ]
