"""Groups through which Wagtail lets our roles in. Made once, in the template schema.

Groups say only what a person may open in Wagtail; permissions to act come from roles.
"""

from typing import Final

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

GROUP_OF_EVERYBODY: Final = "motcua: cán bộ"
GROUP_OF_EDITORS: Final = "motcua: biên tập"
GROUP_OF_PUBLISHERS: Final = "motcua: xuất bản"
GROUP_OF_SITE: Final = "motcua: cổng thông tin"
GROUPS_OF_ROLES: Final[dict[str, tuple[str, ...]]] = {
    "builder": (GROUP_OF_EDITORS,),
    "publisher": (GROUP_OF_EDITORS, GROUP_OF_PUBLISHERS),
    "procedure_control": (GROUP_OF_EDITORS,),
    "editor": (GROUP_OF_EDITORS, GROUP_OF_SITE),
    "chief_editor": (GROUP_OF_EDITORS, GROUP_OF_PUBLISHERS, GROUP_OF_SITE),
}
_PAGES: Final = {
    GROUP_OF_EDITORS: ("add_page", "change_page"),
    GROUP_OF_PUBLISHERS: ("publish_page", "lock_page", "unlock_page"),
}
# What the people of the portal look after besides pages: app, model and what they may do.
_SITE: Final = (
    ("portal", "portalsettings", ("change",)),
    ("portal", "legalact", ("add", "change", "delete")),
    ("portal", "questioncategory", ("add", "change", "delete")),
    ("portal", "citizenquestion", ("change",)),
    ("catalogue", "synonym", ("add", "change", "delete")),
)
_LIBRARY: Final = (
    ("wagtailimages", "image", ("add", "change", "choose")),
    ("wagtaildocs", "document", ("add", "change", "choose")),
)


def create_groups() -> None:
    """Template step: the groups, entry to the admin, and rights on the whole page tree."""
    for name in (GROUP_OF_EVERYBODY, *_PAGES, GROUP_OF_SITE):
        Group.objects.get_or_create(name=name)
    everybody = Group.objects.get(name=GROUP_OF_EVERYBODY)
    everybody.permissions.add(_permission("wagtailadmin", "admin", "access_admin"))
    _grant_pages()
    _grant_site()


def _grant_site() -> None:
    from wagtail.models import Collection, GroupCollectionPermission

    group = Group.objects.get(name=GROUP_OF_SITE)
    for app, model, deeds in _SITE:
        group.permissions.add(*(_permission(app, model, f"{deed}_{model}") for deed in deeds))
    root = Collection.objects.filter(depth=1).first()
    for app, model, deeds in _LIBRARY if root else ():
        for deed in deeds:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=_permission(app, model, f"{deed}_{model}")
            )


def _grant_pages() -> None:
    from wagtail.models import GroupPagePermission, Page

    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    for name, codenames in _PAGES.items():
        group = Group.objects.get(name=name)
        for codename in codenames:
            GroupPagePermission.objects.get_or_create(
                group=group, page=root, permission=_permission("wagtailcore", "page", codename)
            )


def _permission(app_label: str, model: str, codename: str) -> Permission:
    """Created by ``post_migrate`` as a rule; made here when the template is not there yet."""
    content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
    permission, _ = Permission.objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": codename}
    )
    return permission
