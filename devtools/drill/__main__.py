"""`make drill`: so many random changes on a scratch site with faults, and whether the search ever lied."""

import signal
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from devtools.drill.running import DrillFailed, Outcome, Plan, run
from devtools.drill.site import CommandFailed, ScratchSite
from search.node.launch import NodeUnavailable

SHOWN = 20
"""Wrong answers that are listed; more have the same cause."""


def main(arguments: list[str]) -> int:
    """0: index and content are equal and nothing hidden was shown; 1: not so; 2: the drill couldn't be done."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    plan = _plan(arguments)
    _say(f"Oefening: {plan.changes} wijzigingen, zaad {plan.seed}")
    with tempfile.TemporaryDirectory(prefix="kansrijke-start-oefening-") as folder:
        site = ScratchSite(Path(folder))
        try:
            outcome = run(plan, site, _say)
        except (CommandFailed, DrillFailed, NodeUnavailable) as error:
            _say(f"De oefening kon niet worden gedaan: {error}")
            return 2
        except KeyboardInterrupt:
            _say("Afgebroken.")
            return 130
        finally:
            site.stop()
    for line in told(outcome):
        print(line, flush=True)
    return 0 if outcome.good else 1


def told(outcome: Outcome) -> list[str]:
    """The outcome in Dutch, line by line."""
    verdict = outcome.verdict
    faults = ", ".join(f"{times}× {name}" for name, times in sorted(outcome.faults.items()))
    return [
        f"Wijzigingen: {outcome.plan.changes} gevraagd, {outcome.made} gemaakt, {outcome.rolled_back} teruggedraaid, "
        f"{outcome.not_made} kwamen te laat; {outcome.seconds:.0f} s",
        f"Storingen: {faults or 'geen'}",
        f"Zoekvragen: {verdict.searches}, waarvan {verdict.degraded} zonder zoekmachine; traagste "
        f"{verdict.slowest:.1f} s, {verdict.slow} duurden langer dan 2 s",
        f"Verborgen of ingetrokken tekst getoond: {len(verdict.wrong)}; mislukt: {verdict.failed}; leeg: "
        f"{verdict.empty}; met een tekst die net vervangen was: {verdict.old}",
        *(f"  {wrong}" for wrong in verdict.wrong[:SHOWN]),
        _told_of_index(outcome),
        f"Wat daarna verborgen werd, is {'weg' if outcome.withdraws else 'NIET weg'} uit de index",
        f"Wat daarna met de hand bedorven werd, is {'gezien' if outcome.sees else 'NIET gezien'}",
        "GOED" if outcome.good else "NIET GOED",
    ]


def _told_of_index(outcome: Outcome) -> str:
    report = outcome.report
    if report is None:
        return "Index: de zoekmachine antwoordt niet"
    after = "na 60 s rust nog niet gelijk" if outcome.settled is None else f"gelijk na {outcome.settled:.0f} s rust"
    return (
        f"Index: {after}; {report['documents']} documenten, {report['missing']} ontbreken, {report['extra']} te veel, "
        f"{report['stale']} verouderd"
    )


def _plan(arguments: list[str]) -> Plan:
    parser = ArgumentParser(prog="make drill", description=__doc__)
    parser.add_argument("--changes", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, help="wat dan nog niet gedaan is, blijft liggen")
    asked = parser.parse_args(arguments)
    return Plan(asked.changes, asked.seed, asked.minutes)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
