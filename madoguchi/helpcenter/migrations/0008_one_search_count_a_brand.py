"""In a transaction of its own: PostgreSQL alters no table whose rows were changed a moment ago."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("helpcenter", "0007_searches_of_a_brand")]

    operations = [
        migrations.RemoveConstraint(model_name="searchday", name="one_search_count_a_day"),
        migrations.AlterField(
            model_name="searchday",
            name="brand",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="company.brand"
            ),
        ),
        migrations.AddConstraint(
            model_name="searchday",
            constraint=models.UniqueConstraint(
                fields=["brand", "day", "language", "words"], name="one_search_count_a_day"
            ),
        ),
    ]
