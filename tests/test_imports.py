"""What starting the window, the command line and the list of formats imports, and what waits until it is needed."""

import subprocess
import sys


def printed(code: str) -> str:
    """What a fresh Python prints that runs this."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def test_the_window_is_not_kept_waiting_by_databases_and_graphs() -> None:
    code = (
        "import sys, argmap.__main__, argmap.cli; light = set(sys.modules);"
        "import argmap.gui.app; heavy = {'sqlalchemy', 'networkx', 'lxml', 'rapidfuzz', 'pysbd', 'markdown_it'};"
        "print(sorted(heavy & set(sys.modules)), 'PySide6' in light)"
    )
    assert printed(code) == "[] False\n"


def test_the_window_is_not_kept_waiting_by_dialogs_and_formats() -> None:
    """Pages of the inspector and dialogs are imported when they are asked for, and of the formats none."""
    code = (
        "import sys, argmap.gui.app; names = [n.removeprefix('argmap.') for n in sys.modules if n.startswith('argmap.')];"
        "late = ('gui.panels.pages.', 'gui.dialogs.', 'formats.threads.', 'formats.maps.', 'formats.pictures.', 'store.d');"
        "print(*sorted(n for n in names if n.startswith(late)))"
    )
    assert printed(code).split() == ["gui.dialogs.picker", "gui.dialogs.picker_rows", "gui.panels.pages.page"]


def test_finding_the_formats_imports_nothing_that_only_serves_one() -> None:
    code = (
        "import sys; from argmap.formats import registry; made = {f.name for f in registry.formats()};"
        "print({'json', 'markdown', 'pdf', 'png', 'svg', 'text'} <= made, 'PySide6' in sys.modules,"
        " any(n.startswith(('argmap.analysis.', 'argmap.picture.', 'argmap.formats.threads.assembly')) for n in sys.modules))"
    )
    assert printed(code) == "True False False\n"
