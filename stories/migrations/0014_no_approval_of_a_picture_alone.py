from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0013_picture_of_a_proposal'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='submissionfile',
            name='approved',
        ),
    ]
