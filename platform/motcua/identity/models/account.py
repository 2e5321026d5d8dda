from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.db import models

from motcua.kernel.ids import new_id


class Account(AbstractBaseUser, PermissionsMixin):
    """Who can sign in to the schema the row lives in.

    The table exists twice over: in the public schema for citizens and platform operators, in each
    tenant schema for that tenant's staff. Random keys keep one from being taken for another.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    email = models.EmailField("thư điện tử", blank=True, db_index=True)
    full_name = models.CharField("họ và tên", max_length=200, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    # Counting up ends every session of the account at its next request, wherever it is kept.
    session_epoch = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    objects = UserManager["Account"]()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    class Meta:
        db_table = "identity_account"

    def __str__(self) -> str:
        return self.full_name or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django compares at every request; see ``session_epoch``."""
        base: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{base[:48]}.{self.session_epoch}" if self.session_epoch else base

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[-1] if self.full_name else self.username

    # Wagtail's user forms ask for these two; Vietnamese names are not split (domain reference 7.2).
    @property
    def first_name(self) -> str:
        return self.full_name

    @property
    def last_name(self) -> str:
        return ""
