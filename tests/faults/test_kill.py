"""kill -9 of everything while clients send dossiers: nothing acknowledged is lost or doubled.

The ledger is kept by the clients, outside the system; what they were told is compared with what
the database, the outbox and the mail sink hold afterwards.
"""

import random
import time
from collections import Counter

import psycopg
import pytest
from psycopg import sql

from infra.dev.processes import wait_until
from tests.faults.clients import Client, Ledger

pytestmark = pytest.mark.services
DRAFTS, CLIENTS = 60, 4
PAUSE = 0.2
LONGEST = 900.0
"""Nobody waits that long unless something is wrong."""
VICTIMS = ("worker", "web", "redis", "postgres", "worker", "web")


@pytest.fixture
def killed(product, tmp_path):
    """What is left after the storm: what was there before, drafts, clients and their ledger."""
    before = _account(product)
    drafts = product.ask("tests.faults.drafts", count=DRAFTS)
    ledger = Ledger(tmp_path / "ledger.jsonl")
    until = time.monotonic() + LONGEST
    clients = [
        Client(drafts[n::CLIENTS], port=product.port, ledger=ledger, until=until, pause=PAUSE)
        for n in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    _storm(product, random.Random(time.time_ns()), ledger)
    for client in clients:
        client.join(LONGEST)
    return before, drafts, clients, ledger


def _storm(product, dice, ledger):
    """Each kill comes when so many drafts were acknowledged, so always while more are on the way."""
    for number, victim in enumerate(dice.sample(VICTIMS, len(VICTIMS)), 1):
        wanted = number * DRAFTS // (len(VICTIMS) + 1)
        came = wait_until(lambda wanted=wanted: ledger.count() >= wanted, seconds=LONGEST)
        assert came, f"no {wanted} acknowledgements before the {victim} was killed"
        if victim == "postgres":
            product.kill_database()
            time.sleep(dice.uniform(0.0, 1.0))
            product.start_database()
        elif victim == "redis":
            product.kill_redis()
            time.sleep(dice.uniform(0.0, 1.0))
            product.start_redis()
        else:
            product.kill_program(victim)
            time.sleep(dice.uniform(0.0, 1.0))
            product.start_program(victim)


def _account(product, *, settle=False):
    return product.ask("tests.faults.account", settle=settle)


def _is_quiet(product):
    """Whether no event waits any more, in whichever tenant."""
    with psycopg.connect(product.env["MOTCUA_DATABASE_URL"]) as database:
        schemas = database.execute("SELECT schema_name FROM public.tenants_tenant").fetchall()
        waiting = [
            sql.SQL(
                "(SELECT count(*) FROM {} WHERE done_at IS NULL AND given_up_at IS NULL)"
            ).format(sql.Identifier(name, "kernel_outbox_entry"))
            for (name,) in schemas
        ]
        found = database.execute(sql.SQL("SELECT ") + sql.SQL(" + ").join(waiting)).fetchone()
        return found == (0,)


def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(product, killed):
    before, drafts, clients, ledger = killed
    refusals = [told for client in clients for told in client.refusals]
    assert not refusals, refusals[:5]
    product.wait_until_up()
    quiet = wait_until(lambda: _is_quiet(product), seconds=LONGEST, every=0.5)
    assert quiet, f"the worker does not finish:\n{product.told('worker')}"
    # Mails a dead worker had taken are tried again after a while; that while passes here.
    for name in ("worker", "beat"):
        product.kill_program(name)
    found = _account(product, settle=True)
    for name in ("worker", "beat"):
        product.start_program(name)

    entries = ledger.read()
    assert {each["draft"] for each in entries} == {each["draft"] for each in drafts}
    _compare(entries, found)
    for slug, account in found.items():
        ours = [each["submission"] for each in entries if each["tenant"] == slug]
        _look_for_doubles(before[slug], account, set(ours))
    tries = sum(client.tries for client in clients)
    arrivals = [mail["arrivals"] for account in found.values() for mail in account["mails"]]
    print(
        f"{len(drafts)} dossiers, {len(entries)} acknowledgements, {tries} tries; "
        f"{len(arrivals)} mails, {sum(arrivals)} arrivals; other answers: "
        f"{dict(sum((client.statuses for client in clients), Counter()))}"
    )


def _compare(entries, found):
    """Every acknowledgement: the one submission of that draft, with the one dossier."""
    for entry in entries:
        account = found[entry["tenant"]]
        stored = account["submissions"].get(entry["draft"])
        assert stored, f"lost: {entry}"
        assert stored[0] == entry["submission"], f"told two different things: {entry}, {stored}"
        assert entry["submission"] in account["cases"], f"no dossier: {entry}"


def _look_for_doubles(before, account, ours):
    for what in ("submission_count", "case_count", "keys"):
        assert account[what] - before[what] == len(ours), what
    assert len(set(account["cases"].values())) == account["case_count"]
    assert account["outbox_waiting"] == 0
    assert account["outbox_given_up"] == 0
    assert account["outbox_doubled"] == 0
    for case in (account["cases"][submission] for submission in ours):
        assert account["processes"].get(case) == 1, f"{case} has {account['processes'].get(case)}"
        assert account["open_work"].get(case) == 1, f"{case} has {account['open_work'].get(case)}"
    assert account["audit_intact"]
    for mail in account["mails"]:
        assert mail["status"] == "sent", mail
        assert mail["file"], mail
        # A worker killed between the post office's yes and its own note of it sends once more
        # under the same Message-ID, by which the receiver tells; nothing else may come twice.
        assert 1 <= mail["arrivals"] <= mail["attempts"], mail
    assert len(account["mails"]) - len(before["mails"]) >= len(ours)
