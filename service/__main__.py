"""The command line: python -m service extract, python -m service key"""

from __future__ import annotations

import argparse
import os
import sys

# One thread a process for matrix products: the processes share the cores already.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from service.archive import command
from service.web import keys


def main() -> int:
    """Parse the command line and do what it says; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m service", description="Quotes of news articles.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    extract = commands.add_parser("extract", help="find the quotes of articles in files")
    command.add_arguments(extract)
    extract.set_defaults(run=command.run)
    key = commands.add_parser("key", help="make a key for a caller of the server")
    key.add_argument("name", help="the caller's name, for logs and metrics")
    key.add_argument("file", help="the file of QUOTES_API_KEYS_FILE, to which the key's hash is added")
    key.set_defaults(run=_make_key)
    options = parser.parse_args()
    return int(options.run(options))


def _make_key(options: argparse.Namespace) -> int:
    try:
        print(keys.add(options.file, options.name))
    except (keys.BadKeys, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return command.CANNOT
    return command.WELL


if __name__ == "__main__":
    sys.exit(main())
