"""What waits for who administers the site."""

from django.urls import reverse

from accounts.second_factor import without_factor
from core.models import JobRun
from editorial.desk.waiting import SHOWN, Entry, Waiting
from mail.models import Message
from search.api import dead_letters

__all__ = ["admin_desk"]


def admin_desk() -> list[Waiting]:
    """Of who administers the site: what went wrong by itself."""
    dead = Message.objects.dead()
    failing = JobRun.objects.filter(failures__gt=0)
    lost = dead_letters()
    unsafe = without_factor()
    return [
        Waiting(
            "factor",
            "Zonder tweede factor, en die hoort er wel",
            unsafe.count(),
            tuple(Entry(str(user), reverse("wagtailusers_users:edit", args=[user.pk])) for user in unsafe[:SHOWN]),
        ),
        Waiting(
            "mail",
            "E-mail die niet aankwam",
            dead.count(),
            tuple(Entry(message.subject, note=message.last_error) for message in dead[:SHOWN]),
            f"{reverse('mail:index')}?state=dead",
        ),
        Waiting(
            "jobs",
            "Taken die mislukken",
            failing.count(),
            tuple(Entry(job.name, note=job.last_error) for job in failing[:SHOWN]),
            reverse("taken:index"),
        ),
        Waiting(
            "index",
            "Zoekregels die niet lukken",
            len(lost),
            tuple(Entry(key, note=error) for key, error in lost[:SHOWN]),
            reverse("editorial_index"),
        ),
    ]
