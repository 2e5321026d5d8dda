"""The account of an import: every element that does not run here, why, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Fate = Literal["changed", "left_out", "text"]
"""Runs in another way; does not run; kept as words only."""

MAX_TOLD: Final = 3_000
_LONGEST: Final = 300

KIND_NAMES: Final[Mapping[str, str | Promise]] = {
    "startEvent": gettext_lazy("Sự kiện bắt đầu"),
    "endEvent": gettext_lazy("Sự kiện kết thúc"),
    "task": gettext_lazy("Nhiệm vụ"),
    "userTask": gettext_lazy("Nhiệm vụ của người"),
    "manualTask": gettext_lazy("Nhiệm vụ làm tay"),
    "serviceTask": gettext_lazy("Nhiệm vụ gọi dịch vụ"),
    "sendTask": gettext_lazy("Nhiệm vụ gửi thông điệp"),
    "receiveTask": gettext_lazy("Nhiệm vụ nhận thông điệp"),
    "scriptTask": gettext_lazy("Nhiệm vụ chạy mã lệnh"),
    "businessRuleTask": gettext_lazy("Nhiệm vụ tra bảng quyết định"),
    "callActivity": gettext_lazy("Gọi quy trình khác"),
    "subProcess": gettext_lazy("Quy trình con"),
    "adHocSubProcess": gettext_lazy("Quy trình con không thứ tự"),
    "transaction": gettext_lazy("Giao dịch"),
    "exclusiveGateway": gettext_lazy("Cổng chọn một"),
    "inclusiveGateway": gettext_lazy("Cổng chọn nhiều"),
    "parallelGateway": gettext_lazy("Cổng song song"),
    "complexGateway": gettext_lazy("Cổng phức hợp"),
    "eventBasedGateway": gettext_lazy("Cổng chờ sự kiện"),
    "intermediateCatchEvent": gettext_lazy("Sự kiện chờ"),
    "intermediateThrowEvent": gettext_lazy("Sự kiện phát đi"),
    "boundaryEvent": gettext_lazy("Sự kiện gắn với nhiệm vụ"),
    "sequenceFlow": gettext_lazy("Mũi tên"),
    "conditionExpression": gettext_lazy("Điều kiện của mũi tên"),
    "messageFlow": gettext_lazy("Luồng thông điệp"),
    "participant": gettext_lazy("Bể"),
    "lane": gettext_lazy("Làn"),
    "process": gettext_lazy("Quy trình"),
    "textAnnotation": gettext_lazy("Ghi chú trên hình"),
    "group": gettext_lazy("Khung nhóm"),
    "dataObject": gettext_lazy("Dữ liệu"),
    "dataObjectReference": gettext_lazy("Dữ liệu"),
    "dataStoreReference": gettext_lazy("Kho dữ liệu"),
    "loop": gettext_lazy("Nhiệm vụ lặp lại"),
    "extension": gettext_lazy("Thiết lập riêng của phần mềm khác"),
}


@dataclass(frozen=True, slots=True)
class Explained:
    """One element of the file that does not run as it was drawn."""

    element_id: str
    name: str
    kind: str
    reason: str
    became: str
    fate: Fate

    def to_json(self) -> dict[str, str]:
        return {
            "element_id": self.element_id,
            "name": self.name,
            "kind": self.kind,
            "kind_name": str(KIND_NAMES.get(self.kind, self.kind)),
            "reason": self.reason,
            "became": self.became,
            "fate": self.fate,
        }


class Account:
    """Collects; one element may be told of for several reasons, but never twice for the same."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], Explained] = {}

    def tell(
        self, element_id: str, name: str, kind: str, *, reason: str, became: str, fate: Fate
    ) -> None:
        if len(self._told) < MAX_TOLD:
            made = Explained(
                element_id[:_LONGEST], name[:_LONGEST], kind[:60], reason, became, fate
            )
            self._told.setdefault((element_id, reason), made)

    def leave_out(self, element_id: str, name: str, kind: str, reason: str) -> None:
        became = _("Bỏ ra khỏi bảng các bước.")
        self.tell(element_id, name, kind, reason=reason, became=became, fate="left_out")

    def tells_of(self, element_id: str) -> bool:
        return any(told == element_id for told, _reason in self._told)

    def lines(self) -> tuple[Explained, ...]:
        return tuple(self._told.values())
