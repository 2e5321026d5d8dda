"""Dates as Vietnamese papers write them."""

from datetime import datetime

from django.utils import timezone


def day_in_words(moment: datetime) -> str:
    """``ngày 15 tháng 6 năm 2026``; days below 10 and months 1 and 2 take a zero (NĐ 30/2020)."""
    local = timezone.localtime(moment)
    month = f"{local.month:02d}" if local.month < 3 else str(local.month)
    return f"ngày {local.day:02d} tháng {month} năm {local.year}"


def hour_and_day(moment: datetime) -> str:
    """``09 giờ 00 phút, ngày 15/06/2026``."""
    local = timezone.localtime(moment)
    return f"{local:%H} giờ {local:%M} phút, ngày {local:%d/%m/%Y}"


def short_day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y}"
