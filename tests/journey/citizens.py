"""What a citizen does: sign in through the platform, file, pay, answer, follow."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping

from bs4 import Tag

from tests.journey.filling import fill_form, id_in, is_question, runner_form
from tests.journey.sites import STATES, Site
from tests.journey.visitor import Page, Unexpected, Visitor

_MOST_TURNS = 12
PATIENCE = 60.0
"""Seconds the worker is given for what it does behind the scenes."""


class Citizen(Visitor):
    """``person`` is a key of the VNeID simulator."""

    def __init__(self, person: str, site: Site) -> None:
        super().__init__(person)
        self.person, self.site = person, site

    # -- sign-in ---------------------------------------------------------------------------------

    def sign_in(self, back: str) -> Page:
        """Tenant → platform → state's identity provider → platform → tenant, by real redirects."""
        page = self.get(self.site.at(f"/dang-nhap/?next={back}"))
        for _ in range(_MOST_TURNS):
            if page.url.startswith(self.site.root):
                return page
            page = self._turn(page)
        raise Unexpected(f"{self.person} cannot sign in; the last page is {page.url}.")

    def _turn(self, page: Page) -> Page:
        if page.path == "/accounts/login/":
            return self.send(page, page.form(action="/accounts/oidc/vneid/login/"))
        if page.path == "/simulator/vneid/authorize":
            return self.send(page, page.form(button="person"), button=("person", self.person))
        if page.has_form("/identity/o/authorize"):
            form = page.form(action="/identity/o/authorize")
            return self.send(page, form, button=("action", "grant"))
        raise Unexpected(f"Signing in stops at {page.url} ({page.status}): {page.words[:400]}")

    # -- filing ----------------------------------------------------------------------------------

    def begin(self, slug: str) -> Page:
        """The first page of the form, by the button on the start page."""
        start = self.get(self.site.at(f"/nop-ho-so/{slug}/"))
        form = next(
            (each for each in start.soup.find_all("form", method="post") if not each.get("action")),
            None,
        )
        if form is None:
            raise Unexpected(f"{start.url} has no button to begin: {start.words[:300]}")
        return self.send(start, form)

    def file(
        self, slug: str, *, choices: Mapping[str, str] | None = None, upload: bool = False
    ) -> Dossier:
        check = fill_form(self, self.begin(slug), choices=choices, upload=upload)
        return self.submit(check)

    def submit(self, check: Page) -> Dossier:
        """Send; sending the same page again must lead to the same receipt."""
        form = check.form(action="/nop/")
        receipt = self.send(check, form)
        again = self.send(check, form)
        if again.path != receipt.path:
            raise Unexpected(f"Sending twice made two dossiers: {receipt.path} and {again.path}.")
        return Dossier(self, receipt)


