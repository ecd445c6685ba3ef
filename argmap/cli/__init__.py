"""The command line: the window's verbs for scripts. Heavy imports stay inside the verbs."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from argmap import __version__
from argmap.cli.exporting import add_export
from argmap.cli.importing import add_import
from argmap.cli.printing import BAD_INPUT, on_one_line
from argmap.cli.reports import add_check, add_formats, add_matrix, add_verdicts
from argmap.formats.registry import FormatError
from argmap.model.debate import EditError
from argmap.store.errors import StoreError


class Parser(argparse.ArgumentParser):
    """A parser that complains in one sentence."""

    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:].rstrip(".")
        self.exit(BAD_INPUT, f"{sentence}. See “{self.prog} --help”.\n")


def run(arguments: Sequence[str]) -> int:
    """Does what the verb, the first of the arguments, says. Returns the exit status."""
    asked = _parser().parse_args(arguments)
    work: Callable[[argparse.Namespace], int] = asked.work
    often = gc.get_threshold()
    gc.set_threshold(
        200_000, 20, 20
    )  # records are many and free of circles: looking for those takes a fifth of the time
    try:
        return work(asked)
    except (FormatError, StoreError, EditError) as error:
        print(on_one_line(str(error)), file=sys.stderr)
        return BAD_INPUT
    finally:
        gc.set_threshold(*often)


def _parser() -> Parser:
    parser = Parser(prog="argmap", description="Argument maps of debates, on the command line.")
    parser.add_argument("--version", action="version", version=f"argmap {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True, parser_class=Parser)
    for add in (add_import, add_export, add_verdicts, add_matrix, add_check, add_formats):
        add(verbs)
    return parser
