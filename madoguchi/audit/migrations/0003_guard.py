"""What is in the log can neither be changed nor deleted from here on."""

from django.db import migrations

from madoguchi.audit import guard


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]

    operations = [migrations.RunPython(_run(guard.SET), _run(guard.LIFT))]
