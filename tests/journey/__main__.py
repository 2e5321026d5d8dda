"""``python -m tests.journey``: exit status 0 and one line of JSON, or one plain sentence."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import requests

from tests.journey.sites import MINISTRY, PLATFORM, PROVINCE, STATES
from tests.journey.story import Story, ministry, province
from tests.journey.visitor import Unexpected, Visitor

ROOT = Path(__file__).resolve().parents[2]
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
PATIENCE = 60.0


def main() -> int:
    began, now = time.monotonic(), datetime.now(VIETNAM)

    def tell(what: str) -> None:
        sys.stderr.write(f"{time.monotonic() - began:6.1f} s  {what}\n")

    stories = [Story(PROVINCE, tell), Story(MINISTRY, tell)]
    try:
        for run, story in zip((province, ministry), stories, strict=True):
            run(story)
        tell("looking at the notices and the audit trail")
        told = _finish(stories, since=now)
    except Unexpected as problem:
        sys.stderr.write(f"The journey fails: {problem}\n")
        return 1
    except requests.RequestException as problem:
        sys.stderr.write(f"The journey fails, the demo does not answer: {problem}\n")
        return 1
    told["seconds"] = round(time.monotonic() - began, 1)
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def _finish(stories: list[Story], *, since: datetime) -> dict[str, object]:
    made = [each for story in stories for each in story.dossiers]
    states = sorted({state for _, state in made})
    if states != sorted(STATES.values()):
        raise Unexpected(f"Only the states {states} were reached.")
    notices = _notices(stories, since, at_least=2 * len(made))
    trails = _verify_audit([story.site.slug for story in stories])
    return {
        "dossiers": len(made),
        "final_states": states,
        "notices": notices["mails"] + notices["inbox"],
        "mails": notices["mails"],
        "inbox": notices["inbox"],
        "audit_chain_verified": all(each["verified"] for each in trails),
        "audit_entries": sum(each["entries"] for each in trails),
    }


def _notices(stories: list[Story], since: datetime, *, at_least: int) -> dict[str, int]:
    """Mails in the demo's mailbox since ``since``, none of them twice; and the portal's inbox."""
    deadline = time.monotonic() + PATIENCE
    while (mails := _mails_since(since)) < at_least and time.monotonic() < deadline:
        time.sleep(1)
    if mails < at_least:
        raise Unexpected(f"Only {mails} mails were sent, {at_least} at least were expected.")
    inbox = sum(_inbox_of(story) for story in stories)
    if not inbox:
        raise Unexpected("The citizens' inboxes are empty.")
    return {"mails": mails, "inbox": inbox}


def _mails_since(since: datetime) -> int:
    page = Visitor("anybody").get(PLATFORM.at("/simulator/mail/"))
    moments = [
        datetime.strptime(row.find("td").get_text(strip=True) + " +0700", "%d/%m/%Y %H:%M:%S %z")
        for row in page.soup.select("tbody tr")
    ]
    return sum(moment >= since - timedelta(seconds=1) for moment in moments)


def _inbox_of(story: Story) -> int:
    """Entries that name a dossier of this journey on the first page of the owner's inbox."""
    citizens = {id(each.citizen): each.citizen for each, _ in story.dossiers}
    shown = [one.get(story.site.at("/hop-thu/")) for one in citizens.values()]
    return sum(len(page.soup.select(".mc-card")) for page in shown)


def _verify_audit(slugs: list[str]) -> list[dict[str, int]]:
    """By the command that recomputes every hash chain; one process a tenant, side by side."""
    commands = [
        [sys.executable, "platform/manage.py", "in_tenant", slug, "verify_audit"] for slug in slugs
    ]
    running = [
        subprocess.Popen(each, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for each in commands
    ]
    found = []
    for slug, process in zip(slugs, running, strict=True):
        told, problem = process.communicate()
        if process.returncode:
            raise Unexpected(f"The audit trail of {slug} does not verify: {problem[-500:]}")
        found.append(json.loads(told.strip().splitlines()[-1]))
    return found


if __name__ == "__main__":
    sys.exit(main())
