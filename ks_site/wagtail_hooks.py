"""Shows the repeated jobs and the log of exports to who administers the site; nobody changes them by hand."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from core.models import ExportLog, JobRun
from core.policies import LookOnlyPolicy

for model in (JobRun, ExportLog):
    register_permission_policy(model, LookOnlyPolicy(model))


class JobRunViewSet(ModelViewSet):
    """When each job ran, and the error of the one that fails."""

    model = JobRun
    icon = "history"
    menu_label = "Terugkerende taken"
    menu_order = 910
    add_to_settings_menu = True
    add_to_reference_index = False
    form_fields = ("name",)  # asked for by the viewset, used by none of its views below
    list_display = (
        "name",
        DateColumn("last_finished", label="Laatst gelukt", width="15%"),
        DateColumn("next_due", label="Weer aan de beurt", width="15%"),
        "failures",
        "last_error",
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


@hooks.register("register_admin_viewset")
def register_jobs() -> JobRunViewSet:
    return JobRunViewSet("taken")


class ExportLogViewSet(ModelViewSet):
    """Who took which table with them."""

    model = ExportLog
    icon = "download"
    menu_label = "Exports"
    menu_order = 920
    add_to_settings_menu = True
    add_to_reference_index = False
    form_fields = ("name",)  # asked for by the viewset, used by none of its views below
    list_filter = ("name", "user")
    list_display = (
        "name",
        "user",
        DateColumn("at", label="Wanneer", sort_key="at", width="15%"),
        "kind",
        "rows",
        Column("filters_in_words", label="Filters"),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


@hooks.register("register_admin_viewset")
def register_exports() -> ExportLogViewSet:
    return ExportLogViewSet("exports")
