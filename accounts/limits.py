"""How often somebody may try: limits per account and per network address, each with its reason.

One address may be a town hall full of colleagues, so what is counted per address is wide. One account is one
person, but whoever knows the address could lock them out: what is tight is counted per account *and* address, and
what is counted per account alone holds not where its owner logged in before.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from accounts.known import is_known
from core.throttle import Limit, Verdict, client_of, too_many

__all__ = ["Attempt", "ThrottledPost", "first_refusal", "login_attempts"]

TEN_MINUTES: Final = timedelta(minutes=10)
QUARTER: Final = timedelta(minutes=15)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)

LOGIN: Final = Limit("login", 10, QUARTER)
"""Per account and address, begun anew by a right password. Nobody mistypes ten times; a guesser gets 960 a day."""
LOGIN_ADDRESS: Final = Limit("login-address", 60, QUARTER)
"""Per address: a whole department that starts its day fits in; trying one password on many accounts doesn't."""
LOGIN_ACCOUNT: Final = Limit("login-account", 30, TEN_MINUTES)
"""Per account from everywhere but where it logged in before (accounts.known), against guessing from many addresses;
one address counts for ten at most. Short, since anybody can use it up for another: 4,320 guesses a day are none."""
PASSWORD: Final = Limit("password", 10, QUARTER)
"""Per account: the own password, asked again within a session that may have been left open."""
CODE: Final = Limit("code", 5, QUARTER)
"""Per account, begun anew by a right code: three of a million codes are right at any moment, and to get here takes
the password."""
CODE_DAY: Final = Limit("code-day", 50, DAY)
"""Per account: with the limit above, a chance of 1 in 6,000 a day."""
CODE_USED: Final = Limit("code-used", 1, timedelta(minutes=2))
"""Per account and code: a code is right for 90 seconds and works once."""
RESET: Final = Limit("reset", 3, HOUR)
"""Per mailbox, known here or not: each is a mail to somebody who may not have asked for it."""
RESET_ADDRESS: Final = Limit("reset-address", 30, HOUR)
"""Per address: a department after the holidays."""
SIGNUP: Final = Limit("signup", 3, HOUR)
"""Per mailbox, as for a reset."""
SIGNUP_ADDRESS: Final = Limit("signup-address", 40, HOUR)
"""Per address: a room full of people at a course makes their accounts at once."""
CONFIRMATION_MAIL: Final = Limit("confirmation-mail", 3, HOUR)
"""Per mailbox: somebody who logs in before confirming gets the mail again, not every time."""
CHANGE_EMAIL: Final = Limit("change-email", 10, HOUR)
"""Per account, typing errors and calling it off included: each may be a mail to an address that may be anybody's."""

Attempt = tuple[Limit, str]


def first_refusal(attempts: Iterable[Attempt]) -> Verdict | None:
    """Count each attempt until one is refused; what stands after that is not counted."""
    for limit, key in attempts:
        verdict = limit.hit(key)
        if not verdict.allowed:
            return verdict
    return None


def login_attempts(request: HttpRequest, account: str) -> list[Attempt]:
    """What a try to log in counts for. Where this account logged in before, others don't use up its tries."""
    client = client_of(request)
    here: list[Attempt] = [(LOGIN_ADDRESS, client), (LOGIN, login_key(request, account))]
    return here if is_known(account, client) else [*here, (LOGIN_ACCOUNT, account)]


def login_key(request: HttpRequest, account: str) -> str:
    return f"{account} {client_of(request)}"


class ThrottledPost:
    """A view that counts before it looks at what was sent."""

    request: HttpRequest

    def attempts(self) -> Iterable[Attempt]:
        """What this request counts for."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        verdict = first_refusal(self.attempts())
        if verdict:
            return too_many(verdict)
        answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def sent(self, name: str) -> str:
        """A field as it was sent, in the spelling to count by."""
        return self.request.POST.get(name, "").strip().lower()[:320]
