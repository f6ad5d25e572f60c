"""`python -m devtools.drill.process MODULE ARGUMENT...`: a process of the drill that works in Django.

Apart from those modules, since they import models, which can only be done when Django is set up.
"""

import importlib
import sys

import django


def main(module: str, arguments: list[str]) -> None:
    """Set Django up and run the `main` of a module of the drill."""
    django.setup()
    importlib.import_module(f"devtools.drill.{module}").main(*arguments)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
