"""The outbox: mail that is stored with the change it tells of, and sent later; and which mail somebody wants."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

__all__ = ["Message", "Preference", "Wish"]


class MessageQuerySet(models.QuerySet["Message"]):
    """Reads of the outbox."""

    def due(self, now: datetime) -> "MessageQuerySet":
        """To be sent now, and not in the hands of another worker; the least tried first, then the oldest."""
        free = models.Q(claimed_until__isnull=True) | models.Q(claimed_until__lte=now)
        return self.filter(free, state=Message.State.WAITING, next_attempt__lte=now).order_by("attempts", "pk")

    def dead(self) -> "MessageQuerySet":
        """Given up after the last attempt."""
        return self.filter(state=Message.State.DEAD)


class Message(models.Model):
    """One e-mail and what became of it; mail.outbox is its only writer."""

    class State(models.TextChoices):
        WAITING = "waiting", "wacht"
        SENT = "sent", "verstuurd"
        DEAD = "dead", "opgegeven"
        LAPSED = "lapsed", "vervallen"

    message_id = models.CharField(max_length=255, unique=True, editable=False)
    sender = models.CharField("van", max_length=320)
    to = models.JSONField("aan", default=list)
    cc = models.JSONField(default=list)
    bcc = models.JSONField(default=list)
    reply_to = models.JSONField(default=list)
    headers = models.JSONField(default=dict)
    subject = models.CharField("onderwerp", max_length=998)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    composer = models.CharField(max_length=40, blank=True, editable=False)
    """Who makes the text and the receiver at the moment of sending (mail.composing); "" when they stand here."""
    payload = models.JSONField(default=dict, editable=False)

    state = models.CharField("stand", max_length=10, choices=State.choices, default=State.WAITING)
    created = models.DateTimeField("gemaakt", default=timezone.now, db_index=True)
    next_attempt = models.DateTimeField("volgende poging", default=timezone.now)
    attempts = models.PositiveIntegerField("pogingen", default=0)
    last_error = models.CharField("laatste fout", max_length=500, blank=True)
    finished = models.DateTimeField("verstuurd of opgegeven", null=True)
    claimed_until = models.DateTimeField(null=True, editable=False)
    empty_when_done = models.BooleanField(default=False, editable=False)
    """Whether it quotes something that was erased, so that its words go as soon as they have arrived."""

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "e-mailbericht"
        verbose_name_plural = "e-mailberichten"
        ordering = ("-pk",)
        indexes = [models.Index(fields=("state", "next_attempt"), name="mail_due")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_state_display()})"

    @property
    def recipients(self) -> str:
        """Whom it is for, to show to who administers the site."""
        return ", ".join([*self.to, *self.cc, *self.bcc])


class Wish(models.TextChoices):
    """Which of our mails somebody wants."""

    ALL = "all", "Alle berichten"
    TODO = "todo", "Alleen als ik iets moet doen"
    NONE = "none", "Geen berichten"


class Preference(models.Model):
    """What a user chose; mail.preferences is its only writer. Who never chose has no row and gets everything."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preference")
    wish = models.CharField("welke e-mail wilt u krijgen", max_length=10, choices=Wish, default=Wish.ALL)

    class Meta:
        verbose_name = "voorkeur voor e-mail"
        verbose_name_plural = "voorkeuren voor e-mail"
        constraints = (models.CheckConstraint(condition=models.Q(wish__in=Wish.values), name="mail_wish_known"),)

    def __str__(self) -> str:
        return self.get_wish_display()
