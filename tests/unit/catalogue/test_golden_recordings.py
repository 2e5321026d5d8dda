"""The library's services still do what they were recorded doing.

After a wanted change: ``manage.py record_library tests/golden/recordings``, and read the diff.
"""

import copy
import json
from pathlib import Path

import pytest

from motcua.catalogue.api import parse_document, replay_folder
from motcua.catalogue.library import demo_services

FOLDER = Path(__file__).parents[2] / "golden" / "recordings"
DOCUMENTS = {
    each.procedure.code: each for kind in ("province", "ministry") for each in demo_services(kind)
}


def test_every_recording_comes_out_as_recorded():
    report = replay_folder(FOLDER, DOCUMENTS)
    assert report.changed == ()
    assert report.replayed >= 7 * len(DOCUMENTS)


def test_every_service_has_recordings_that_say_something():
    for code in DOCUMENTS:
        kept = json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8"))["recordings"]
        assert len({json.dumps(each["expected"], sort_keys=True) for each in kept}) >= 2, code


@pytest.mark.parametrize("code", ["2.000635", "1.001193"])
def test_a_dearer_fee_is_noticed(code):
    data = copy.deepcopy(DOCUMENTS[code].to_json())
    data["fees"][0]["unit_minor"] += 1_000
    report = replay_folder(FOLDER, {**DOCUMENTS, code: parse_document(data)})
    assert report.changed
    assert all(each.startswith(f"{code}.json") for each in report.changed)
