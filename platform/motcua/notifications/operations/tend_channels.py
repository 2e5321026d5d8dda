"""The screens' side of channels: what is set, setting it, trying it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.ids import new_id
from motcua.notifications.domain.views import Recipient, Words
from motcua.notifications.errors import DeliveryError
from motcua.notifications.models import ChannelAccount, ChannelMonth
from motcua.notifications.operations import chain
from motcua.notifications.permissions import Permission
from motcua.notifications.queries.policy import tenant_zone
from motcua.notifications.queries.report_address import report_url
from motcua.notifications.registry import Channel, Parcel, channels


@dataclass(frozen=True, slots=True)
class ChannelField:
    """One option or secret. ``value`` of a secret is never shown, only that it is there."""

    name: str
    value: str
    is_secret: bool
    is_set: bool
    is_required: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelView:
    """``is_usable``: sends now, by the tenant's account or without one. ``report_url``: to be told
    to providers that want it in their own screens."""

    key: str
    title: str
    is_set: bool
    is_enabled: bool
    is_usable: bool
    is_paid: bool
    fields: tuple[ChannelField, ...]
    updated_at: datetime | None
    last_success_at: datetime | None
    last_failure_at: datetime | None
    last_failure: str
    report_url: str
    month_sent: int = 0
    month_parts: int = 0
    month_cost: int = 0

    @property
    def is_failing(self) -> bool:
        failed, worked = self.last_failure_at, self.last_success_at
        return failed is not None and (worked is None or failed > worked)


# Made by us or given by the provider in turn: never typed.
_NOT_TYPED = frozenset({"public_key", "private_key", "access_token", "expires_at"})


def list_channels(*, now: datetime) -> list[ChannelView]:
    """Every channel that can have an account. Two queries."""
    kept = {row.channel: row for row in ChannelAccount.objects.all()}
    month = now.astimezone(tenant_zone()).date().replace(day=1)
    sums = (
        ChannelMonth.objects.filter(month=month)
        .values("channel")
        .annotate(sent=Sum("sent"), parts=Sum("parts"), cost=Sum("cost"))
    )
    used = {row["channel"]: (row["sent"], row["parts"], row["cost"]) for row in sums}
    return [
        _view(each, kept.get(each.key), used.get(each.key, (0, 0, 0)))
        for each in channels
        if each.has_account
    ]


def get_channel(key: str, *, now: datetime) -> ChannelView:
    """Raises ``NotFound``."""
    for each in list_channels(now=now):
        if each.key == key:
            return each
    raise NotFound(_("Không có kênh gửi này."))


def save_channel(
    *,
    key: str,
    options: Mapping[str, Any],
    secrets: Mapping[str, Any],
    by: Actor,
    now: datetime,
    is_enabled: bool = True,
) -> None:
    """Set the tenant's account; a secret left out stays as it was. Raises ``UnknownPlugin``,
    ``ChannelOptionsInvalid``, ``PermissionMissing``."""
    by.require(Permission.CONFIGURE)
    plugin = channels.get(key)
    with transaction.atomic():
        row = ChannelAccount.objects.select_for_update().filter(channel=key).first()
        kept = dict(row.secrets) if row else {}
        given = {name: value for name, value in secrets.items() if value}
        if given.get("refresh_token", kept.get("refresh_token")) != kept.get("refresh_token"):
            # Authorised anew: the old access token belongs to the past.
            kept.pop("access_token", None)
            kept.pop("expires_at", None)
        made = {name: row.options[name] for name in _NOT_TYPED if row and name in row.options}
        ready = plugin.prepare({**made, **options}, {**kept, **given})
        account = plugin.check(options=ready[0], secrets=ready[1])
        shown = account.options.model_dump(mode="json")
        ChannelAccount.objects.update_or_create(
            channel=key,
            defaults={
                "is_enabled": is_enabled,
                "options": shown,
                "secrets": account.secrets.model_dump(mode="json"),
                "updated_at": now,
            },
        )
        audit.record(
            action="notifications.channel_saved",
            subject=f"channel:{key}",
            by=by,
            at=now,
            data={"options": shown, "is_enabled": is_enabled},
        )


def try_channel(
    *, key: str, address: str, by: Actor, now: datetime, words: Words | None = None
) -> str:
    """Send a trial to ``address`` now; empty when the provider took it, else why not.

    ``address``: a mail address or telephone number as typed; of web push an applicant's id.
    Nothing of it is kept. Raises ``PermissionMissing``, ``UnknownPlugin``.
    """
    by.require(Permission.CONFIGURE)
    plugin = channels.get(key)
    target = plugin.address_of(_somebody(key, address))
    if not target:
        return _("Không có nơi nhận theo kênh này.")
    given = plugin.render(words) if words else Words(_("Tin thử"), _("Đây là tin gửi thử từ cổng."))
    parcel = Parcel(
        id=new_id(),
        address=target,
        title=given.subject,
        body=given.body,
        link="/",
        language="vi",
        at=now,
        event="trial",
        is_urgent=True,
    )
    failure = _tried(plugin, parcel)
    chain.note_health(key, now=now, failure=failure)
    audit.record(
        action="notifications.channel_tried",
        subject=f"channel:{key}",
        by=by,
        at=now,
        data={"outcome": failure or "ok"},
    )
    return failure


def _somebody(key: str, address: str) -> Recipient:
    text = address.strip()
    if key == "channel.email":
        return Recipient(email=text)
    if key == "channel.webhook":
        return Recipient(applicant_id=new_id())
    return Recipient(sms=text, phone=text)


def _tried(plugin: Channel, parcel: Parcel) -> str:
    try:
        plugin.send(parcel)
    except DeliveryError as error:
        return str(error) or type(error).__name__
    return ""


def _view(plugin: Channel, row: ChannelAccount | None, used: tuple[int, int, int]) -> ChannelView:
    fields = [
        *_fields(plugin.options_type, row.options if row else {}, is_secret=False),
        *_fields(plugin.secrets_type, row.secrets if row else {}, is_secret=True),
    ]
    is_enabled = bool(row and row.is_enabled)
    return ChannelView(
        key=plugin.key,
        title=str(plugin.title),
        is_set=row is not None,
        is_enabled=is_enabled,
        is_usable=is_enabled or plugin.works_without,
        is_paid=plugin.is_paid,
        fields=tuple(fields),
        updated_at=row.updated_at if row else None,
        last_success_at=row.last_success_at if row else None,
        last_failure_at=row.last_failure_at if row else None,
        last_failure=row.last_failure if row else "",
        report_url=report_url(plugin.key) if plugin.is_paid else "",
        month_sent=used[0],
        month_parts=used[1],
        month_cost=used[2],
    )


def _fields(model: type[Any], values: Mapping[str, Any], *, is_secret: bool) -> list[ChannelField]:
    schema = model.model_json_schema().get("properties", {})
    return [
        ChannelField(
            name=name,
            value="" if is_secret else str(values.get(name, field.get_default() or "")),
            is_secret=is_secret,
            is_set=bool(values.get(name)),
            is_required=field.is_required(),
            choices=tuple(schema.get(name, {}).get("enum", ())),
        )
        for name, field in model.model_fields.items()
        if name not in _NOT_TYPED
    ]
