"""Names on pages anybody may open."""


def mask_name(name: str) -> str:
    """``Nguyễn Văn An`` becomes ``N***** V** A*``: enough to recognise one's own paper."""
    return " ".join(word[0] + "*" * (len(word) - 1) for word in name.split())


def mask_number(number: str) -> str:
    """All but the last three characters are hidden."""
    return "*" * max(len(number) - 3, 0) + number[-3:]
