"""The demonstration's channels: every one has an account with a simulated provider."""

from datetime import datetime
from typing import Final

from motcua.kernel.actors import SYSTEM
from motcua.notifications import api as notifications
from motcua.notifications.contrib.simulator.accounts import account_arguments

CHANNELS: Final = ("sms", "zalo", "webpush", "webhook")
ZALO: Final = "channel.zalo"
PUSH: Final = "channel.webpush"
EMAIL: Final = "channel.email"
# What a citizen waits for most goes by telephone too, when no browser of theirs takes it.
_BY_PHONE: Final = ("result_ready",)


def furnish_notices(*, now: datetime) -> None:
    """In the current tenant; what somebody has set since stays."""
    if any(each.is_set for each in notifications.list_channels(now=now)):
        return
    for name in CHANNELS:
        notifications.save_channel(**account_arguments(name), by=SYSTEM, now=now)
    by_mail = {EMAIL: notifications.ALWAYS, PUSH: notifications.ALWAYS}
    notifications.save_rule(event="", rule=notifications.Rule(by_mail), by=SYSTEM, now=now)
    chain = {EMAIL: notifications.ALWAYS, PUSH: 1, ZALO: 2, "channel.sms": 3}
    for number, event in enumerate(_BY_PHONE):
        notifications.save_rule(event=event, rule=notifications.Rule(chain), by=SYSTEM, now=now)
        notifications.save_template(
            event=event,
            language="vi",
            channel=ZALO,
            subject="",
            body="ma_ho_so: {code}\ntrang_thai: {state}",
            external_id=f"25000{number}",
            by=SYSTEM,
            now=now,
        )