class Dossier:
    """A dossier as its owner sees it."""

    def __init__(self, citizen: Citizen, receipt: Page) -> None:
        self.citizen, self.receipt = citizen, receipt
        self.id = id_in(receipt.link(r"^/ho-so/[0-9a-f-]{36}/$"), "ho-so")
        self.secret = receipt.soup.select(".mc-code")[0].get_text(strip=True)
        self.reference = self._reference()

    def _reference(self) -> str:
        found = re.search(r"\b[A-Z]{2}-[0-9A-Z]{8}\b", self.receipt.words)
        if found is None:
            raise Unexpected(f"The receipt names no reference: {self.receipt.words[:300]}")
        return found[0]

    @property
    def url(self) -> str:
        return self.citizen.site.at(f"/ho-so/{self.id}/")

    def look(self) -> Page:
        return self.citizen.get(self.url)

    def state(self) -> int:
        """The national state by the words on the page."""
        tag = self.look().soup.select_one("p.govuk-body-l .govuk-tag")
        words = " ".join(tag.get_text(" ").split()) if tag else ""
        if words not in STATES:
            raise Unexpected(f"{self.url} shows no national state but “{words}”.")
        return STATES[words]

    def wait_for(self, what: str, holds: Callable[[Page], bool]) -> Page:
        """Look again until the worker has done its part."""
        deadline = time.monotonic() + PATIENCE
        while True:
            page = self.look()
            if holds(page):
                return page
            if time.monotonic() > deadline:
                raise Unexpected(f"{self.url}: {what} did not come within {PATIENCE:.0f} s.")
            time.sleep(0.5)

    def wait_for_state(self, state: int) -> None:
        name = next(words for words, number in STATES.items() if number == state)
        self.wait_for(f"state {state}", lambda page: name in page.words)
        if (now := self.state()) != state:
            raise Unexpected(f"{self.url} is in state {now} instead of {state}.")

    # -- paying ----------------------------------------------------------------------------------

    def pay(self, action: str = "pay") -> Page:
        """Through the simulated bank; ``action`` is one of its buttons. Returns the return page."""
        page = self.look()
        order = self.citizen.send(page, page.form(action="/nop-phi/"))
        if "đ" not in order.words:
            raise Unexpected(f"{order.url} names no amount.")
        leave = self.citizen.send(
            order, order.form(button="gateway"), button=("gateway", "gateway.vnpay")
        )
        bank = self.citizen.get(leave.link("/simulator/vnpay/"))
        back = self.citizen.send(bank, bank.form(button="action"), button=("action", action))
        if "/thanh-toan/" not in back.path:
            raise Unexpected(f"The bank leads to {back.url} instead of back to the portal.")
        return back

    def wait_until_paid(self) -> None:
        self.wait_for("the bank's notice", lambda page: not page.has_form("/nop-phi/"))

    # -- answering -------------------------------------------------------------------------------

    def supply(self, answers: Mapping[str, str]) -> None:
        """Mend what was asked for and nothing else."""
        page = self.citizen.get(f"{self.url}bo-sung/")
        controls = runner_form(page).find_all(["input", "select", "textarea"])
        open_inputs = {str(each["name"]) for each in controls if is_question(each)} - set(answers)
        if open_inputs:
            raise Unexpected(f"More is open for mending than was asked: {sorted(open_inputs)}.")
        check = page
        for _ in range(30):
            if check.path.endswith("/kiem-tra/"):
                break
            form = runner_form(check)
            here = {k: v for k, v in answers.items() if form.find(attrs={"name": k})}
            check = self.citizen.send(check, form, values=here)
        self.citizen.send(check, check.form(action="/nop/"))

    def confirm(self) -> None:
        """Agree to the draft of the result."""
        page = self.wait_for("the question to confirm", lambda seen: seen.has_form("/xac-nhan/"))
        form = page.form(action="/xac-nhan/")
        agree = form.find("button", attrs={"name": "outcome"})
        if not isinstance(agree, Tag):
            raise Unexpected(f"{page.url} asks for a confirmation without a button.")
        self.citizen.send(page, form, button=("outcome", str(agree["value"])))

    def withdraw(self) -> None:
        page = self.citizen.get(f"{self.url}rut/")
        form = next(
            each for each in page.soup.find_all("form", method="post") if "reason" in str(each)
        )
        self.citizen.send(page, form, values={"reason": "Tôi không còn cần giấy này."})

    def result(self) -> tuple[bytes, str]:
        """The issued paper and the address where it can be verified."""
        page = self.wait_for("the result", lambda seen: "Tải kết quả (PDF)" in seen.words)
        paper = self.citizen.get(page.link(r"Tải kết quả"))
        if not paper.content.startswith(b"%PDF-"):
            raise Unexpected(f"{paper.url} is no PDF.")
        return paper.content, page.link(r"/xac-minh/")

    def track(self, visitor: Visitor, code: str = "") -> Page:
        """As somebody without an account, by code and secret."""
        page = visitor.get(self.citizen.site.at("/tra-cuu/"))
        values = {"code": code or self.reference, "secret": self.secret}
        return visitor.send(page, page.form(button="secret"), values=values)
