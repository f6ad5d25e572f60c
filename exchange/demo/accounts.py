"""The logins of the demo, so that a visitor can look around in every role.

The passwords are public on purpose: they are printed at the end of `make demo`. The demo refuses to load
on a production database, so none of these accounts can exist there.
"""

from dataclasses import dataclass
from typing import Literal

Role = Literal["coordinator", "member", "professional", "editor", "admin"]


@dataclass(frozen=True)
class Account:
    """One invented person who can log in, and what that person may do."""

    email: str
    password: str
    first_name: str
    last_name: str
    role: Role
    role_label: str
    coalition: str | None = None
    """Slug of the coalition this person writes for; None for those who belong to no coalition."""


DEMO_ACCOUNTS: tuple[Account, ...] = (
    Account(
        email="coalitie@voorbeeld.test",
        password="fiets-soep-lantaarn-7",
        first_name="Nadia",
        last_name="Brouwer",
        role="coordinator",
        role_label="Coördinator van Coalitie Zaanstad",
        coalition="zaanstad",
    ),
    Account(
        email="coalitielid@voorbeeld.test",
        password="wortel-brug-kussen-3",
        first_name="Samira",
        last_name="Oudejans",
        role="member",
        role_label="Lid van Coalitie Zaanstad",
        coalition="zaanstad",
    ),
    Account(
        email="professional@voorbeeld.test",
        password="paraplu-kers-dijk-4",
        first_name="Joost",
        last_name="Verhallen",
        role="professional",
        role_label="Professional",
    ),
    Account(
        email="redactie@voorbeeld.test",
        password="potlood-haven-mus-9",
        first_name="Ilse",
        last_name="Terpstra",
        role="editor",
        role_label="Redactie",
    ),
    Account(
        email="beheer@voorbeeld.test",
        password="sleutel-wolk-appel-2",
        first_name="Winston",
        last_name="Bakboord",
        role="admin",
        role_label="Beheer",
    ),
)
