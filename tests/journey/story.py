"""The main job in one tenant, and dossiers that end in every national state."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.journey.citizens import Citizen, Dossier
from tests.journey.officers import Designer, Officer, ServiceDraft, stamp
from tests.journey.sites import Site
from tests.journey.visitor import Unexpected, Visitor

Tell = Callable[[str], None]
P4 = "cap-ban-sao-trich-luc-ho-tich"
P8 = "dang-ky-nghia-vu-quan-su-lan-dau"
_ADDED = "fld_hanh_trinh_"
_FEE_STEP = "stp_cho_nop_phi"


@dataclass
class Story:
    """People at one tenant and what they have made so far."""

    site: Site
    tell: Tell
    dossiers: list[tuple[Dossier, int]] = field(default_factory=list)
    _officers: dict[str, Officer] = field(default_factory=dict)

    def officer(self, username: str) -> Officer:
        if username not in self._officers:
            self._officers[username] = Officer(username, self.site)
        return self._officers[username]

    def citizen(self, person: str) -> Citizen:
        made = Citizen(person, self.site)
        page = made.sign_in("/ho-so/")
        if page.path != "/ho-so/":
            raise Unexpected(f"Signing in led to {page.url} instead of the dossiers.")
        self.tell(f"{person} has signed in at {self.site.slug} through the platform")
        return made

    def ends(self, dossier: Dossier, state: int) -> None:
        """The dossier is in ``state`` and will be left there."""
        dossier.wait_for_state(state)
        self.dossiers.append((dossier, state))
        self.tell(f"{self.site.slug} {dossier.reference} is in state {state}")

    # -- the builder and the publisher -----------------------------------------------------------

    def publish_a_question(self, service: str, page_id: str, *, with_fee_step: bool) -> str:
        """One more question on a page of the form (and a step that waits for the fee)."""
        draft = Designer("thietke", self.site).open(service)
        field_id = f"{_ADDED}{stamp()}"
        question = {
            "id": field_id,
            "key": field_id.removeprefix("fld_"),
            "type": "short_text",
            "label": {"vi": "Ông/bà biết đến dịch vụ này qua đâu?"},
            "required": True,
        }
        operations = [{"op": "remove", "what": "field", "id": old} for old in _added(draft)]
        operations.append(
            {"op": "add", "what": "field", "parent": page_id, "at": 0, "item": question}
        )
        if with_fee_step and _FEE_STEP not in _step_ids(draft):
            operations += _fee_step_operations()
        draft.do(*operations)
        draft.request_publication("Thêm một câu hỏi.")
        draft.approve(self.officer("congbo"))
        self.tell(f"{self.site.slug} {service}: version {draft.facts['live_number']} is published")
        return field_id

    # -- the officers ----------------------------------------------------------------------------

    def receive(self, dossier: Dossier) -> None:
        self.officer("tiepnhan").act(dossier.id, "tiep-nhan")

    def appraise(self, dossier: Dossier) -> None:
        self.officer("chuyenvien").decide(dossier.id, "out_dat")

    def sign(self, dossier: Dossier) -> None:
        self.officer("lanhdao").decide(dossier.id, "out_ky")

    def hand_over(self, dossier: Dossier) -> None:
        self.officer("traketqua").hand_over(dossier.id)

    def supplement(self, dossier: Dossier, field_id: str, answer: str) -> None:
        """Asked on one question, answered on that question."""
        why = "Đề nghị ghi rõ hơn."
        self.officer("chuyenvien").ask_supplement(dossier.id, field_id, why)
        dossier.wait_for_state(5)
        if why not in dossier.look().words:
            raise Unexpected(f"{dossier.url} does not say what is to be mended and why.")
        dossier.supply({f"f-{field_id}": answer})
        dossier.wait_for_state(4)
        shown = self.officer("chuyenvien").get(self.officer("chuyenvien").case_url(dossier.id))
        if answer not in shown.words:
            raise Unexpected(f"The officer does not see the supplied answer at {shown.url}.")

    def check_result(self, dossier: Dossier) -> None:
        """The paper names the address where anybody can verify it, without an account."""
        content, link = dossier.result()
        printed = re.findall(r"/xac-minh/([0-9a-f]{32})", "".join(_text_of(content).split()))
        token = link.rstrip("/").rpartition("/")[2]
        if printed and printed[0] != token:
            raise Unexpected(f"The paper's address {printed[0]} is not the portal's {token}.")
        if not printed:
            raise Unexpected(f"The PDF of {dossier.reference} does not print its address.")
        page = Visitor("anybody").get(self.site.at(f"/xac-minh/{printed[0]}/"))
        import hashlib

        if hashlib.sha256(content).hexdigest() not in page.text:
            raise Unexpected(f"{page.url} does not vouch for the file that was downloaded.")


def _added(draft: ServiceDraft) -> list[str]:
    return [
        item["id"]
        for page in draft.document["form"]["pages"]
        for item in page["fields"]
        if item["id"].startswith(_ADDED)
    ]


def _step_ids(draft: ServiceDraft) -> list[str]:
    return [step["id"] for step in draft.document["process"]["steps"]]


def _fee_step_operations() -> list[dict[str, Any]]:
    step = {
        "id": _FEE_STEP,
        "name": {"vi": "Chờ nộp phí"},
        "kind": "wait_fee",
        "role": "applicant",
        "working_minutes": 2400,
        "national_state": 6,
        "outcomes": [{"id": "out_da_nop", "label": {"vi": "Đã nộp phí"}, "to": "stp_ky"}],
    }
    return [
        {"op": "add", "what": "step", "item": step},
        {
            "op": "update",
            "what": "outcome",
            "parent": "stp_tham_tra",
            "id": "out_dat",
            "set": {"to": _FEE_STEP},
        },
    ]


def _text_of(content: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def main_job(story: Story, dossier: Dossier, *, asked: str) -> None:
    """From the desk to the verified paper in the citizen's hand."""
    story.receive(dossier)
    dossier.wait_for_state(2)
    story.supplement(dossier, asked, "Qua người quen giới thiệu")
    story.appraise(dossier)
    dossier.wait_for_state(4)
    story.sign(dossier)
    dossier.wait_for_state(9)
    story.check_result(dossier)
    story.hand_over(dossier)
    story.ends(dossier, 10)


