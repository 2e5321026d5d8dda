"""Codes to scan, as pictures inside the page."""

import segno


def picture_of(text: str) -> str:
    """An address of the picture itself (``data:``), black on white whatever the theme."""
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_data_uri(scale=6, border=3, dark="#000", light="#fff"))
