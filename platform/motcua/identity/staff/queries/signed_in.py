"""Who is signed in, with everything each page of the staff site asks about them: one query."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.models import Permission
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Concat, JSONObject
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from motcua.identity.models import Account
from motcua.identity.staff.models import Agency, AgencyKind, RoleAssignment
from motcua.kernel.composed import Composed

HELD: Final = "held_roles"
"""On an account read here: its roles at that moment, as pairs of role and agency."""
DIVISIONS: Final = "known_divisions"
"""Likewise: every division of the tenant, as pairs of its id and its parent's."""


def signed_in_account(account_id: UUID, *, now: datetime) -> Account | None:
    """The account, what its roles are, and what Django and Wagtail would ask one by one.

    Rights come from groups alone, and from none when every role has run out. Read anew at every
    request, so nothing here outlives the withdrawal of a role.
    """
    found = _account.ask(account_id=account_id, now=now)
    if not found:
        return None
    account: Any = found[0]
    held = [(each["role"], _uuid(each["agency"])) for each in account.live_roles]
    setattr(account, HELD, tuple(held))
    inside = [(UUID(each["id"]), _uuid(each["parent"])) for each in account.all_divisions]
    setattr(account, DIVISIONS, tuple(inside))
    if not account.is_superuser:
        account._user_perm_cache = set()
        account._group_perm_cache = set(account.group_rights) if held else set()
        if not account.has_page_rights:
            account._page_permission_cache = ()
        if not account.has_collection_rights:
            account._collection_permission_cache = ()
    known: Account = account
    return known


def _with_everything(account_id: UUID, now: datetime) -> Any:
    mine = OuterRef("pk")
    roles = RoleAssignment.objects.live_at(now).filter(account=mine).order_by("role", "id")
    divisions = Agency.objects.filter(kind=AgencyKind.DIVISION).order_by()
    word = Concat("content_type__app_label", Value("."), "codename")
    rights = Permission.objects.filter(group__user=mine).order_by()
    accounts = Account._default_manager.filter(pk=account_id)
    return accounts.select_related("wagtail_userprofile").annotate(
        live_roles=ArraySubquery(
            roles.values(facts=JSONObject(role=F("role"), agency=F("agency_id")))
        ),
        all_divisions=ArraySubquery(
            divisions.values(facts=JSONObject(id=F("id"), parent=F("parent_id")))
        ),
        group_rights=ArraySubquery(rights.values(word=word).distinct()),
        has_page_rights=Exists(GroupPagePermission.objects.filter(group__user=mine)),
        has_collection_rights=Exists(GroupCollectionPermission.objects.filter(group__user=mine)),
    )


_account: Final = Composed(
    _with_everything, {"account_id": UUID(int=1), "now": datetime(1, 1, 1, tzinfo=UTC)}
)


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None
