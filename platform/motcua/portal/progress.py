"""How far each agency's work has come, for everybody: kept ten minutes, few numbers not shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.core.cache import cache
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.casework.figures.progress import (
    LEAST,
    Group,
    Progress,
    Speed,
    lines_by,
    progress_groups,
    speeds,
    together,
)
from motcua.catalogue.api import ServiceField, fields_of_services
from motcua.identity.api import list_agencies
from motcua.kernel.i18n import I18nText, pick
from motcua.kernel.spreadsheets import csv_text
from motcua.portal.charts import stacked
from motcua.portal.figures import KEPT
from tenants.api import current_schema

# Lines that are put together; no agency, field or service is called so.
REST: Final = ""


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """``name`` is empty for what was put together. ``speed`` and ``slug`` are a procedure's."""

    name: I18nText
    progress: Progress
    speed: Speed | None = None
    slug: str = ""
    most: int = 0

    @property
    def bars(self) -> tuple[tuple[int, int], ...]:
        """In time, late, in hand."""
        n = self.progress
        return stacked((n.on_time, n.late, n.in_hand), most=self.most)


@dataclass(frozen=True, slots=True)
class YearProgress:
    """``total`` is empty while there are too few dossiers to show any number."""

    year: int
    made_at: datetime
    total: Progress | None
    agencies: tuple[ProgressLine, ...]
    fields: tuple[ProgressLine, ...]
    procedures: tuple[ProgressLine, ...]

    @property
    def least(self) -> int:
        return LEAST


def progress_of(year: int, *, now: datetime) -> YearProgress:
    """Of the tenant's clock. Six questions when it is made anew, none while it is kept."""
    key = f"portal.progress.{current_schema()}.{year}"
    kept: YearProgress | None = cache.get(key)
    if kept is None:
        kept = _made(year, now)
        cache.set(key, kept, KEPT)
    return kept


def _made(year: int, now: datetime) -> YearProgress:
    zone = timezone.get_current_timezone()
    since, until = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    groups = progress_groups(since=since, until=until, now=now)
    total = together(each.progress for each in groups)
    if total.size < LEAST:
        return YearProgress(year, now, None, (), (), ())
    services = fields_of_services()
    names = {each.id: each.name for each in list_agencies()}
    return YearProgress(
        year=year,
        made_at=now,
        total=total,
        agencies=_scaled(_by_agency(groups, names)),
        fields=_scaled(_by_field(groups, services)),
        procedures=_scaled(_by_procedure(groups, services, speeds(since=since, until=until))),
    )


def _scaled(lines: Sequence[ProgressLine]) -> tuple[ProgressLine, ...]:
    """Bars of one table are drawn to one measure."""
    sums = [sum((n.on_time, n.late, n.in_hand)) for n in (each.progress for each in lines)]
    return tuple(replace(each, most=max(sums, default=0)) for each in lines)


def _by_agency(groups: list[Group], names: dict[UUID, str]) -> tuple[ProgressLine, ...]:
    def name_of(group: Group) -> str:
        return names.get(group.agency_id, REST) if group.agency_id else REST

    lines = lines_by(groups, name_of, rest=REST)
    return tuple(ProgressLine({"vi": name} if name else {}, each) for name, each in lines)


def _by_field(groups: list[Group], services: dict[UUID, ServiceField]) -> tuple[ProgressLine, ...]:
    words = {pick(each.sector): each.sector for each in services.values() if each.sector}

    def name_of(group: Group) -> str:
        found = services.get(group.service_id)
        return pick(found.sector) if found else REST

    lines = lines_by(groups, name_of, rest=REST)
    return tuple(ProgressLine(words.get(name, {}), each) for name, each in lines)


def _by_procedure(
    groups: list[Group], services: dict[UUID, ServiceField], measured: dict[UUID, Speed]
) -> tuple[ProgressLine, ...]:
    def key_of(group: Group) -> str:
        found = services.get(group.service_id)
        return str(group.service_id) if found and found.name else REST

    known = {str(service_id): service_id for service_id in services}
    found = []
    for key, progress in lines_by(groups, key_of, rest=REST):
        service_id = known.get(key)
        if service_id is None:
            found.append(ProgressLine({}, progress))
            continue
        service = services[service_id]
        speed = measured.get(service_id)
        found.append(ProgressLine(service.name, progress, speed, service.slug))
    return tuple(found)


def progress_csv(found: YearProgress, language: str) -> str:
    rows: list[list[Any]] = [[
        _("Loại"), _("Tên"), _("Hồ sơ nộp"), _("Đã giải quyết"), _("Đúng hạn"), _("Trễ hạn"),
        _("Đang giải quyết"), _("Đang quá hạn"), _("Chờ lâu nhất từ ngày"),
        _("Ngày làm việc trung bình"),
    ]]  # fmt: skip
    for kind, lines in (
        (_("Đơn vị"), found.agencies),
        (_("Lĩnh vực"), found.fields),
        (_("Thủ tục"), found.procedures),
    ):
        for line in lines:
            name = pick(line.name, language) or _("Khác (gộp)")
            n, oldest = line.progress, line.progress.oldest_at
            rows.append([
                kind, name, n.submitted, n.finished, n.on_time, n.late, n.in_hand, n.overdue,
                f"{localtime(oldest):%Y-%m-%d}" if oldest else "",
                line.speed.days if line.speed else "",
            ])  # fmt: skip
    return csv_text(rows)
