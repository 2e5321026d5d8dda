"""Country codes of telephone numbers (ITU-T E.164), by the country's two letters.

Where countries share a code, the first one stands for it when only a number is known.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from babel import Locale

_CODES: Final = (
    "VN84 LA856 KH855 CN86 TH66 MM95 MY60 SG65 ID62 PH63 BN673 TL670 JP81 KR82 KP850 TW886 HK852 "
    "MO853 MN976 IN91 PK92 BD880 LK94 NP977 BT975 MV960 AF93 US1 CA1 PR1 DO1 JM1 BS1 BB1 TT1 "
    "GB44 IE353 FR33 DE49 IT39 ES34 PT351 NL31 BE32 LU352 CH41 AT43 DK45 SE46 NO47 FI358 IS354 "
    "PL48 CZ420 SK421 HU36 RO40 BG359 GR30 CY357 MT356 EE372 LV371 LT370 SI386 HR385 BA387 RS381 "
    "ME382 MK389 AL355 XK383 MD373 UA380 BY375 RU7 KZ7 GE995 AM374 AZ994 UZ998 TM993 KG996 TJ992 "
    "TR90 IL972 PS970 LB961 SY963 JO962 IQ964 IR98 SA966 YE967 OM968 AE971 QA974 BH973 KW965 "
    "EG20 LY218 TN216 DZ213 MA212 SD249 SS211 ET251 ER291 DJ253 SO252 KE254 UG256 TZ255 RW250 "
    "BI257 CD243 CG242 GA241 GQ240 CM237 CF236 TD235 NG234 NE227 ML223 BF226 CI225 GH233 TG228 "
    "BJ229 SN221 GM220 GN224 GW245 SL232 LR231 MR222 CV238 ST239 AO244 ZM260 ZW263 MZ258 MW265 "
    "MG261 MU230 SC248 KM269 BW267 NA264 ZA27 LS266 SZ268 "
    "MX52 GT502 BZ501 SV503 HN504 NI505 CR506 PA507 CU53 HT509 CO57 VE58 GY592 SR597 EC593 PE51 "
    "BO591 BR55 PY595 UY598 AR54 CL56 "
    "AU61 NZ64 PG675 FJ679 SB677 VU678 NC687 PF689 WS685 TO676 TV688 KI686 NR674 PW680 FM691 "
    "MH692 CK682 NU683 AD376 MC377 SM378 LI423 GI350 FO298 GL299"
)
CALLING_CODES: Final[Mapping[str, str]] = {pair[:2]: pair[2:] for pair in _CODES.split()}
_COUNTRY_OF: Final = {code: iso for iso, code in reversed(list(CALLING_CODES.items()))}


def country_of(number: str) -> str | None:
    """Two letters of the country a ``+…`` number belongs to."""
    digits = number.removeprefix("+")
    for length in (3, 2, 1):
        if found := _COUNTRY_OF.get(digits[:length]):
            return found
    return None


@lru_cache(maxsize=16)
def named_countries(language: str) -> tuple[tuple[str, str], ...]:
    """Two letters and ``Việt Nam (+84)``, Viet Nam first, then by name."""
    names = Locale.parse(language.split("-", maxsplit=1)[0]).territories
    rest = sorted(
        (str(names.get(iso, iso)), iso, code) for iso, code in CALLING_CODES.items() if iso != "VN"
    )
    every = [(str(names.get("VN", "VN")), "VN", "84"), *rest]
    return tuple((iso, f"{name} (+{code})") for name, iso, code in every)
