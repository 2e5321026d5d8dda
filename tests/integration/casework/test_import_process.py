"""``motcua import-process``: one JSON line, drafts made or changed, nothing published."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from motcua.catalogue.api import get_draft
from motcua.catalogue.models import PublicService, ServiceVersion
from motcua.kernel.actors import SYSTEM
from tenants.api import in_tenant

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[2] / "golden" / "imports" / "bpmn"


def run(capsys, *arguments, code=0):
    if code:
        with pytest.raises(SystemExit) as stopped:
            call_command("import_process", "--tenant", "lam-dong", *map(str, arguments))
        assert stopped.value.code == code
    else:
        call_command("import_process", "--tenant", "lam-dong", *map(str, arguments))
    (line,) = capsys.readouterr().out.splitlines()
    return json.loads(line)


def test_files_become_drafts_and_are_explained(province, capsys, tmp_path):
    bad = tmp_path / "bad.bpmn"
    bad.write_bytes(b"<!DOCTYPE x><x/>")
    first = run(capsys, SAMPLES, bad, code=1)
    assert (first["command"], first["tenant"]) == ("import-process", "lam-dong")
    assert (first["files_read"], first["imported"], first["created"]) == (5, 4, 4)
    (refused,) = first["refused"]
    assert (refused["reason"], refused["file"]) == ("entities", str(bad))
    lines = first["elements_explained"]
    assert {"file", "element_id", "name", "kind", "reason", "became", "fate"} <= lines[0].keys()
    assert {Path(line["file"]).name for line in lines} == {
        path.name for path in SAMPLES.glob("*.bpmn")
    }
    with in_tenant(province.schema_name):
        drafts = [get_draft(row.id, by=SYSTEM) for row in PublicService.objects.all()]
        assert ServiceVersion.objects.count() == 0
    assert {draft.status for draft in drafts} == {"draft"}
    assert all(draft.document.process.steps and draft.can_undo for draft in drafts)

    again = run(capsys, SAMPLES)
    assert (again["imported"], again["unchanged"], again["refused"]) == (0, 4, [])

    other = SAMPLES / "hai_be_song_song.bpmn"
    kept = run(capsys, "--service", "cap-phep-lan-rieng", other, code=1)
    assert kept["refused"][0]["reason"] == "already_there"
    replaced = run(capsys, "--service", "cap-phep-lan-rieng", "--replace", other)
    assert (replaced["updated"], replaced["services"][0]["slug"]) == (1, "cap-phep-lan-rieng")
