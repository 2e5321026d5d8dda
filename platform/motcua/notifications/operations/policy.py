"""Setting how the tenant sends."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kernel import audit
from motcua.kernel.actors import Actor
from motcua.notifications.domain.rules import LAST_PLACE, Policy, Rule, rules_to
from motcua.notifications.errors import PolicyInvalid
from motcua.notifications.models import SendingPolicy
from motcua.notifications.permissions import Permission
from motcua.notifications.queries.policy import load_policy
from motcua.notifications.registry import channels, notices


def save_policy(*, policy: Policy, by: Actor, now: datetime) -> None:
    """Raises ``PermissionMissing``, ``PolicyInvalid``. Notices that are on their way stay."""
    by.require(Permission.CONFIGURE)
    for event, rule in policy.rules.items():
        _check(event, rule)
    if policy.monthly_limit is not None and policy.monthly_limit < 0:
        raise PolicyInvalid(_("Giới hạn tháng không được âm."), field="monthly_limit")
    data = {
        "quiet_from": policy.quiet_from,
        "quiet_until": policy.quiet_until,
        "digest_at": policy.digest_at,
        "monthly_limit": policy.monthly_limit,
        "rules": rules_to(policy.rules),
    }
    with transaction.atomic():
        SendingPolicy.objects.update_or_create(pk=1, defaults={**data, "updated_at": now})
        times = {name: str(data[name]) for name in ("quiet_from", "quiet_until", "digest_at")}
        audit.record(
            action="notifications.policy_saved",
            subject="notices:policy",
            by=by,
            at=now,
            data={**data, **times},
        )


def save_rule(*, event: str, rule: Rule | None, by: Actor, now: datetime) -> None:
    """One kind of notice, or with an empty ``event`` all others; ``None``: as all others."""
    with transaction.atomic():
        SendingPolicy.objects.select_for_update().filter(pk=1).first()
        policy = load_policy()
        rules = {key: each for key, each in policy.rules.items() if key != event}
        if rule is not None:
            rules[event] = rule
        save_policy(policy=replace(policy, rules=rules), by=by, now=now)


def _check(event: str, rule: Rule) -> None:
    if event and event not in notices:
        raise PolicyInvalid(_("Không có loại tin này."), field="event")
    places = [place for place in rule.ways.values() if place]
    if len(places) != len(set(places)):
        raise PolicyInvalid(
            _("Hai kênh dự phòng không được cùng thứ tự."), field=event or "default"
        )
    for key, place in rule.ways.items():
        if key not in channels or not 0 <= place <= LAST_PLACE:
            raise PolicyInvalid(_("Không có kênh gửi này."), field=event or "default")
