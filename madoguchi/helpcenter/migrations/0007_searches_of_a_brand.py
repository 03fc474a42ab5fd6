"""Searches are counted for each brand. Those counted so far were made at the main one: readers' pages show no other."""

import django.db.models.deletion
from django.db import migrations, models


def give_to_main_brand(apps, schema_editor):
    rows = apps.get_model("helpcenter", "SearchDay").objects
    brand = apps.get_model("company", "Brand").objects.order_by("id").first()
    if brand is None:
        rows.all().delete()
    else:
        rows.update(brand=brand)


class Migration(migrations.Migration):
    dependencies = [
        ("company", "0001_initial"),
        ("helpcenter", "0006_given_rights"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchday",
            name="brand",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="company.brand",
            ),
        ),
        migrations.RunPython(give_to_main_brand, migrations.RunPython.noop, elidable=True),
    ]
