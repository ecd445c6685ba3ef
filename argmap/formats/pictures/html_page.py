"""The page around an interactive map: its head with the rules of what it may load, tools, outline and side panel.

Everything that a debate brings goes through ``escaped``. No attribute holds script or style, and the rules name the page's
own script and style by their digests, so that nothing else runs even if it got in.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from argmap.paths import resource
from argmap.picture.inks import outline_colour
from argmap.picture.legend import EMPTY, NOT_YET
from argmap.picture.svg_elements import escaped, name

if TYPE_CHECKING:
    from argmap.formats.pictures.prepared import Prepared
    from argmap.formats.reports.outline import Change, Entry, Tie
    from argmap.picture.drawing import Rect
    from argmap.picture.palette import Palette

_SCRIPTS = ("bridges.js", "blocks.js", "drawing.js", "showing.js", "handling.js")
"""What the page's script is put together from: one function, whose parts follow each other."""

_DEEPEST = 24
"""How deep lists are nested: browsers stop at some 500 elements, and people long before."""


def page(
    made: Prepared,
    listed: Sequence[Entry],
    drawing: str,
    key: str,
    colours: Mapping[str, Mapping[str, str]],
    *,
    start: str,
    numbered: bool,
) -> str:
    """The whole page. ``drawing`` is the inside of the map's SVG and ``key`` the items of its legend; ``colours`` are custom
    properties by theme; ``start`` is the choice of colours that the page opens with."""
    script = f'"use strict";\n(() => {{\n{"".join(map(_resource, _SCRIPTS))}}})();\n'
    lang = f'lang="en" data-shown="{"light" if start == "system" else start}"'
    empty = "" if made.picture.cards else f'<p class="quiet">{escaped(NOT_YET if made.about else EMPTY)}</p>'
    return f"""<!doctype html>
<html {lang}>
{_head(made.page.title, _style(colours), script)}
<body>
<a class="skip" href="#outline">Skip to the outline</a>
<header>
<div class="name"><h1>{escaped(made.page.title)}</h1><p class="quiet">{escaped(made.page.counts)}</p></div>
{_tools(start)}
</header>
<main>
{_stage(made.picture.bounds, drawing, key)}
<aside id="panel" aria-label="What is selected" hidden><button class="close" id="close" type="button">Close</button><div id="told" tabindex="-1"></div></aside>
<section id="outline" tabindex="-1" aria-label="Outline"><h2>Outline</h2>{empty}
{"".join(_outline(listed, numbered))}</section>
</main>
<p class="stamp">{escaped(made.page.stamp)}</p>
<p class="unseen" id="said" role="status"></p>
<script>{script}</script>
</body>
</html>
"""


def _head(title: str, style: str, script: str) -> str:
    """The head, which says that nothing may be loaded, and which style and script are the page's own."""
    rules = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return f"""<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{rules}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="argmap">
<title>{escaped(title)}</title>
<style>{style}</style>
</head>"""


def _stage(bounds: Rect, drawing: str, key: str) -> str:
    """The map with its legend."""
    area = f"{bounds.x:.1f} {bounds.y:.1f} {bounds.width:.1f} {bounds.height:.1f}"
    label = "Map. Arrow keys move it; Tab goes to a card, from which arrow keys walk."
    return f"""<div class="stage" id="stage" role="group" tabindex="0" aria-label="{label}">
<svg id="map" role="group" aria-label="Cards" data-bounds="{area}"><g id="view"></g></svg>
<canvas id="far" aria-hidden="true" hidden></canvas>
<template id="drawing"><svg>{drawing}</svg></template>
<details class="key"><summary>Legend and keys</summary><ul>
{key}
</ul>
{_KEYS}</details>
</div>"""


def named_colours(palette: Palette) -> dict[str, str]:
    """The colours of a palette by the names that the style sheet uses."""
    names = ("window", "panel", "raised", "card", "line", "text", "secondary", "accent", "selection")
    return {n: getattr(palette, n) for n in names} | {"edge": outline_colour(palette)} | dict(palette.ink)


def _tools(start: str) -> str:
    themes = (("system", "System colours"), ("light", "Light"), ("dark", "Dark"), ("grey", "Grey"))
    offered = "".join(f'<option value="{n}"{" selected" if n == start else ""}>{words}</option>' for n, words in themes)
    return f"""<div class="tools" role="toolbar" aria-label="Tools">
<span role="search"><input type="search" id="search" placeholder="Search" aria-label="Search the map"><button id="previous" type="button" aria-label="Previous hit">‹</button><button id="next" type="button" aria-label="Next hit">›</button><span class="hits quiet" id="hits" role="status"></span></span>
<span><button id="focus" type="button" aria-pressed="false" disabled>Focus</button><button id="hide" type="button" aria-pressed="false">Hide the rest</button><select id="steps" aria-label="Steps around the card in focus"><option value="1">1 step</option><option value="2">2 steps</option><option value="3">3 steps</option></select></span>
<span><button id="foldall" type="button">Fold all</button><button id="unfoldall" type="button">Unfold all</button></span>
<span><button id="out" type="button" aria-label="Zoom out">−</button><span id="zoom" class="quiet">100 %</span><button id="in" type="button" aria-label="Zoom in">+</button><button id="fit" type="button">Fit</button></span>
<span><button id="read" type="button" aria-pressed="false">Outline</button><select id="theme" aria-label="Colours">{offered}</select><button id="print" type="button">Print</button></span>
</div>"""


