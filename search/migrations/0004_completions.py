"""The words at which names of documents can be begun by somebody who types."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0003_parts_and_known_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='Completion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('start', models.BinaryField(max_length=160)),
                ('rank', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=255)),
                ('note', models.CharField(blank=True, max_length=255)),
                ('url', models.TextField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='completions', to='search.indexentry')),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'start'], name='completion_by_start')],
            },
        ),
    ]
