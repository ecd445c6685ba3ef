"""Where argmap starts: a verb is done on the command line, everything else opens the window."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

VERBS = {
    "import": "make a debate of thread files",
    "export": "write the map or the debate in another format",
    "verdicts": "say what stands and what falls",
    "matrix": "count objections by provision and topic",
    "check": "verify a file and list what is doubtful in it",
    "formats": "list the formats that can be read and written",
}
"""What can be done without the window, each in a few words. A file with such a name is opened as ./name."""

INTERRUPTED = 128 + signal.SIGINT
BROKEN_PIPE = 141  # what the shell reports for a program that SIGPIPE ended


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the arguments ask, those of the process by default. Returns the exit status."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name or a sign that the terminal cannot show
    gc.disable()  # what starting makes (modules, classes, records, widgets) stays; the window goes on looking for garbage later
    try:
        status = _verb(asked) if asked and asked[0] in VERBS else _window(asked)
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit as leaving:  # from argparse: after --help, or with a sentence about what is wrong
        return leaving.code if isinstance(leaving.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        with contextlib.suppress(OSError, ValueError):  # what is left to say must not fail again at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    finally:
        gc.enable()
    return status


def _verb(asked: list[str]) -> int:
    from argmap import cli

    return cli.run(asked)


def _window(asked: list[str]) -> int:
    import argparse

    from argmap import __version__
    from argmap.cli import Parser
    from argmap.cli.loading import named

    verbs = "\n".join(f"  {verb:10} {does}" for verb, does in VERBS.items())
    parser = Parser(
        prog="argmap",
        usage="argmap [FILE] [options]\n       argmap VERB …",
        description="Opens the window, on a debate or on a thread file that becomes a new debate.",
        epilog=f"verbs, which do without the window (“argmap VERB --help” says more):\n{verbs}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", type=named, help="the debate or thread file to open")
    parser.add_argument("--screenshot", metavar="OUT.png", type=named, help="write a picture of the window and leave")
    parser.add_argument("--size", type=_size, default=(1600, 1000), metavar="WxH", help="of that picture (1600x1000)")
    parser.add_argument("--theme", choices=("light", "dark"), help="colours; else as on the desktop")
    parser.add_argument("--view", choices=("read", "split", "map", "matrix", "review"), help="what to show")
    parser.add_argument("--select", metavar="ID", help="what to select")
    parser.add_argument("--version", action="version", version=f"argmap {__version__}")
    chosen = parser.parse_args(asked)
    if chosen.file is not None and not Path(chosen.file).exists() and sys.stderr is not None:
        print(f"There is no file “{chosen.file}”. Check its name; “argmap --help” lists the verbs.", file=sys.stderr)
        return 2
    from argmap.gui.app import run

    return run(
        chosen.file,
        screenshot=chosen.screenshot,
        size=chosen.size,
        theme=chosen.theme,
        view=chosen.view,
        select=chosen.select,
    )


def _size(text: str) -> tuple[int, int]:
    import argparse

    width, cross, height = text.lower().replace("×", "x").partition("x")
    if not (cross and width.isdecimal() and height.isdecimal() and len(text) < 12):
        raise argparse.ArgumentTypeError(f"“{text}” is no size; write it as 1600x1000")
    size = int(width), int(height)
    if not all(100 <= side <= 16_000 for side in size):
        raise argparse.ArgumentTypeError(f"{text} is too small or too large for a window; try 1600x1000")
    return size


if __name__ == "__main__":
    sys.exit(main())
