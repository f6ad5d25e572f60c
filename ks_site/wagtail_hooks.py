"""Shows the repeated jobs and the log of exports to who administers the site; nobody changes them by hand."""

from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permissions import register_permission_policy

from core.look_only import LookOnlyPolicy, LookOnlyViewSet
from core.models import ExportLog, JobRun

for model in (JobRun, ExportLog):
    register_permission_policy(model, LookOnlyPolicy(model))


class JobRunViewSet(LookOnlyViewSet):
    """When each job ran, and the error of the one that fails."""

    model = JobRun
    icon = "history"
    menu_label = "Terugkerende taken"
    menu_order = 910
    list_display = (
        "name",
        DateColumn("last_finished", label="Laatst gelukt", width="15%"),
        DateColumn("next_due", label="Weer aan de beurt", width="15%"),
        "failures",
        "last_error",
    )


@hooks.register("register_admin_viewset")
def register_jobs() -> JobRunViewSet:
    return JobRunViewSet("taken")


class ExportLogViewSet(LookOnlyViewSet):
    """Who took which table with them."""

    model = ExportLog
    icon = "download"
    menu_label = "Exports"
    menu_order = 920
    list_filter = ("name", "user")
    list_display = (
        "name",
        "user",
        DateColumn("at", label="Wanneer", sort_key="at", width="15%"),
        "kind",
        "rows",
        Column("filters_in_words", label="Filters"),
    )


@hooks.register("register_admin_viewset")
def register_exports() -> ExportLogViewSet:
    return ExportLogViewSet("exports")
