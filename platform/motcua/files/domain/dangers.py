"""Why a file is refused before anybody else sees it."""


class Dangerous(Exception):
    """``code`` is stable: ``pixels``, ``archive_bomb``, ``macros``, ``script``, ``malware``,
    ``broken``. The words for people are chosen by the operation that catches it."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail
