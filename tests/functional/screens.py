"""The widths everything is looked at."""

SIZES = {"desktop": (1366, 850), "tablet": (820, 1180), "phone": (360, 780)}


def resize(page, size):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
