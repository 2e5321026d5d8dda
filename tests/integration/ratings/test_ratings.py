"""Rating a dossier: by its parties, once, read before it is shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from motcua.casework.errors import CaseMissing
from motcua.casework.models import Case
from motcua.casework.standing_api import DossierErased
from motcua.identity.api import applicant_actor
from motcua.kernel import events
from motcua.kernel.actors import PermissionMissing
from motcua.kernel.audit import verify_chain
from motcua.kernel.ids import new_id
from motcua.notifications.models import Message
from motcua.ratings import api
from motcua.ratings.models import Rating
from tests.cases import try_each
from tests.factories.casework import usual_office
from tests.factories.identity import make_applicant

pytestmark = pytest.mark.django_db
GOOD = {"overall": 5, "speed": 4, "clarity": 0, "attitude": 5}


def test_a_dossier_is_rated_once_by_its_parties_and_the_comment_is_read_first(
    inside_province: Any,
) -> None:
    office = usual_office()
    case = office.received()
    by = office.citizen
    with pytest.raises(api.NotRateable):
        api.rateable(case.pk, by=by, now=office.now)
    office.decide(case, "pass", office.specialist)
    office.decide(case, "sign", office.leader)
    office.decide(case, "released", office.clerk)
    office.run_later_work()
    asked = Message.objects.filter(event="rating_asked")
    assert [message.dedupe_key for message in asked] == [f"case:{case.pk}:rating_asked"]

    stranger = applicant_actor(make_applicant(personal_number="079203001234"))
    with pytest.raises(CaseMissing):
        api.rateable(case.pk, by=stranger, now=office.now)
    with pytest.raises(api.NotRateable):
        api.rateable(case.pk, by=office.leader, now=office.now)
    officers = dict(api.rateable(case.pk, by=by, now=office.now).officers)
    assert office.leader.id in officers

    def refused(given: tuple[str, dict[str, int], str, Any]) -> None:
        _name, scores, comment, officer = given
        with pytest.raises(api.RatingInvalid):
            api.rate_case(
                case_id=case.pk, scores=scores, comment=comment, officer_id=officer, by=by,
                now=office.now,
            )  # fmt: skip

    wrong = (
        ("no overall mark", {}, "", None),
        ("mark out of range", {"overall": 6}, "", None),
        ("negative", {"overall": 3, "speed": -1}, "", None),
        ("long", {"overall": 3}, "x" * 1001, None),
        ("somebody else's officer", {"overall": 3}, "", stranger.id),
    )
    try_each(wrong, refused, name=lambda each: each[0])
    assert not Rating.objects.exists()
    api.rate_case(
        case_id=case.pk, scores=GOOD, comment="Cán bộ tận tình.", officer_id=office.leader.id,
        by=by, now=office.now,
    )  # fmt: skip
    with pytest.raises(api.AlreadyRated):
        api.rate_case(
            case_id=case.pk, scores=GOOD, comment="", officer_id=None, by=by, now=office.now
        )
    assert not api.may_rate(case.pk, by=by, now=office.now)
    assert verify_chain(f"case:{case.pk}").intact

    assert api.public_comments().total == 0
    assert api.public_figures(now=office.now) == []
    row = Rating.objects.get()
    with pytest.raises(PermissionMissing):
        api.publish_comment(rating_id=row.pk, by=office.leader, now=office.now)
    control = office._employ("procedure_control")
    with pytest.raises(api.RatingInvalid):
        api.hide_comment(rating_id=row.pk, reason=" ", by=control, now=office.now)
    api.publish_comment(rating_id=row.pk, by=control, now=office.now)
    shown = api.public_comments().items
    assert [(each.text, each.overall) for each in shown] == [("Cán bộ tận tình.", 5)]
    api.hide_comment(rating_id=row.pk, reason="Có số điện thoại.", by=control, now=office.now)
    assert api.public_comments().total == 0
    assert [unit.count for unit in api.figures_by("agency", by=control, now=office.now)] == [1]
    assert api.figures_by("officer", by=control, now=office.now) == []

    events.publish(DossierErased(case_id=case.pk), at=office.now)
    kept = Rating.objects.get()
    assert (kept.comment, kept.officer_id, kept.overall) == (None, None, 5)


def test_figures_are_shown_from_five_on_and_time_runs_out(inside_province: Any) -> None:
    office = usual_office()
    case = office.issued()
    now = timezone.now()
    Case.objects.filter(pk=case.pk).update(finished_at=now - timedelta(days=91))
    with pytest.raises(api.NotRateable):
        api.rateable(case.pk, by=office.citizen, now=now)
    for mark in (1, 4, 4, 5, 5):
        Rating.objects.create(
            case_id=new_id(), service_id=case.service_id, service_name={"vi": "Cấp giấy"},
            agency_name="UBND xã Mẫu", overall=mark, speed=0, attitude=mark, rated_at=now,
        )  # fmt: skip
    (unit,) = api.public_figures(now=now)
    assert (unit.count, unit.average, unit.satisfied) == (5, 3.8, 80)
    assert (unit.shares, unit.speed, unit.attitude) == ((1, 0, 0, 2, 2), None, 3.8)
    assert api.public_figures(now=now + timedelta(days=366)) == []
