from datetime import timedelta

import pytest

from motcua.files.models import FileLink, StoredFile
from motcua.files.operations.reap import reap_content, reap_orphans
from motcua.files.storage import private_storage
from motcua.submissions import api
from motcua.submissions.models import Draft
from motcua.submissions.operations.expire import expire_drafts
from motcua.submissions.tasks import sweep_tenant
from tests.factories import submissions as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("inside_province", "heard")]


def test_drafts_end_when_announced_and_their_files_with_them():
    old, kept = make.start().fill(), make.start().fill()
    _, receipt = make.make_submission()
    Draft.objects.filter(pk=old.draft_id).update(expires_at=make.NOW - timedelta(days=1))
    key = StoredFile.objects.get(links__owner=f"draft:{old.draft_id}").key
    later = make.NOW + timedelta(days=2)
    assert expire_drafts(now=make.NOW) == 1
    assert expire_drafts(now=make.NOW) == 0
    assert reap_orphans(now=make.NOW, older_than=timedelta(hours=24)) == 0
    assert reap_orphans(now=later, older_than=timedelta(hours=24)) == 1
    assert not private_storage().exists(key)
    assert {link.owner for link in FileLink.objects.all()} == {
        f"draft:{kept.draft_id}",
        f"submission:{receipt.submission_id}",
    }
    with pytest.raises(api.DraftMissing):
        api.get_draft(old.draft_id, by=old.by)


def test_discarded_drafts_go_with_the_next_sweep():
    filing = make.start().fill()
    api.discard_draft(draft_id=filing.draft_id, by=filing.by, now=make.NOW)
    assert expire_drafts(now=make.NOW) == 1
    assert Draft.objects.count() == 0


def test_content_without_a_row_is_found():
    filing = make.start().fill()
    storage = private_storage()
    stored = StoredFile.objects.get()
    folder = stored.key.rpartition("/")[0]
    from io import BytesIO

    from django.core.files.base import File

    stray = storage.save(f"{folder}/{'0' * 32}", File(BytesIO(b"stray")))
    assert reap_content(day=stored.created_at) >= 1
    assert not storage.exists(stray)
    assert storage.exists(stored.key)
    assert filing.draft.answers["fld_paper"]


def test_the_task_runs_as_often_as_one_likes():
    make.start()
    sweep_tenant.run()
    sweep_tenant.run()
    assert Draft.objects.count() == 0 or Draft.objects.filter(status="open").exists()
