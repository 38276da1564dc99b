from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_joint_plans")]

    operations = [
        migrations.AlterField(
            model_name="publishedplan",
            name="plan_id",
            field=models.UUIDField(db_index=True, editable=False),
        ),
    ]
