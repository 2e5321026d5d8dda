"""Steps that most procedures share: reception, supplement, signature, handing over."""

from motcua.catalogue.library.building import Data, outcome, refused, step


def reception(
    to: str, *, name: str = "Tiếp nhận hồ sơ", minutes: int = 60, instructions: str = ""
) -> Data:
    """The one-stop desk takes the dossier and passes it to step ``to``."""
    return step(
        "tiep_nhan",
        name,
        "reception",
        "receptionist",
        minutes,
        outcome("tiep_nhan", "Tiếp nhận", f"stp_{to}"),
        refused("Không tiếp nhận"),
        agency="receiving",
        state=1,
        instructions=instructions,
    )


def ask_supplement() -> Data:
    return outcome("bo_sung", "Yêu cầu bổ sung", "stp_bo_sung", kind="supplement", reason=True)


def supplement(back_to: str, minutes: int, *, name: str = "Công dân bổ sung hồ sơ") -> Data:
    """The citizen mends what was named; the dossier returns to step ``back_to``."""
    return step(
        "bo_sung",
        name,
        "citizen",
        "applicant",
        minutes,
        outcome("da_bo_sung", "Đã bổ sung", f"stp_{back_to}"),
        state=5,
    )


def signature(
    name: str,
    minutes: int,
    *,
    back_to: str,
    back: str = "Trả lại thẩm tra",
    to: str = "tra_ket_qua",
) -> Data:
    """The leader signs, and it goes to step ``to``, or sends back to step ``back_to``."""
    return step(
        "ky",
        name,
        "approve",
        "leader",
        minutes,
        outcome("ky", "Ký", f"stp_{to}"),
        outcome("tra_lai", back, f"stp_{back_to}", kind="back", reason=True),
    )


def handing_over(minutes: int = 60, *, name: str = "Trả kết quả") -> Data:
    return step(
        "tra_ket_qua",
        name,
        "return",
        "returner",
        minutes,
        outcome("da_tra", "Đã trả kết quả", "end:issued"),
        agency="receiving",
        state=9,
    )


def consult(
    key: str,
    name: str,
    minutes: int,
    *outcomes: Data,
    silence: str = "",
    shown: list[str] | None = None,
    instructions: str = "",
) -> Data:
    """Another unit answers. ``silence``: the outcome taken when it does not in time."""
    return step(
        key,
        name,
        "consult",
        "specialist",
        minutes,
        *outcomes,
        timeout=f"out_{silence}" if silence else "",
        instructions=instructions,
        shown=shown,
    )
