"""The ways one notice takes: which channels, in which order, when, and in which words.

A fixed number of queries, however many channels and rules there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from motcua.notifications.domain.default_texts import Notice
from motcua.notifications.domain.rules import (
    ALWAYS,
    EMAIL,
    INBOX,
    Policy,
    Rule,
    Way,
    after_quiet,
    next_digest,
    plan_ways,
)
from motcua.notifications.domain.views import Recipient, Words
from motcua.notifications.models import Delivery, Message
from motcua.notifications.operations.render import fill_words, values_of
from motcua.notifications.queries.accounts import options_in_use
from motcua.notifications.queries.policy import (
    ContactView,
    load_contact,
    load_policy,
    tenant_zone,
)
from motcua.notifications.queries.words import LANGUAGES, words_of
from motcua.notifications.registry import Channel, channels

SMS: Final = "channel.sms"


@dataclass(frozen=True, slots=True)
class _Post:
    """What is known before anything is written."""

    message: Message
    policy: Policy
    rule: Rule
    options: Mapping[str, Mapping[str, Any]]
    path: str
    now: datetime


def write_deliveries(
    message: Message,
    notice: Notice,
    *,
    recipient: Recipient,
    context: Mapping[str, object],
    path: str,
    now: datetime,
) -> None:
    """In the caller's transaction. Somebody who cannot be reached at all is no error."""
    policy, contact = load_policy(), load_contact(recipient.applicant_id)
    options = options_in_use()
    rule = _rule(policy.rule_of(notice.key), recipient)
    asked = [SMS] if recipient.sms else []
    addresses = _addresses(recipient, {*rule.ways, *asked} & options.keys())
    reachable = [
        key for key, place in addresses.items() if key in asked or not contact.is_faulty(key, place)
    ]
    _set_language(message, contact, is_urgent=rule.is_urgent)
    words = words_of(notice, language=message.language, channels=reachable)
    ways = plan_ways(rule, contact.wishes, reachable=words, asked=asked)
    if not ways:
        return
    values = values_of(notice, {"name": recipient.name, **context}, path=path)
    post = _Post(message, policy, rule, options, path, now)
    Delivery.objects.bulk_create(
        _delivery(post, way, addresses[way.channel], fill_words(words[way.channel], values))
        for way in ways
    )


def _rule(rule: Rule, recipient: Recipient) -> Rule:
    """What has no account is simply there (the inbox); staff are told by mail and inbox only."""
    there = {each.key: ALWAYS for each in channels if not each.has_account}
    if recipient.staff_id is not None:
        return Rule({**there, EMAIL: ALWAYS}, rule.is_urgent)
    return Rule({**there, **rule.ways, INBOX: ALWAYS}, rule.is_urgent)


def _addresses(recipient: Recipient, wanted: set[str]) -> dict[str, str]:
    by_phone = replace(recipient, sms=recipient.sms or recipient.phone)
    found = {each.key: each.address_of(by_phone) for each in channels if each.key in wanted}
    return {key: address for key, address in found.items() if address}


def _set_language(message: Message, contact: ContactView, *, is_urgent: bool) -> None:
    wished = contact.wishes.language
    language = wished if wished in LANGUAGES else message.language
    if language != message.language or is_urgent:
        message.language, message.is_urgent = language, is_urgent
        message.save(update_fields=["language", "is_urgent"])


def _delivery(post: _Post, way: Way, address: str, filled: Words) -> Delivery:
    channel = channels.get(way.channel)
    rendered = channel.render(filled)
    measured = channel.measure(rendered)
    parts = max(measured.parts, 1) if measured else 1
    return Delivery(
        message=post.message,
        channel=way.channel,
        address=address,
        title=rendered.subject,
        body=rendered.body,
        link=post.path,
        status="held" if way.is_held else "waiting",
        available_at=_moment(post, way, channel),
        position=way.position,
        in_digest=way.in_digest,
        parts=parts,
        cost=parts * channel.price(post.options.get(way.channel, {})),
    )


def _moment(post: _Post, way: Way, channel: Channel) -> datetime:
    if way.in_digest:
        return next_digest(post.now, post.policy, tenant_zone())
    if channel.disturbs and not post.rule.is_urgent:
        return after_quiet(post.now, post.policy, tenant_zone())
    return post.now
