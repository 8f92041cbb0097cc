"""The command line: python -m service extract"""

from __future__ import annotations

import argparse
import os
import sys

# One thread a process for matrix products: the processes share the cores already.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from service.archive import command, options


def main() -> int:
    """Parse the command line and do what it says; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m service", description="Quotes of news articles.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    extract = commands.add_parser("extract", help="find the quotes of articles in files")
    options.add_arguments(extract)
    extract.set_defaults(run=command.run)
    given = parser.parse_args()
    return int(given.run(given))


if __name__ == "__main__":
    sys.exit(main())
