"""From a national record to a draft service, and the list of what a person must decide."""

import re
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.catalogue.domain.clock import Clock
from motcua.catalogue.importers.base import Imported, Importer, ImportRefused, Source
from motcua.catalogue.importers.bytes_in import read_text
from motcua.catalogue.importers.drafting import Account, Data, FormDraft
from motcua.catalogue.importers.national.money import plan_fees
from motcua.catalogue.importers.national.papers import plan_papers
from motcua.catalogue.importers.national.people import applicant_pages, closing_page, request_page
from motcua.catalogue.importers.national.record import HEADS, Record, read_record
from motcua.catalogue.importers.national.terms import ReadTerm, read_audience, read_term
from motcua.catalogue.importers.settling import settle
from motcua.catalogue.importers.skeleton import usual_result, usual_steps, working_minutes
from motcua.catalogue.importers.wording import clean, cut, has_hidden, slug_from
from motcua.catalogue.library.building import vi
from motcua.catalogue.library.notices import notices
from motcua.kernel.text import fold

_CODE: Final = re.compile(r"[0-9]\.[0-9]{6}(\.[0-9A-Z]{2,3}){0,5}")
_CHANNELS: Final = {"ONLINE": "online", "POSTAL": "post", "DIRECT": "counter"}
_PREFERRED: Final = ("DIRECT", "POSTAL", "ONLINE")
_LEVELS: Final = (("bo", "central"), ("trung uong", "central"), ("tinh", "province"),
                  ("thanh pho", "province"), ("xa", "commune"), ("phuong", "commune"))  # fmt: skip
_KINDS: Final = {
    "tthc duoc luat giao quy dinh chi tiet": "delegated",
    "tthc khong duoc luat giao quy dinh chi tiet": "by_law",
}
_AGENCIES: Final = (
    "Cơ quan thực hiện",
    "Cơ quan có thẩm quyền",
    "Địa chỉ tiếp nhận HS",
    "Cơ quan được ủy quyền",
    "Cơ quan phối hợp",
)
MAX_BASES: Final = 100


class NationalRecord(Importer):
    """``Chi tiết thủ tục hành chính`` as text."""

    key = "national"
    label = {"vi": "Bản ghi thủ tục hành chính quốc gia", "en": "National procedure record"}
    suffixes = (".txt",)
    largest = 3_000_000

    def read(self, source: Source) -> Imported:
        text = read_text(source.content, self.largest)
        record = read_record(text)
        if len(record.heads) < 3 or not record.text("Tên thủ tục"):
            message = _("Tệp không phải bản ghi thủ tục hành chính: không thấy tên thủ tục.")
            raise ImportRefused("not_a_record", message)
        return _Draft(record, hidden=has_hidden(text.replace("\r", ""))).make()


