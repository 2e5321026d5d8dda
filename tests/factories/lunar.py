"""The Vietnamese lunar calendar reckoned from the moon and the sun, apart from any package.

After Hồ Ngọc Đức's published algorithm: a month begins on the local day of its new moon, month 11
holds the winter solstice, and the month without a major solar term is the leap month.
"""

from datetime import date, timedelta
from math import floor, pi, radians, sin

_J2000, _SYNODIC, _VIETNAM = 2451545.0, 29.530588853, 7 / 24
_EPOCH = date(2000, 1, 1).toordinal() - 2451545


def lunar_date(year: int, month: int, day: int) -> date:
    """The day of an ordinary (not leap) lunar month, such as 1/1 or 10/3."""
    before, after = _eleventh_month(year - 1), _eleventh_month(year)
    first = floor((before - 2415021.076998695) / _SYNODIC + 0.5)
    offset = (month + 1) % 12
    if after - before > 365 and offset >= _leap_offset(before):
        offset += 1
    return date.fromordinal(_new_moon(first + offset) + _EPOCH) + timedelta(days=day - 1)


def _new_moon(count: int) -> int:
    """Julian day number, local, of the ``count``-th new moon since 1900-01-01."""
    t = count / 1236.85
    mean = 2415020.75933 + 29.53058868 * count + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t**2))
    m = radians(359.2242 + 29.10535608 * count - 0.0000333 * t**2 - 0.00000347 * t**3)
    mp = radians(306.0253 + 385.81691806 * count + 0.0107306 * t**2 + 0.00001236 * t**3)
    f = radians(21.2964 + 390.67050646 * count - 0.0016528 * t**2 - 0.00000239 * t**3)
    c = (0.1734 - 0.000393 * t) * sin(m) + 0.0021 * sin(2 * m) - 0.4068 * sin(mp)
    c += 0.0161 * sin(2 * mp) - 0.0004 * sin(3 * mp) + 0.0104 * sin(2 * f) - 0.0051 * sin(m + mp)
    c += -0.0074 * sin(m - mp) + 0.0004 * sin(2 * f + m) - 0.0004 * sin(2 * f - m)
    c += -0.0006 * sin(2 * f + mp) + 0.0010 * sin(2 * f - mp) + 0.0005 * sin(2 * mp + m)
    drift = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + c - drift + 0.5 + _VIETNAM)


def _sun_twelfth(day: int) -> int:
    """Which 30 degrees of its way the sun is in at local midnight."""
    t = (day - 0.5 - _VIETNAM - _J2000) / 36525
    m = radians(357.52910 + 35999.05030 * t - 0.0001559 * t**2)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t) * sin(m) + 0.019993 * sin(2 * m) + 0.000290 * sin(3 * m)
    return floor(radians(longitude) % (2 * pi) / pi * 6)


def _eleventh_month(year: int) -> int:
    last = date(year, 12, 31).toordinal() - _EPOCH
    start = _new_moon(floor((last - 2415021) / _SYNODIC))
    if _sun_twelfth(start) >= 9:
        start = _new_moon(floor((last - 2415021) / _SYNODIC) - 1)
    return start


def _leap_offset(eleventh: int) -> int:
    count = floor((eleventh - 2415021.076998695) / _SYNODIC + 0.5)
    offset, arc = 1, _sun_twelfth(_new_moon(count + 1))
    while True:
        offset += 1
        previous, arc = arc, _sun_twelfth(_new_moon(count + offset))
        if arc == previous or offset >= 14:
            return offset - 1
