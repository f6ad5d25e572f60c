"""Shows the outbox to who administers the site; nobody changes it by hand."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.tables import DateColumn
from wagtail.permissions import register_permission_policy

from core.look_only import LookOnlyPolicy, LookOnlyViewSet
from mail.models import Message

register_permission_policy(Message, LookOnlyPolicy(Message))


class MessageViewSet(LookOnlyViewSet):
    """A list, with what was given up under a filter. Texts are not shown: one may hold the link to a new password."""

    model = Message
    icon = "mail"
    menu_label = "Verzonden e-mail"
    menu_order = 900
    list_filter = ("state",)
    list_display = (
        "subject",
        "recipients",
        "get_state_display",
        "attempts",
        "last_error",
        DateColumn("created", label="Gemaakt", sort_key="created", width="12%"),
    )


@hooks.register("register_account_menu_item")
def link_to_preferences(request: HttpRequest) -> dict[str, str]:
    """On the account page of the admin: where somebody chooses which mail they get."""
    return {
        "url": reverse("email:preferences"),
        "label": "E-mail die u krijgt",
        "help_text": "Kies of u alle berichten krijgt, alleen wat op u wacht, of geen.",
    }


@hooks.register("register_admin_viewset")
def register_outbox() -> MessageViewSet:
    return MessageViewSet("mail")
