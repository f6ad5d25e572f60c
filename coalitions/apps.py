"""Who works together where, and what its members may do."""

from django.apps import AppConfig
from wagtail.admin.apps import WagtailAdminAppConfig


class CoalitionsConfig(AppConfig):
    name = "coalitions"
    verbose_name = "Coalities"
    default = True

    def ready(self) -> None:
        import coalitions.signals  # noqa: F401


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
