"""The command line: python -m service extract, python -m service serve, python -m service key"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

# One thread per process for matrix products: several processes share the cores already.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from service.archive import command, options


def main() -> int:
    """Parse the command line and run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m service", description="Quotes of news articles.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    extract = commands.add_parser("extract", help="find the quotes of articles in files")
    options.add_arguments(extract)
    extract.set_defaults(run=command.run)
    serve = commands.add_parser("serve", help="run the service; its settings are environment variables")
    serve.set_defaults(run=_serve)
    key = commands.add_parser("key", help="make a key for a caller of the server")
    key.add_argument("name", help="the caller's name, for logs and metrics")
    key.add_argument("file", help="the file of QUOTES_API_KEYS_FILE, to which the key's hash is added")
    key.set_defaults(run=_make_key)
    given = parser.parse_args()
    return int(given.run(given))


def _serve(_options: argparse.Namespace) -> int:
    """Replace this process with the server."""
    configuration = Path(__file__).with_name("gunicorn.conf.py")
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "--config", str(configuration)])


def _make_key(given: argparse.Namespace) -> int:
    from service.web import keys  # imported here, because reading files needs nothing of the web

    try:
        print(keys.add(given.file, given.name))
    except (keys.BadKeys, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return command.CANNOT
    return command.WELL


if __name__ == "__main__":
    sys.exit(main())
