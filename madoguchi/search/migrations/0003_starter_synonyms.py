from django.db import migrations

from madoguchi.search.starter_synonyms import groups


def seed(apps, schema_editor):
    model = apps.get_model("search", "SynonymGroup")
    model.objects.bulk_create(
        model(concept=concept, lang=lang, words=words) for concept, lang, words in groups()
    )


def forget(apps, schema_editor):
    apps.get_model("search", "SynonymGroup").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0002_articles")]
    operations = [migrations.RunPython(seed, forget)]
