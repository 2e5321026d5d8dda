"""What staff do: the one-stop screens and the designer."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from bs4 import Tag

from tests.journey.sites import PASSWORD, Site
from tests.journey.visitor import Page, Unexpected, Visitor, problems_of


class Officer(Visitor):
    """A member of staff, signed in with name and password."""

    def __init__(self, username: str, site: Site) -> None:
        super().__init__(username)
        self.site = site
        page = self.get(site.at("/quan-tri/login/"))
        home = self.send(
            page,
            page.form(button="username"),
            values={"username": username, "password": PASSWORD},
        )
        if "/login/" in home.path:
            raise Unexpected(f"{username} cannot sign in: {problems_of(home)}")

    def case_url(self, case_id: str, act: str = "") -> str:
        return self.site.at(f"/quan-tri/mot-cua/{case_id}/{act}")

    def act(
        self,
        case_id: str,
        act: str,
        *,
        values: Mapping[str, str | list[str]] | None = None,
        button: tuple[str, str] | None = None,
    ) -> Page:
        """Open the act's panel, fill it in, press, and press again where a second look is due."""
        page = self.get(self.case_url(case_id, f"{act}/"))
        form = page.form(action=f"/{case_id}/{act}/")
        done = self.send(page, form, values=values, button=button)
        if done.soup.find("button", attrs={"name": "confirmed"}):
            confirm = done.form(button="confirmed")
            done = self.send(done, confirm, button=("confirmed", "1"))
        if done.soup.select_one(".error-message"):
            raise Unexpected(f"{self.name} cannot do {act}: {problems_of(done)}")
        return done

    def press(self, case_id: str, act: str) -> Page:
        """An act that needs no more than its button on the dossier's screen."""
        page = self.get(self.case_url(case_id))
        return self.send(page, page.form(action=f"/{case_id}/{act}/"))

    def decide(self, case_id: str, outcome: str, note: str = "") -> Page:
        return self.act(case_id, "xu-ly", values={"note": note}, button=("outcome", outcome))

    def go_forward(self, case_id: str) -> Page:
        """The first offered outcome of the step, which leads on."""
        page = self.get(self.case_url(case_id, "xu-ly/"))
        first = page.form(action=f"/{case_id}/xu-ly/").find("button", attrs={"name": "outcome"})
        if not isinstance(first, Tag):
            raise Unexpected(f"{self.name} is offered no outcome at {page.url}.")
        return self.decide(case_id, str(first["value"]))

    def ask_supplement(self, case_id: str, field_id: str, why: str) -> Page:
        return self.act(
            case_id,
            "bo-sung",
            values={
                f"chon-field-{field_id}": "on",
                f"ma-field-{field_id}": "wrong",
                f"ly-do-field-{field_id}": why,
            },
        )

    def hand_over(self, case_id: str) -> Page:
        values = {"method": "counter", "number": "068095002468", "checked": "on"}
        return self.act(case_id, "tra-ket-qua", values=values)

    def step_of(self, case_id: str) -> str:
        """What the dossier's screen says about where it is."""
        page = self.get(self.case_url(case_id))
        facts = page.soup.select_one(".mo-facts")
        return " ".join(facts.get_text(" ").split()) if facts else ""


class Designer(Officer):
    """Edits a service by the operations the page in the browser sends."""

    def open(self, name: str) -> ServiceDraft:
        """Find the service in the list by a part of its name."""
        page = self.get(self.site.at(f"/quan-tri/dich-vu/?q={name}"))
        for link in page.soup.find_all("a"):
            parts = [part for part in str(link.get("href") or "").split("/") if part]
            if parts[:2] == ["quan-tri", "dich-vu"] and len(parts) == 3 and len(parts[2]) == 36:
                return ServiceDraft(self, parts[2])
        raise Unexpected(f"{self.name} finds no service “{name}” at {page.url}.")


class ServiceDraft:
    def __init__(self, officer: Officer, service_id: str) -> None:
        self.officer, self.id = officer, service_id
        self.load()

    def address(self, act: str) -> str:
        return self.officer.site.at(f"/quan-tri/dich-vu/{self.id}/{act}/")

    def load(self) -> None:
        import json

        page = self.officer.get(self.address("ban-nhap"))
        self.facts: dict[str, Any] = json.loads(page.content)

    @property
    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = self.facts["document"]
        return found

    def do(self, *operations: dict[str, Any]) -> None:
        """Save one batch; then look again, as the page does after a reload."""
        self._post("thao-tac", operations=list(operations), base_revision=self.facts["revision"])
        self.load()

    def request_publication(self, note: str, *, reasons: Mapping[str, str] | None = None) -> None:
        """``reasons``: why warnings may stand, by their keys. Errors stop it."""
        open_ = [each for each in self.facts["problems"] if each["key"] not in (reasons or {})]
        if open_:
            raise Unexpected(f"The designer names problems: {open_[:3]}")
        self._post(
            "gui-duyet",
            base_revision=self.facts["revision"],
            note=note,
            reasons=dict(reasons or {}),
        )
        self.load()

    def approve(self, publisher: Officer) -> None:
        """By the second person, on the page that shows what changed."""
        before = self.facts["live_number"]
        page = publisher.get(self.address("xet-duyet"))
        form = page.form(button="decision")
        publisher.send(page, form, values={"note": "Đã xem."}, button=("decision", "publish"))
        self.load()
        if self.facts["live_number"] != (before or 0) + 1:
            raise Unexpected(f"Version {before} is still the published one.")

    def _post(self, act: str, **body: Any) -> dict[str, Any]:
        return self.officer.post_json(self.address(act), body, csrf=self.facts["csrf"])


def stamp() -> str:
    """Makes what this run adds to a form different from what an earlier run added."""
    return format(int(time.time()), "x")
