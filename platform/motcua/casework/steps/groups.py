"""What a group of procedures (liên thông) refers to."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from formbuilder.api import check_rule
from motcua.catalogue.api import (
    Problem,
    PublishCheck,
    ServiceDocument,
    ServiceGone,
    ServiceMissing,
    get_service_by_slug,
)


class GroupCheck(PublishCheck):
    """Members are published services, each once, none of them a group; the questions that name
    owner and receiver are in the form."""

    key = "casework.group"

    def check(self, document: ServiceDocument) -> Iterator[Problem]:
        execution = document.execution
        known = {field.id for field in document.form.walk()}
        for field_id in filter(None, (execution.owner_field, execution.receiver_field)):
            if field_id not in known:
                message = _("Câu hỏi nêu tên người liên quan không còn trong biểu mẫu.")
                yield Problem("execution", "party_missing", message)
        seen: set[str] = set()
        for place, member in enumerate(execution.group):
            path = f"execution/group/{place}"
            slug = member.service_slug
            if slug in seen or slug == document.service.slug:
                message = _("Dịch vụ “%(slug)s” có hai lần trong nhóm liên thông.")
                yield Problem(path, "group_twice", message % {"slug": slug})
            seen.add(slug)
            yield from _member(slug, path)
            if member.when is not None:
                name = _("điều kiện của hồ sơ thành phần")
                for found in check_rule(
                    document.form, member.when, wanted="bool", name=name, path=path
                ):
                    yield Problem(path, found.code, found.message)


def _member(slug: str, path: str) -> Iterator[Problem]:
    try:
        found = get_service_by_slug(slug)
    except (ServiceMissing, ServiceGone):
        message = _("Dịch vụ thành phần “%(slug)s” chưa được công bố.")
        yield Problem(path, "group_member_missing", message % {"slug": slug})
        return
    if found.version.document.execution.group:
        message = _("Dịch vụ thành phần “%(slug)s” cũng là một nhóm liên thông.")
        yield Problem(path, "group_nested", message % {"slug": slug})