_KEYS = """<p class="quiet">Drag or scroll to move, <kbd>Ctrl</kbd> and scroll or <kbd>+</kbd> <kbd>-</kbd> to zoom, <kbd>0</kbd> to fit. On a card:
arrow keys walk, <kbd>Enter</kbd> tells more, <kbd>F</kbd> or a double click puts it in focus, <kbd>1</kbd> to <kbd>3</kbd> set how far, <kbd>H</kbd> hides what is not in focus, <kbd>Space</kbd> folds its branch.
A thin broken line links cards by way of others that are not shown. <kbd>/</kbd> searches,
<kbd>N</kbd> and <kbd>P</kbd> go to the next and previous hit, <kbd>Esc</kbd> goes back.</p>"""


def _outline(listed: Sequence[Entry], numbered: bool) -> Iterator[str]:
    """Nested lists, made without recursion."""
    depth = -1
    acting: dict[str, list[tuple[Entry, Tie]]] = {}
    for entry in listed:
        for tie in entry.ties:
            acting.setdefault(tie.target, []).append((entry, tie))
    for entry in listed:
        deep = min(entry.depth, _DEEPEST, depth + 1)
        if deep > depth:
            yield "<ol>\n"
        else:
            yield "</li>\n" + "</ol></li>\n" * (depth - deep)
        depth = deep
        yield f'<li id="{name("entry", entry.id)}">{_entry(entry, numbered, acting.get(entry.id, ()))}'
    yield "</li>\n</ol>" * (depth + 1)


def _entry(entry: Entry, numbered: bool, acting: Sequence[tuple[Entry, Tie]]) -> str:
    """What the outline says of a card, and the panel beside the map."""
    number = f"{entry.number} · " if numbered else ""
    verdict = f' <span class="verdict">{escaped(entry.verdict)}</span>' if entry.verdict else ""
    head = f'<p class="head"><span class="kind {entry.kind}">{number}{entry.kind.capitalize()}</span>{verdict}</p>'
    told = "".join(_details(entry, acting))
    more = f'<details class="detail"><summary>More</summary>{told}</details>' if told else ""
    return f'{head}<p class="entry-title" dir="auto">{escaped(entry.title)}</p>{more}'


def _details(entry: Entry, acting: Sequence[tuple[Entry, Tie]]) -> Iterator[str]:
    if entry.reason:
        yield f'<p class="told">{escaped(entry.reason)}</p>'
    for saying in entry.sayings:
        by = escaped(saying.by)
        if saying.permalink:
            by = f'<a href="{escaped(saying.permalink)}" rel="noopener noreferrer" target="_blank">{by}</a>'
        yield f'<blockquote><p dir="auto">{escaped(saying.words)}</p><footer>{by}</footer></blockquote>'
    if not entry.sayings and entry.kind != "provision":
        yield '<p class="quiet">Said by nobody: the analyst’s own.</p>'
    if entry.changes:
        yield f"<table><tr><th>Version</th><th>Threshold</th><th>Status</th></tr>{''.join(map(_change, entry.changes))}</table>"
    ties = [f"{escaped(tie.deed)} {_link(tie.target, tie.name)}{escaped(tie.added)}" for tie in entry.ties]
    for source, tie in acting:
        goal = "this" if tie.name == entry.title else tie.name
        ties.append(f"{_link(source.id, source.title)} {escaped(f'{tie.deed} {goal}{tie.added}')}")
    if ties:
        yield f'<ul class="told">{"".join(f"<li>{tie}</li>" for tie in ties)}</ul>'
    if entry.topics:
        yield f'<p class="quiet">Topics: {escaped(", ".join(entry.topics))}</p>'
    if entry.note:
        yield f'<p dir="auto">Note: {escaped(entry.note)}</p>'


def _link(record_id: str, words: str) -> str:
    """A link to the entry of a card, which the script leads to the card."""
    return f'<a href="#{name("entry", record_id)}">{escaped(words)}</a>'


def _change(change: Change) -> str:
    status = " ".join(part for part in (change.status, change.when) if part)
    because = f", because of “{change.because}”" if change.because else ""
    words = f"<br>{escaped(change.text)}" if change.text else ""
    return (
        f"<tr><td>{change.number}</td><td>{escaped(change.threshold) or '–'}{words}</td>"
        f"<td>{escaped(status + because)}</td></tr>"
    )


def _style(colours: Mapping[str, Mapping[str, str]]) -> str:
    """The style sheet: fonts, the colours of each theme, and the rules."""
    sets = []
    for theme, known in colours.items():
        where = ":root" if theme == "light" else f":root[data-shown={theme}]"
        sets.append(f"{where}{{{''.join(f'--{n}:{c};' for n, c in known.items())}}}\n")
    light = "".join(f"--{n}:{c};" for n, c in colours["light"].items())
    printed = f"@media print{{:root[data-shown=dark]{{{light}}}}}\n"
    return _fonts() + "".join(sets) + printed + _resource("map.css")


@functools.cache
def _fonts() -> str:
    """The typeface of the map, its letters of European scripts, as part of the page."""
    faces = []
    for weight, file in ((400, "inter-regular.woff2"), (600, "inter-semibold.woff2")):
        data = base64.b64encode(resource("html", file).read_bytes()).decode()
        source = f'url("data:font/woff2;base64,{data}") format("woff2")'
        faces.append(f"@font-face{{font-family:Inter;font-weight:{weight};src:{source}}}\n")
    return "".join(faces)


@functools.cache
def _resource(file: str) -> str:
    """A file of the page. An HTML parser makes every line end a line feed before the digest is taken."""
    return resource("html", file).read_text(encoding="utf-8").replace("\r\n", "\n")


def _digest(content: str) -> str:
    """What a Content-Security-Policy calls inline content by (CSP Level 3, section 2.3)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
