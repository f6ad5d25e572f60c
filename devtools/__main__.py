"""`python3 -m devtools COMMAND`: looks for a Python that will do and hands over to bootstrap.

Written so that a Python from years ago can read it: that one must get a sentence too.
"""

import os
import shutil
import sys
from typing import Optional, Sequence

OLDEST = (3, 11)
NEWEST = (3, 14)


def suitable(version: Sequence) -> bool:
    """Whether the site runs on this version of Python, given as (major, minor)."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def find_python() -> Optional[str]:
    """This Python if it will do, else another one of the machine, else None."""
    if suitable(sys.version_info):
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3." + str(minor))
        if found:
            return found
    return None


def main() -> None:
    python = find_python()
    if python is None:
        sys.exit(
            "Deze site heeft Python 3.11, 3.12, 3.13 of 3.14 nodig; hier staat "
            + ".".join(str(part) for part in sys.version_info[:2])
            + ". Installeer een van die versies en probeer het opnieuw."
        )
    os.execv(python, [python, "-m", "devtools.bootstrap"] + sys.argv[1:])


if __name__ == "__main__":
    main()
