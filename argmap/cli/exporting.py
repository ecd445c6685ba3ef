"""The verb “export”: pictures of the map, and debates in other formats."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.cli.loading import DEBATE_FILE, Loaded, check_replaced, load, named
from argmap.formats.registry import FormatError
from argmap.model.debate import Debate

if TYPE_CHECKING:
    from argmap.formats.registry import Format, WriteOptions


def add_export(verbs: Any) -> None:
    """Adds the verb to the command line."""
    verb = verbs.add_parser(
        "export",
        help="write the map or the debate in another format",
        description="Writes the argument map as a picture, or the whole debate in another format.",
    )
    verb.add_argument("file", metavar="FILE", type=named, help=DEBATE_FILE)
    verb.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        type=named,
        required=True,
        help="the file to write; one that is there is replaced",
    )
    verb.add_argument("--format", metavar="NAME", help="the format to write; else OUT's suffix says it")
    _add_parts(verb)
    _add_looks(verb)
    verb.set_defaults(work=_export)


def _add_parts(verb: argparse.ArgumentParser) -> None:
    """Options that say what of a debate is written."""
    verb.add_argument("--focus", metavar="ID", type=named, help="only a statement or provision and what is near it")
    verb.add_argument("--depth", metavar="N", type=_count, help="with --focus: how many links away (1)")
    verb.add_argument("--provision", metavar="CITATION", help="only what hangs on a provision, such as “§ 3(a)”")
    verb.add_argument(
        "--only", metavar="ID", action="append", help="only these statements and provisions; may be given several times"
    )
    verb.add_argument("--view", metavar="NAME", help="only what a view that was saved under this name shows")
    verb.add_argument(
        "--as-of", metavar="WHEN", help="as the map stood at the end of a day (2024-05-01), or after a post, by its id"
    )


def _add_looks(verb: argparse.ArgumentParser) -> None:
    """Options that say how a picture looks."""
    verb.add_argument(
        "--layout", metavar="NAME", type=named, help="lay the cards out anew instead of leaving them where they are"
    )
    verb.add_argument("--theme", choices=("light", "dark", "grey"), help="colours (light)")
    verb.add_argument(
        "--numbered", action="store_true", default=None, help="give cards the numbers that they have in an outline"
    )
    verb.add_argument(
        "--scale", metavar="X", type=_scale, help="for PNG: pixels for each point of the map (2, or what fits)"
    )
    verb.add_argument("--paper", metavar="NAME", help="for PDF: fit the map to A4, A3 or Letter")
    verb.add_argument("--orientation", choices=("portrait", "landscape"), help="for PDF: how the paper lies")
    verb.add_argument(
        "--tiled",
        action="store_true",
        default=None,
        help="for PDF: in its own size over as many sheets as it takes (A4)",
    )


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number below 1,000,000")
    return int(text)


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0 < scale < 1000:
        raise argparse.ArgumentTypeError(f"“{text}” is no size; give a number such as 2 or 0.5")
    return scale


def _export(asked: argparse.Namespace) -> int:
    os.environ.setdefault("QT_HASH_SEED", "0")  # before Qt is loaded; else the fonts of a PDF come in any order
    from argmap.formats import registry
    from argmap.formats.files import check_target, write_whole

    target = Path(asked.output)
    check_target(target)
    chosen = registry.by_name(asked.format) if asked.format else registry.for_writing(target.name)
    if chosen.write is None:
        raise FormatError(f"argmap reads {chosen.label}, but cannot write it. “argmap formats” lists what it writes.")
    loaded = load(asked.file)
    check_replaced(target, asked.file)
    debate, options = _wanted(asked, loaded, chosen)
    write_whole(target, chosen.write(debate, options))
    return 0


_PARTS = ("focus", "depth", "provision", "only", "view", "as_of")
_LOOKS = ("layout", "theme", "scale", "numbered")
_PAPER = ("paper", "orientation", "tiled")
"""Options by what takes them: all that is drawn or told, pictures, and PDF."""


def _wanted(asked: argparse.Namespace, loaded: Loaded, chosen: Format) -> tuple[Debate, WriteOptions]:
    """What is written, which may be the debate of an earlier day, and what its writer is asked for. Raises FormatError for
    what is not in the debate."""
    from argmap.formats.registry import WriteOptions

    debate, given = loaded.debate, _given(asked, chosen)
    if "as_of" in given:
        debate, given["stood"] = _past(debate, given.pop("as_of"))
    if "provision" in given:
        given["provision"] = _provision(debate, given["provision"])
    if "only" in given:
        given["shown"], given["part"] = _known(debate, given.pop("only")), "Selected cards"
    if "view" in given:
        shown, given["part"] = _view(loaded.debate, debate, given.pop("view"))
        given["shown"], given["placed"] = given.get("shown", shown) & shown, True
    if _kind(chosen) in ("pictures", "reports"):
        _start_qt()
    return debate, WriteOptions(**given, places=loaded.places, last_edit=loaded.last_edit, note=_note)


def _note(words: str) -> None:
    print(words, file=sys.stderr)


def _kind(chosen: Format) -> str:
    """What a format holds: "pictures" of the map, "reports" on it, or "maps", the whole of a debate."""
    return chosen.write.__module__.removeprefix("argmap.formats.").split(".")[0]


def _given(asked: argparse.Namespace, chosen: Format) -> dict[str, Any]:
    """The options that were given. Raises FormatError for what this format does not take."""
    given = {name: value for name in (*_PARTS, *_LOOKS, *_PAPER) if (value := getattr(asked, name)) is not None}
    taken = {"pictures": (*_PARTS, *_LOOKS), "reports": (*_PARTS, "numbered")}.get(_kind(chosen), ())
    foreign = [name for name in given if name not in taken and not (chosen.name == "pdf" and name in _PAPER)]
    if foreign:
        what = "a PDF" if foreign[0] in _PAPER else "a picture of the map"
        raise FormatError(f"{chosen.label} is not {what}, so leave out --{foreign[0].replace('_', '-')}.")
    if "depth" in given and "focus" not in given:
        raise FormatError("--depth says how far to go from a statement or provision. Name it with --focus.")
    if "scale" in given and chosen.name != "png":
        raise FormatError(f"{chosen.label} has no pixels, so leave out --scale.")
    return given


def _past(debate: Debate, when: str) -> tuple[Debate, str]:
    """The debate as it stood at the end of a day or after a post, and which that is in words. Raises FormatError for what is
    neither."""
    from datetime import date

    from argmap.analysis.past import Moment, as_of
    from argmap.formats.parts import past_words

    posts = [post.id for post in debate.posts.values() if when in (post.id, post.native_id)]
    try:
        moment = Moment(post=posts[0]) if posts else Moment(date.fromisoformat(when).isoformat())
    except ValueError:
        raise FormatError(
            f"“{when}” is neither a day, such as 2024-05-01, nor the id of a post in this debate."
        ) from None
    return as_of(debate, moment), past_words(debate, moment)


def _view(saved: Debate, debate: Debate, name: str) -> tuple[frozenset[str], str]:
    """The cards that a view shows of a debate, and what they are in words. Raises FormatError when no such view is saved."""
    from argmap.formats.parts import shown_by

    views = {view.name: view for view in saved.views.values()}
    if name not in views:
        known = f"It has {', '.join(f'“{known}”' for known in views)}." if views else "It has none."
        raise FormatError(f"There is no view “{name}” in this debate. {known}")
    return shown_by(debate, views[name]), f"View “{name}”"


def _known(debate: Debate, ids: list[str]) -> frozenset[str]:
    """The ids of cards. Raises FormatError for one that is none."""
    unknown = [i for i in ids if i not in debate.statements and i not in debate.provisions]
    if unknown:
        raise FormatError(f"There is no statement or provision “{unknown[0]}” in this debate. Name one that it has.")
    return frozenset(ids)


def _provision(debate: Debate, citation: str) -> str:
    """The id of the provision that is cited. Raises FormatError when there is none, or more than one."""

    def bare(text: str) -> str:
        return "".join(text.casefold().split())

    def cited(*names: str) -> bool:
        return bare(citation) in {bare(name) for name in names if name}

    provisions = debate.provisions.values()
    found = [p.id for p in provisions if cited(p.citation)] or [p.id for p in provisions if cited(p.title, p.id)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(p.citation or p.title or p.id for p in provisions) or "none"
    fault = "names more than one provision" if found else "names no provision"
    raise FormatError(f"“{citation}” {fault}. The provisions of this debate are: {known}.")


_APPLICATION: list[object] = []
"""The Qt application that fonts need, kept as long as the process runs."""


def _start_qt() -> None:
    """Fonts can be measured from here on, with or without a display."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # nothing is shown, so a display that fails cannot matter
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        _APPLICATION.append(QGuiApplication(["argmap"]))
