"""Comments in the editor: who gets mail about them, and who doesn't any more."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from wagtail.models import Comment, Page, PageSubscription
from wagtail.query import PageQuerySet

from accounts.models import User
from mail.preferences import Kind, notify

__all__ = ["stop_following", "tell_of_comments"]

Changes = Mapping[str, Any]
"""What a save did to comments, as Wagtail's editor lists it (EditView.get_commenting_changes)."""


def tell_of_comments(page: Page, changes: Changes, by: User) -> int:
    """Mail what a save did to comments: all of it to who follows the page, a thread to who took part in it.

    One mail to each, and only to who may edit the page now: a page changes hands, and people leave. How many mails.
    """
    followers = User.objects.filter(
        page_subscriptions__page_id=page.pk, page_subscriptions__comment_notifications=True
    ).exclude(pk=by.pk)
    told: dict[User, Collection[int] | None] = dict(_threads_by_user(changes, by))
    told |= dict.fromkeys(followers)
    return sum(
        _tell(user, page, list(_lines(changes, threads)), by)
        for user, threads in told.items()
        if page.permissions_for_user(user).can_edit()
    )


def stop_following(pages: PageQuerySet) -> None:
    """End the mail about comments on these pages for who may not edit them any more."""
    found = PageSubscription.objects.filter(page__in=pages.order_by().values("pk")).select_related("user")
    people: dict[int, User] = {}
    lost = []
    for subscription in found:
        user = people.setdefault(subscription.user_id, subscription.user)  # one object each, which keeps its rights
        page = Page.objects.get(pk=subscription.page_id).specific_deferred
        if not page.permissions_for_user(user).can_edit():
            lost.append(subscription.pk)
    PageSubscription.objects.filter(pk__in=lost).delete()


def _threads_by_user(changes: Changes, by: User) -> Iterator[tuple[User, Collection[int]]]:
    """Who took part in the threads that went on or ended, and in which."""
    went_on = [comment.pk for comment in changes["resolved_comments"]]
    went_on += [comment.pk for comment, _replies in changes["new_replies"]]
    if not went_on:
        return
    threads = Comment.objects.filter(pk__in=went_on)
    in_one = Q(wagtail_admin_comments__in=threads) | Q(comment_replies__comment__in=threads)
    for user in User.objects.filter(in_one).exclude(pk=by.pk).distinct().order_by("pk"):
        mine = threads.filter(Q(user=user) | Q(replies__user=user))
        yield user, set(mine.values_list("pk", flat=True))


def _lines(changes: Changes, threads: Collection[int] | None) -> Iterator[str]:
    """What happened, each as a sentence; of these threads only, or of all when None."""

    def counts(comment: Comment) -> bool:
        return threads is None or comment.pk in threads

    if threads is None:
        yield from (f"Nieuwe opmerking: “{comment.text}”" for comment in changes["new_comments"])
    for comment, replies in changes["new_replies"]:
        if counts(comment):
            yield from (f"Antwoord op “{comment.text}”: “{reply.text}”" for reply in replies)
    yield from (f"Afgehandeld: “{comment.text}”" for comment in changes["resolved_comments"] if counts(comment))
    if threads is None:
        yield from (f"Weggehaald: “{comment.text}”" for comment in changes["deleted_comments"])


def _tell(user: User, page: Page, lines: list[str], by: User) -> bool:
    if not lines:
        return False
    title = page.get_admin_display_title()
    address = f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
    text = "\n\n".join([f"{by} schreef bij “{title}”.", *lines, f"De pagina:\n{address}"])
    return notify(user, kind=Kind.INFO, subject=f"Opmerkingen bij: {title}", text=text)
