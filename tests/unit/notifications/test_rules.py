"""By which ways a notice goes, and when."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from motcua.notifications.domain.default_texts import DEFAULT_NOTICES
from motcua.notifications.domain.rules import (
    Policy,
    Rule,
    Wishes,
    after_quiet,
    next_digest,
    plan_ways,
    rules_from,
    rules_to,
)
from motcua.notifications.domain.short import (
    SAFE,
    fields_text,
    parse_fields,
    placeholders_in,
    short_default,
)
from motcua.notifications.domain.signing import is_signed, sign
from tests.cases import try_each

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
INBOX, EMAIL, SMS, ZALO, HOOK = (
    f"channel.{name}" for name in ("inbox", "email", "sms", "zalo", "webhook")
)
ALL = {INBOX, EMAIL, SMS, ZALO, HOOK}
NO_WISHES = Wishes()
RULE = Rule({INBOX: 0, HOOK: 0, ZALO: 1, SMS: 2, EMAIL: 3})


def plan(rule=RULE, wishes=NO_WISHES, reachable=ALL, asked=()):
    ways = plan_ways(rule, wishes, reachable=reachable, asked=asked)
    return [
        f"{way.channel.removeprefix('channel.')}:{way.position}"
        f"{' held' * way.is_held}{' digest' * way.in_digest}"
        for way in ways
    ]


def test_ways():
    off = Wishes(turned_off=frozenset({ZALO, INBOX}))
    daily = Wishes(is_digest=True)
    at_once = ["inbox:0", "webhook:0"]
    try_each(
        [
            (plan(), [*at_once, "zalo:1", "sms:2 held", "email:3 held"]),
            (plan(reachable=ALL - {ZALO}), [*at_once, "sms:1", "email:2 held"]),
            (plan(wishes=off), [*at_once, "sms:1", "email:2 held"]),
            (plan(wishes=off, asked=[ZALO]), [*at_once, "zalo:0", "sms:1", "email:2 held"]),
            (plan(wishes=daily), ["email:0 digest", *at_once]),
            (plan(Rule(RULE.ways, is_urgent=True), daily)[2:], plan()[2:]),
            (plan(wishes=daily, reachable=ALL - {EMAIL}), [*at_once, "zalo:1", "sms:2 held"]),
            (plan(reachable=()), []),
        ],
        lambda case: _same(*case),
        name=str,
    )


def _same(found, wanted):
    assert found == wanted


def test_urgent_without_being_told():
    assert Policy().rule_of("assisted_code").is_urgent
    assert not Policy().rule_of("received").is_urgent
    policy = Policy(rules={"": Rule({SMS: 0}), "received": Rule({ZALO: 0})})
    assert (policy.rule_of("received").ways, policy.rule_of("x").ways) == ({ZALO: 0}, {SMS: 0})
    assert rules_from(rules_to(policy.rules)) == policy.rules


@given(st.integers(0, 500_000), st.times(), st.times())
def test_nobody_is_disturbed_in_the_quiet_hours(moment, begin, end):
    begin, end = begin.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    policy = Policy(quiet_from=begin, quiet_until=end)
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=moment)
    sent = after_quiet(at, policy, HERE)
    assert at <= sent <= at + timedelta(days=1)
    clock = sent.astimezone(HERE).time()
    is_quiet = begin <= clock < end if begin < end else clock >= begin or clock < end
    assert begin == end or not is_quiet
    assert next_digest(at, policy, HERE) > at


def test_the_quiet_hours_of_the_law():
    late = datetime(2026, 6, 15, 22, 0, tzinfo=HERE)
    morning = datetime(2026, 6, 16, 7, 0, tzinfo=HERE)
    assert after_quiet(late, Policy(), HERE) == morning
    assert after_quiet(morning, Policy(), HERE) == morning
    assert next_digest(morning, Policy(digest_at=time(7)), HERE) == morning + timedelta(days=1)


def test_short_words_say_nothing_about_anybody():
    for notice in DEFAULT_NOTICES:
        for language in ("vi", "en"):
            words = short_default(notice, language)
            assert placeholders_in(words.body) <= SAFE, notice.key
            assert "{link}" in words.body


def test_fields_of_a_template():
    assert parse_fields("ma: {code}\n\n han:15/6 : 2") == {"ma": "{code}", "han": "15/6 : 2"}
    assert parse_fields(fields_text({"a": "b"})) == {"a": "b"}
    for wrong in ("khong co", "hai chữ: x", "1a: x"):
        try:
            parse_fields(wrong)
        except ValueError:
            continue
        raise AssertionError(wrong)


def test_signatures_end_with_their_time():
    now, body = datetime(2026, 6, 15, tzinfo=UTC), b'{"id": 1}'
    header = sign(body, secret="s" * 24, at=now)

    def holds(body=body, header=header, secret="s" * 24, now=now):
        return is_signed(body, header, secret=secret, now=now)

    assert holds()
    assert holds(now=now + timedelta(minutes=5))
    later = header.replace(f"t={int(now.timestamp())}", f"t={int(now.timestamp()) + 600}")
    forged = [
        holds(body=b"{}"),
        holds(secret="t" * 24),
        holds(secret=""),
        holds(now=now + timedelta(minutes=6)),
        holds(header=later, now=now + timedelta(minutes=10)),
        *(holds(header=each) for each in ("", "t=,v1=", "v1=x", "t=1e9,v1=x", "t=99999999999999")),
    ]
    assert not any(forged)