class _Draft:
    """One record on its way to a document."""

    def __init__(self, record: Record, *, hidden: bool) -> None:
        self.record = record
        self.account = Account()
        self.form = FormDraft(self.account)
        self.name = clean(record.text("Tên thủ tục"))
        if hidden:
            message = _("Đã bỏ các ký tự ẩn hoặc ký tự điều khiển trong văn bản.")
            self.account.lose("", "hidden_characters", message)
        self._cut("Tên thủ tục", 500)

    def make(self) -> Imported:
        procedure = self._procedure()
        audience = self._audience()
        applicant_key = applicant_pages(self.form, audience)
        request_page(self.form, name=self.name)
        papers = plan_papers(self.record, self.form, self.account)
        closing_page(self.form)
        clock = self._clock()
        fees = plan_fees(self.record, self.account)
        self._rest()
        data: Data = {
            "schema_version": 1,
            "procedure": procedure,
            "service": self._service(procedure["code"], audience),
            "form": {"pages": self.form.pages},
            "components": papers.components,
            "fees": fees,
            "process": {"steps": usual_steps(working_minutes(Clock.model_validate(clock)))},
            "clock": clock,
            "notices": notices(*(["fee_due", "paid"] if fees else [])),
            "result": self._result(procedure["code"], applicant_key),
            "legal_bases": self._bases(),
        }
        document = settle(data, self.account)
        return Imported(
            document=document,
            origin=procedure["code"],
            lost=tuple(self.account.lost),
            to_decide=tuple(self.account.to_decide),
            counts=papers.counts | {"fees": len(fees), "legal_bases": len(self.record.bases)},
            paths=self.form.paths,
        )

    def _cut(self, head: str, limit: int) -> None:
        if len(clean(self.record.text(head), lines=True, limit=1_000_000)) > limit:
            message = _("“%(head)s” dài hơn %(limit)d ký tự đã bị cắt bớt.")
            self.account.lose(head, "cut", message % {"head": head, "limit": limit})

    def _procedure(self) -> Data:
        record = self.record
        code = clean(record.text("Mã thủ tục"), limit=60)
        if not _CODE.fullmatch(code):
            message = _("Mã thủ tục “%(code)s” không đúng dạng 1.001193; hãy ghi mã.")
            self.account.decide("procedure/code", "no_code", message % {"code": code})
            code = ""
        conditions = record.text("Yêu cầu, điều kiện thực hiện")
        self._cut("Yêu cầu, điều kiện thực hiện", 20_000)
        self._cut("Số quyết định", 200)
        sector = clean(record.text("Lĩnh vực"))
        if not sector:
            self.account.decide("procedure/sector", "no_sector", _("Bản ghi không nêu lĩnh vực."))
        return {
            "code": code,
            "name": vi(self.name),
            "sector": vi(sector),
            "level": self._level(),
            "decision": clean(record.text("Số quyết định"), limit=200),
            "kind": self._kind(),
            "conditions": vi(clean(conditions, lines=True, limit=20_000)),
        }

    def _level(self) -> str:
        given = self.record.text("Cấp thực hiện")
        words = fold(given).removeprefix("cap ")
        found = list(dict.fromkeys(level for name, level in _LEVELS if name in words.split("/")[0]))
        found += [level for name, level in _LEVELS if name in words and level not in found]
        if not found:
            message = _("Bản ghi không nêu cấp thực hiện; tạm ghi cấp tỉnh.")
            self.account.decide("procedure/level", "no_level", message)
        elif len(found) > 1:
            message = _("Bản ghi nêu nhiều cấp thực hiện (%(given)s); hãy chọn một.")
            self.account.decide("procedure/level", "levels", message % {"given": given})
        return found[0] if found else "province"

    def _kind(self) -> str:
        given = self.record.text("Loại thủ tục")
        known = _KINDS.get(fold(given))
        if known is None:
            message = _("Loại thủ tục “%(kind)s” không có loại tương ứng; hãy chọn loại.")
            self.account.decide("procedure/kind", "kind", message % {"kind": given[:100]})
        return known or "by_law"

    def _audience(self) -> list[str]:
        known, unknown = read_audience(self.record.text("Đối tượng thực hiện"))
        if unknown:
            message = _("Không rõ đối tượng: %(words)s.") % {"words": ", ".join(unknown)[:300]}
            self.account.lose("Đối tượng thực hiện", "audience", message)
        if not known:
            message = _("Bản ghi không nêu đối tượng thực hiện; tạm ghi công dân.")
            self.account.decide("service/audience", "no_audience", message)
        return known

    def _service(self, code: str, audience: list[str]) -> Data:
        about = self.record.text("Mô tả")
        summary = clean(about, limit=500) or cut(f"Thủ tục: {self.name}", 500)
        if not about:
            message = _("Câu giới thiệu được lấy theo tên thủ tục; hãy viết lại cho dễ hiểu.")
            self.account.decide("service/summary", "summary", message)
        channels = self._channel_names()
        words = re.split(r"[,;\n]", self.record.text("Từ khóa"))
        keywords = [clean(word, limit=200) for word in words if word.strip()]
        if len(keywords) > 50:
            self.account.lose("Từ khóa", "cut", _("Chỉ giữ 50 từ khóa đầu."))
        self.account.decide(
            "service/level",
            "service_level",
            _("Bản ghi không nêu dịch vụ toàn trình hay một phần; hãy chọn."),
        )
        return {
            "slug": slug_from(self.name, tail=code),
            "name": vi(self.name),
            "summary": vi(summary),
            "description": vi(self._description(about)),
            "audience": audience or ["citizen"],
            "level": "full" if "online" in channels else "partial",
            "channels": channels,
            "keywords": keywords[:50],
        }

    def _description(self, about: str) -> str:
        """The steps; a description too long for the summary stands before them, whole."""
        steps = self.record.text("Trình tự thực hiện")
        parts = [about, steps] if len(clean(about, limit=501)) > 500 else [steps]
        text = clean("\n\n".join(parts), lines=True, limit=1_000_000)
        if len(text) > 20_000:
            message = _("Trình tự thực hiện dài hơn 20.000 ký tự đã bị cắt bớt.")
            self.account.lose("Trình tự thực hiện", "cut", message)
        return cut(text, 20_000)

    def _channel_names(self) -> list[str]:
        known = []
        for channel in self.record.channels:
            if channel.kind in _CHANNELS:
                known.append(_CHANNELS[channel.kind])
            else:
                message = _("Không rõ hình thức nộp “%(kind)s”.") % {"kind": channel.kind[:60]}
                self.account.lose("Cách thức thực hiện", "channel", message)
        order = ("online", "counter", "post")
        if not known:
            message = _("Bản ghi không nêu cách thức thực hiện; hãy chọn.")
            self.account.decide("service/channels", "no_channels", message)
        elif "online" not in known:
            message = _("Bản ghi không có hình thức trực tuyến; hãy quyết định có mở hay không.")
            self.account.decide("service/channels", "not_online", message)
        return [name for name in order if name in known]

    def _clock(self) -> Data:
        steps = self.record.text("Trình tự thực hiện")
        read = {each.kind: read_term(each, steps) for each in reversed(self.record.channels)}
        main = next((read[kind] for kind in _PREFERRED if read.get(kind)), None)
        if main is None:
            message = _("Bản ghi không nêu thời hạn giải quyết bằng số; hãy ghi thời hạn.")
            self.account.decide("clock/amount", "no_term", message)
            return self._clock_notes({})
        clock: Data = {"unit": main.unit, "amount": main.amount}
        if main.cut_off:
            clock["cut_off"] = main.cut_off
        online = read.get("ONLINE")
        if online and (online.unit, online.amount) != (main.unit, main.amount):
            clock |= {"online_unit": online.unit, "online_amount": online.amount}
        self._doubt_terms(main, read)
        return self._clock_notes(clock)

    def _doubt_terms(self, main: ReadTerm, read: dict[str, ReadTerm | None]) -> None:
        if not all(term.sure for term in read.values() if term):
            message = _("Thời hạn được đọc từ câu mô tả; hãy kiểm tra lại.")
            self.account.decide("clock/amount", "term_from_words", message)
        post = read.get("POSTAL")
        if post and (post.unit, post.amount) != (main.unit, main.amount):
            message = _("Thời hạn qua bưu chính khác (%(amount)d); chỉ giữ thời hạn trực tiếp.")
            self.account.lose("Cách thức thực hiện", "post_term", message % {"amount": post.amount})
        if any(term and term.unit == "working_hours" for term in read.values()):
            message = _("Đơn vị giờ được hiểu là giờ làm việc; hãy kiểm tra lại.")
            self.account.decide("clock/unit", "hours", message)

    def _clock_notes(self, clock: Data) -> Data:
        """The sentences beside the figures, which often hold exceptions."""
        texts = [clean(each.about, limit=20_000) for each in self.record.channels if each.about]
        words = " ".join(dict.fromkeys(texts))
        if words:
            clock["note"] = vi(cut(words, 500))
            if len(words) > 500:
                self.account.lose("Cách thức thực hiện", "cut", _("Phần mô tả bị cắt bớt."))
            message = _("Mô tả cách thức thực hiện có thể nêu thời hạn khác cho một số trường hợp.")
            self.account.decide("clock/note", "term_exceptions", message)
        return clock

    def _result(self, code: str, applicant_key: str) -> Data:
        name = clean(self.record.text("Kết quả thực hiện"))
        self._cut("Kết quả thực hiện", 500)
        if not name:
            message = _("Bản ghi không nêu kết quả thực hiện; hãy đặt tên kết quả.")
            self.account.decide("result/name", "no_result", message)
        elif re.search(r"[,;]|\bhoặc\b", name):
            message = _("Kết quả gồm nhiều loại giấy tờ; mẫu giấy hiện chỉ có một.")
            self.account.decide("result/blocks", "results", message)
        message = _("Mẫu giấy kết quả là mẫu chung; hãy soạn nội dung thật.")
        self.account.decide("result/blocks", "template", message)
        return usual_result(
            code=f"KQ.{code}" if code else "",
            name=name or f"Kết quả: {self.name}"[:500],
            applicant_key=applicant_key,
        )

    def _bases(self) -> list[Data]:
        bases: list[dict[str, Any]] = []
        for number, basis in enumerate(self.record.bases, start=1):
            if number > MAX_BASES:
                message = _("Căn cứ pháp lý thứ %(number)d trở đi không đưa vào.")
                self.account.lose("Căn cứ pháp lý", "too_many", message % {"number": number})
                break
            title = clean(basis.title)
            bases.append(
                {
                    "id": f"lgl_{number}",
                    "number": clean(basis.number, limit=200),
                    "title": vi(title),
                }
            )
        if not bases:
            message = _("Bản ghi không nêu căn cứ pháp lý.")
            self.account.decide("legal_bases", "no_bases", message)
        return bases

    def _rest(self) -> None:
        """What has no place in a document, and what every imported service still needs."""
        for head in _AGENCIES:
            if text := clean(self.record.text(head), limit=300):
                message = _("%(head)s: %(text)s. Hãy chọn đơn vị khi phân công các bước.")
                self.account.decide("process", "agency", message % {"head": head, "text": text})
        for head, text in self.record.strays:
            self.account.lose(head, "stray", _("Không rõ dòng: %(text)s") % {"text": text[:200]})
        for head in HEADS:
            if head not in self.record.heads:
                message = _("Bản ghi thiếu mục “%(head)s”.") % {"head": head}
                self.account.decide("", "missing_heading", message)
        self.account.decide(
            "form/pag_noi_dung",
            "declaration_fields",
            _("Bản ghi không có các câu hỏi của tờ khai; hãy soạn trang “Nội dung đề nghị”."),
        )
        message = _("Quy trình là khung chung; hãy chỉnh bước, vai trò và thời gian từng bước.")
        self.account.decide("process", "skeleton", message)
