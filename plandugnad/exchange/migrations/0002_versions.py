from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_published_plans")]

    operations = [
        migrations.AddField(
            model_name="publishedplan",
            name="version",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="versjon"),
        ),
    ]
