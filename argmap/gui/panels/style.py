"""The few rules of the panels that neither Qt's palette nor the application's style sheet has."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from argmap.picture.palette import Palette


def dress(widget: QWidget, colours: Palette) -> None:
    """Gives a panel the ground and the rules of a theme."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(colours.panel))
    palette.setColor(QPalette.ColorRole.Link, QColor(colours.accent))
    palette.setColor(QPalette.ColorRole.LinkVisited, QColor(colours.accent))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)
    widget.setStyleSheet(sheet(colours))


def sheet(colours: Palette) -> str:
    """The rules, by the property "look" of a widget."""
    c = colours
    return f"""
    QPlainTextEdit[look="gist"] {{ font-weight: 600; }}
    QLabel[look="section"] {{ color: {c.secondary}; font-weight: 600; }}
    QLabel[look="quiet"] {{ color: {c.secondary}; }}
    QLabel[look="title"] {{ font-weight: 600; }}
    QLabel[look="value"] {{ font-weight: 600; font-size: 15px; }}
    QFrame[look="box"] {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 6px; }}
    QFrame[look="box"] QLabel {{ background: transparent; }}
    QFrame[look="rule"] {{ background: {c.line}; border: none; }}
    QLabel:focus {{ background: {c.selection}; border-radius: 3px; }}
    QFrame[look="chip"] {{ background: {c.raised}; border-radius: 10px; }}
    *[look="chip"] > QLabel {{ background: transparent; color: {c.text}; }}
    QToolButton[look="cross"] {{ border: 1px solid transparent; border-radius: 8px; padding: 0 3px; color: {c.secondary}; margin: 0;
        background: transparent; }}
    QToolButton[look="cross"]:hover {{ color: {c.text}; background: {c.selection}; }}
    QToolButton[look="cross"]::menu-indicator, QToolButton[look="kind"]::menu-indicator {{ image: none; width: 0; }}
    QToolButton[look="add"] {{ background: {c.raised}; color: {c.secondary}; border: 1px solid transparent;
        border-radius: 10px; padding: 1px 8px; }}
    QToolButton[look="add"]:hover {{ color: {c.text}; }}
    QToolButton[look="kind"] {{ border: 1px solid transparent; border-radius: 5px; padding: 2px 5px 2px 2px; font-weight: 600;
        background: transparent; }}
    QToolButton[look="kind"]:hover {{ background: {c.raised}; }}
    QToolButton[look="plain"] {{ background: {c.card}; color: {c.text}; border: 1px solid {c.line}; border-radius: 6px;
        padding: 3px 8px; }}
    QToolButton[look="plain"]:hover {{ background: {c.raised}; }}
    QToolButton[look="plain"]:disabled {{ color: {c.faint}; }}
    QToolButton[look="plain"]::menu-indicator {{ image: none; width: 0; }}
    QToolButton[look]:focus {{ border-color: {c.accent}; }}
    {_tones(c)}
    """


def _tones(c: Palette) -> str:
    """The rules of what has the tint or ink of a kind."""
    return "".join(
        f'*[look="chip"][tone="{kind}"] {{ background: {c.fill[kind]}; color: {c.ink[kind]}; }}'
        f'QFrame[look="chip"][tone="{kind}"] QToolButton {{ color: {c.ink[kind]}; }}'
        f'QToolButton[look="kind"][tone="{kind}"] {{ color: {c.ink[kind]}; }}'
        f'QLabel[look="value"][tone="{kind}"] {{ color: {c.ink[kind]}; }}'
        for kind in c.ink
    )
