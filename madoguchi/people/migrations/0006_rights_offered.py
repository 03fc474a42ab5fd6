"""Which rights a standard role was ever given.

So far nothing said so. What a role has now, or had before somebody changed it (the audit log knows), was given once;
what it never had came with a later version, and is given by the next `madoguchi setup`.
"""

from django.db import migrations, models


def note_what_was_given(apps, schema_editor):
    role_model, entries = apps.get_model("people", "Role"), apps.get_model("audit", "Entry")
    for role in role_model.objects.all():
        given = list(role.permissions)
        for entry in entries.objects.filter(action="role.save", subject=f"role:{role.pk}"):
            given += [right for right in entry.data.get("from", []) if right not in given]
        role.offered = given
        role.save(update_fields=["offered"])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_vip_mark"),
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="role",
            name="offered",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.RunPython(note_what_was_given, migrations.RunPython.noop, elidable=True),
    ]
