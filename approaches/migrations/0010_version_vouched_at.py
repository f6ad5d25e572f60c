"""Until now any publication counted as the owner's: so it stays for what was published before."""

from django.db import migrations, models


def as_it_was(apps, schema_editor):
    PublishedVersion = apps.get_model("approaches", "PublishedVersion")
    PublishedVersion.objects.update(vouched_at=models.F("published_at"))
    # Published again since, without a change that a reader sees.
    page = apps.get_model("approaches", "ApproachPage").objects.filter(pk=models.OuterRef("page"))
    current = PublishedVersion.objects.filter(
        revision=models.F("page__live_revision"), page__last_published_at__isnull=False
    )
    current.update(vouched_at=models.Subquery(page.values("last_published_at")[:1]))


class Migration(migrations.Migration):

    dependencies = [("approaches", "0009_order_of_blocks")]

    operations = [
        migrations.AddField(
            model_name="publishedversion",
            name="vouched_at",
            field=models.DateTimeField(
                help_text="Leeg wanneer een ander het publiceerde: wat de redactie verbetert, zegt een coalitie niet.",
                null=True,
                verbose_name="door de eigenaar gepubliceerd op",
            ),
        ),
        migrations.RunPython(as_it_was, migrations.RunPython.noop),
    ]