def province(story: Story) -> None:
    """P4 with a fee; every national state; P1 with the citizen's confirmation."""
    asked = story.publish_a_question(P4, "pag_so_ban", with_fee_step=True)
    binh = story.citizen("binh")
    choices = {f"f-{asked}": "Qua báo", "f-fld_so_ban_sao": "2", "f-fld_cach_nhan": "dien_tu"}

    def file(**more: Any) -> Dossier:
        made = binh.file(P4, choices=choices, **more)
        story.tell(f"{story.site.slug} {made.reference} was sent")
        return made

    late = file()
    late.pay("late")
    paid_late = time.monotonic()
    main = file(upload=True)
    if "16.000 đ" not in main.pay("fail").words + main.look().words and not main.look().has_form(
        "/nop-phi/"
    ):
        raise Unexpected(f"{main.url} takes a refused card for a payment.")
    main.pay("twice")
    main.wait_until_paid()
    if main.reference not in main.track(Visitor("anybody")).words:
        raise Unexpected(f"{main.reference} is not found by code and secret.")
    main_job(story, main, asked=asked)
    other_endings(story, file)
    birth(story)
    late.wait_until_paid()
    story.tell(f"the late notice of the bank came after {time.monotonic() - paid_late:.0f} s")
    story.receive(late)
    story.appraise(late)
    story.sign(late)
    story.check_result(late)
    story.ends(late, 9)


def other_endings(story: Story, file: Callable[[], Dossier]) -> None:
    story.ends(file(), 1)

    received = file()
    story.receive(received)
    story.ends(received, 2)

    refused = file()
    values = {"preset": "not_ours", "reason": "Không thuộc thẩm quyền."}
    story.officer("tiepnhan").act(refused.id, "tu-choi", values=values)
    story.ends(refused, 3)

    claimed = file()
    story.receive(claimed)
    story.officer("chuyenvien").press(claimed.id, "nhan-viec")
    story.ends(claimed, 4)

    waiting = file()
    story.receive(waiting)
    story.officer("chuyenvien").ask_supplement(waiting.id, "fld_ho_ten", "Ghi đủ họ, chữ đệm, tên.")
    story.ends(waiting, 5)

    owing = file()
    story.receive(owing)
    story.appraise(owing)
    story.ends(owing, 6)

    withdrawn = file()
    withdrawn.withdraw()
    story.ends(withdrawn, 7)

    stopped = file()
    story.receive(stopped)
    story.officer("chuyenvien").press(stopped.id, "nhan-viec")
    story.officer("lanhdao").act(stopped.id, "dung", values={"reason": "Theo quyết định của tòa."})
    story.ends(stopped, 8)


def birth(story: Story) -> None:
    """P1: the officer drafts, the parent confirms, the leader signs."""
    hoa = story.citizen("hoa")
    card = hoa.get(story.site.at("/dich-vu/?q=dang ky khai sinh"))
    slug = card.link(r"^/dich-vu/dang-ky-khai-sinh").rstrip("/").rpartition("/")[2]
    dossier = hoa.file(slug, choices=BIRTH_CHOICES, upload=True)
    story.tell(f"{story.site.slug} {dossier.reference} was sent")
    story.receive(dossier)
    story.appraise(dossier)
    dossier.confirm()
    story.officer("chuyenvien").go_forward(dossier.id)
    story.sign(dossier)
    story.check_result(dossier)
    story.hand_over(dossier)
    story.ends(dossier, 10)


BIRTH_CHOICES: dict[str, str] = {}


def ministry(story: Story) -> None:
    """P8, free of charge, and two other endings."""
    asked = story.publish_a_question(P8, "pag_hoc_van", with_fee_step=False)
    minh = story.citizen("minh")
    choices = {f"f-{asked}": "Qua nhà trường", "f-fld_chieu_cao": "170", "f-fld_can_nang": "60"}

    def file(**more: Any) -> Dossier:
        made = minh.file(P8, choices=choices, **more)
        story.tell(f"{story.site.slug} {made.reference} was sent")
        return made

    main_job(story, file(upload=True), asked=asked)
    refused = file()
    story.officer("tiepnhan").act(refused.id, "tu-choi", values={"reason": "Chưa đủ tuổi."})
    story.ends(refused, 3)
    withdrawn = file()
    withdrawn.withdraw()
    story.ends(withdrawn, 7)
