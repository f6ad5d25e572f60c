"""Who works together where, and what its members may do."""

from django.apps import AppConfig
from wagtail.admin.apps import WagtailAdminAppConfig


class CoalitionsConfig(AppConfig):
    name = "coalitions"
    verbose_name = "Coalities"
    default = True

    def ready(self) -> None:
        from wagtail.admin.viewsets.pages import base_page_viewset

        import coalitions.signals  # noqa: F401
        from accounts.viewsets import DeleteView
        from coalitions.editing import TellingEditView
        from coalitions.forms import CalmPageForm
        from coalitions.isolation.references import refuse_others
        from coalitions.isolation.views import OwnPrivacyView, PeopleFilterSet
        from coalitions.membership import who_leads_without

        DeleteView.consequences.append(who_leads_without)
        CalmPageForm.judges.append(refuse_others)
        base_page_viewset.edit_view_class = TellingEditView
        base_page_viewset.filterset_class = PeopleFilterSet
        base_page_viewset.set_privacy_view_class = OwnPrivacyView


class AdminConfig(WagtailAdminAppConfig):
    """Wagtail's admin without its own mails about submitted pages: ours go to the people concerned, as they wish."""

    default = False

    def ready(self) -> None:
        from wagtail import signals
        from wagtail.models import TaskState, WorkflowState

        super().ready()
        for signal, sender, name in (
            (signals.task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
            (signals.workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
            (signals.workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
            (signals.workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
        ):
            signal.disconnect(sender=sender, dispatch_uid=name)
