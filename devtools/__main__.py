"""`python3 -m devtools COMMAND`: looks for a Python that will do and hands over to bootstrap.

Written so that a Python from years ago, 2.7 too, can read it: that one must get a sentence too.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)
NEWEST = (3, 14)


def suitable(version):
    # type: (tuple[int, ...]) -> bool
    """Whether the site runs on this version of Python, given as (major, minor)."""
    return OLDEST <= version[:2] <= NEWEST


def find_python():
    # type: () -> str | None
    """This Python if it will do, else another one of the machine, else None."""
    if suitable(tuple(sys.version_info[:2])):
        return sys.executable
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        for folder in folders:
            found = os.path.join(folder, "python3." + str(minor))
            if os.access(found, os.X_OK) and runs(found):
                return found
    return None


def runs(python):
    # type: (str) -> bool
    """Whether it is there: pyenv has a file of this name for versions that it won't start as well."""
    with open(os.devnull, "w") as nothing:
        try:
            return subprocess.call([python, "-c", ""], stdout=nothing, stderr=nothing) == 0
        except OSError:
            return False


def main():
    # type: () -> None
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
