from django.db import migrations


def record_what_is_on_the_site(apps, schema_editor):
    """What is live now becomes version 1: there was no record of the ones before."""
    approach = apps.get_model("approaches", "ApproachPage")
    version = apps.get_model("approaches", "PublishedVersion")
    live = approach.objects.filter(live=True, live_revision__isnull=False, last_published_at__isnull=False)
    version.objects.bulk_create(
        (
            version(page_id=pk, number=1, revision_id=revision, published_at=published, changes=[])
            for pk, revision, published in live.values_list("pk", "live_revision_id", "last_published_at")
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("approaches", "0007_marks_beside_the_page")]

    operations = [migrations.RunPython(record_what_is_on_the_site, migrations.RunPython.noop)]
