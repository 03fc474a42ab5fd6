from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channel_kit", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="rawpayload",
            name="retry_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
