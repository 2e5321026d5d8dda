"""Tenants that exist already: what their editors may do, and who approves pages.

New ones get the same from the template's steps (``s10.identity_groups``, ``s55.portal_moderation``).
"""

from django.db import migrations

SITE = "motcua: cổng thông tin"
PUBLISHERS = "motcua: xuất bản"
RIGHTS = (
    ("portal", "portalsettings", ("change",)),
    ("portal", "legalact", ("add", "change", "delete")),
    ("portal", "questioncategory", ("add", "change", "delete")),
    ("portal", "citizenquestion", ("change",)),
    ("catalogue", "synonym", ("add", "change", "delete")),
)
LIBRARY = (
    ("wagtailimages", "image", ("add", "change", "choose")),
    ("wagtaildocs", "document", ("add", "change", "choose")),
)


def give_rights(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    publishers = Group.objects.filter(name=PUBLISHERS).first()
    if publishers is None:
        return  # The template before its first steps, or the shared schema.
    site, _made = Group.objects.get_or_create(name=SITE)
    for app, model, deeds in RIGHTS:
        for deed in deeds:
            site.permissions.add(_permission(apps, app, model, f"{deed}_{model}"))
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    Granted = apps.get_model("wagtailcore", "GroupCollectionPermission")
    for app, model, deeds in LIBRARY if root else ():
        for deed in deeds:
            right = _permission(apps, app, model, f"{deed}_{model}")
            Granted.objects.get_or_create(group=site, collection=root, permission=right)
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.order_by("pk").first()
    if task is not None:
        task.name = "Duyệt bài"
        task.save()
        task.groups.set([publishers])
        apps.get_model("wagtailcore", "Workflow").objects.update(name="Duyệt bài")


def _permission(apps, app_label, model, codename):
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _made = ContentType.objects.get_or_create(app_label=app_label, model=model)
    right, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": codename}
    )
    return right


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_pages_questions_and_looks"),
        ("catalogue", "0006_finding"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
