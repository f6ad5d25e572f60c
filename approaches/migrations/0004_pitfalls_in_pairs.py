import core.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('approaches', '0003_pair_pitfalls'),
    ]

    operations = [
        migrations.AlterField(
            model_name='buildingblock',
            name='pitfalls',
            field=core.fields.BodyField([], blank=True, help_text='Elke valkuil met wat daarop hielp.', verbose_name='valkuilen'),
        ),
        migrations.RemoveField(
            model_name='buildingblock',
            name='answer',
        ),
        migrations.RemoveField(
            model_name='buildingblock',
            name='pitfall',
        ),
    ]
