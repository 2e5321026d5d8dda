from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.kernel.crypto import EncryptedJSONField
from motcua.kernel.ids import new_id


class Admits(models.TextChoices):
    """Whom a provider lets in who has not come by it before."""

    EXISTING = "existing", _("Chỉ cán bộ đã có tài khoản trùng tên đăng nhập")
    EVERYBODY = "everybody", _("Mọi người được nhà cung cấp xác nhận; tự tạo tài khoản lần đầu")


class IdentityProvider(models.Model):
    """A sign-in system of the agency itself, by which its staff come in.

    ``claims``: our names of facts to the provider's. ``role_rules``: rows of group, role and
    agency code. ``test_steps``: rows of what was tried, whether it went well, and a detail.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=80)
    is_enabled = models.BooleanField(default=False)
    admits = models.CharField(max_length=20, choices=Admits, default=Admits.EXISTING)
    trusts_second_factor = models.BooleanField(default=False)
    options = models.JSONField(default=dict)
    secrets: Any = EncryptedJSONField(purpose="identity.provider_secrets")
    claims = models.JSONField(default=dict)
    role_rules = models.JSONField(default=list)
    updated_at = models.DateTimeField()
    tested_at = models.DateTimeField(null=True)
    test_steps = models.JSONField(default=list)
    last_sign_in_at = models.DateTimeField(null=True)
    last_failure_at = models.DateTimeField(null=True)
    last_failure = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        db_table = "identity_provider"
        ordering = ["title", "id"]


class UpstreamAccount(models.Model):
    """Who of the provider's people is who of ours. By subject, which never changes hands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(IdentityProvider, models.CASCADE, related_name="people")
    subject = models.CharField(max_length=255)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        db_table = "identity_upstream_account"
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="upstream_subject_once"),
            models.UniqueConstraint(fields=["provider", "account"], name="upstream_account_once"),
        ]


class SignInPolicy(models.Model):
    """One row a tenant. ``passwords_off``: staff come in by a provider only, but for those whose
    profile ``keeps_password``: the way back in when the provider is away."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    is_only = models.BooleanField(default=True, unique=True, editable=False)
    passwords_off = models.BooleanField(default=False)

    class Meta:
        db_table = "identity_sign_in_policy"
        constraints = [
            models.CheckConstraint(condition=models.Q(is_only=True), name="identity_one_policy")
        ]
