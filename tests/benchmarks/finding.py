"""Finding a service among 1,000 and 10,000: the time of one search in the process, without the web's part."""

import random
import time
from collections.abc import Iterator
from statistics import quantiles
from uuid import UUID

from motcua.catalogue.domain.finder import Findable, Finder
from motcua.catalogue.queries.search import searchable
from tests.benchmarks.report import Figure, at_most, recorded

SIZES = (1_000, 10_000)
TARGET_MS = 50.0
_VERBS = [
    "đăng ký",
    "cấp",
    "cấp lại",
    "cấp đổi",
    "gia hạn",
    "thu hồi",
    "xác nhận",
    "thẩm định",
    "phê duyệt",
    "công nhận",
    "điều chỉnh",
]
_THINGS = [
    "khai sinh",
    "kết hôn",
    "khai tử",
    "hộ kinh doanh",
    "giấy phép xây dựng",
    "chứng chỉ hành nghề",
    "phiếu lý lịch",
    "quyền sử dụng đất",
    "giấy phép lái xe",
    "thẻ bảo hiểm",
    "trợ cấp xã hội",
    "hộ chiếu",
    "giấy phép lao động",
    "an toàn thực phẩm",
    "phòng cháy chữa cháy",
    "giấy phép môi trường",
    "bản sao trích lục",
    "nuôi con nuôi",
]
_MORE = [
    "cho người nước ngoài",
    "tại khu vực biên giới",
    "của tổ chức",
    "đối với hộ gia đình",
    "cấp tỉnh",
    "cấp xã",
    "lần đầu",
    "trong khu công nghiệp",
    "thuộc thẩm quyền của bộ",
    "theo ủy quyền",
    "trực tuyến",
    "đường thủy nội địa",
]
QUERIES = (
    "khai sinh", "dang ky ket hon", "khia sinh", "giay phep xay dung nha o", "ho kinh doanh ca the",
    "ddawng kys hooj chieeus", "giayphep", "cap lai the bao hiem y te cho nguoi cao tuoi", "1.001193", "d",
    "khong co gi nhu the nay ca", "a b c d e f g h i k l m",
)  # fmt: skip


def run() -> Iterator[Figure]:
    for size in SIZES:
        yield from _of_size(size)


def _of_size(size: int) -> Iterator[Figure]:
    begun = time.perf_counter()
    finder = Finder([_service(number) for number in range(size)])
    built = (time.perf_counter() - begun) * 1000
    yield recorded("finding", f"build, {size} services", built, "ms")
    queries = [searchable(query) for query in QUERIES] + [searchable("khai sinh " * 20)]
    taken = []
    for _round in range(20):
        for query in queries:
            start = time.perf_counter()
            finder.find(query, limit=20)
            taken.append((time.perf_counter() - start) * 1000)
    p95 = quantiles(taken, n=20)[-1]
    yield at_most("finding", f"search p95, {size} services", p95, "ms", TARGET_MS)
    yield at_most("finding", f"search worst, {size} services", max(taken), "ms", TARGET_MS)


def words_of(number: int) -> tuple[str, str]:
    """Name and words of the service of that number, ready to be searched; always the same."""
    rng = random.Random(number)
    name = f"{rng.choice(_VERBS)} {rng.choice(_THINGS)} {rng.choice(_MORE)} {rng.choice(_MORE)}"
    words = f"{name} {rng.randint(1, 3)}.{number:06d} {number:06d} {rng.choice(_THINGS)}"
    return searchable(name), searchable(words)


def _service(number: int) -> Findable:
    rng = random.Random(-number)
    name, words = words_of(number)
    facets = {"online": (rng.choice(("full", "partial")),), "sector": (rng.choice(_THINGS),)}
    return Findable(UUID(int=number), name, words, facets)
