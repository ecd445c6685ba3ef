"""The look of the application: Fusion, our palettes, one typeface, and the few rules that Qt's palette cannot express."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from argmap.paths import resource
from argmap.picture import fonts
from argmap.picture.palette import Palette, palette

MODES = ("system", "light", "dark")


class Theme(QObject):
    """Which palette is in use: "system" follows the desktop, "light" and "dark" do not."""

    changed = Signal(object)
    """Another Palette is in use."""

    def __init__(self, application: QApplication, mode: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._mode = mode if mode in MODES else "system"
        self._application.setStyle(QStyleFactory.create("Fusion"))
        fonts.load()
        self._application.setFont(fonts.font("body"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def mode(self) -> str:
        """One of MODES."""
        return self._mode

    @property
    def palette(self) -> Palette:
        """The palette in use."""
        if self._mode == "system":
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return palette("dark" if dark else "light")
        return palette(self._mode)

    def set_mode(self, mode: str) -> None:
        """Chooses one of MODES."""
        if mode in MODES and mode != self._mode:
            self._mode = mode
            self._apply()

    def _on_scheme_changed(self) -> None:
        if self._mode == "system":
            self._apply()

    def _apply(self) -> None:
        chosen = self.palette
        self._application.setPalette(qt_palette(chosen))
        self._application.setStyleSheet(style_sheet(chosen))
        self.changed.emit(chosen)


def qt_palette(colours: Palette) -> QPalette:
    """Our colours in Qt's roles."""
    role = QPalette.ColorRole
    result = QPalette()
    for target, value in {
        role.Window: colours.panel,
        role.WindowText: colours.text,
        role.Base: colours.card,
        role.AlternateBase: colours.panel,
        role.Text: colours.text,
        role.PlaceholderText: colours.faint,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.card,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.Highlight: colours.selection,
        role.HighlightedText: colours.text,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Accent: colours.accent,
        role.Light: colours.card,
        role.Midlight: colours.raised,
        role.Mid: colours.line,
        role.Dark: colours.line,
        role.Shadow: colours.line,
    }.items():
        result.setColor(target, QColor(value))
    for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.faint))
    return result


def style_sheet(colours: Palette) -> str:
    """What the palette cannot say: flat bars, rounded fields, quiet tabs and splitters, a visible focus ring."""
    return _bars(colours) + _fields(colours) + _controls(colours)


def _bars(c: Palette) -> str:
    return f"""
    QMainWindow, QMenuBar, QStatusBar {{ background: {c.raised}; }}
    QMenuBar {{ padding: 3px 6px; border-bottom: 1px solid {c.line}; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: 5px; background: transparent; }}
    QMenuBar::item:selected {{ background: {c.selection}; }}
    QMenu {{ background: {c.card}; border: 1px solid {c.line}; padding: 5px; }}
    QMenu::item {{ padding: 5px 28px 5px 22px; border-radius: 5px; }}
    QMenu::item:selected {{ background: {c.selection}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.faint}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 5px 8px; }}
    QToolBar {{ background: {c.panel}; border: none; border-bottom: 1px solid {c.line}; padding: 7px 8px; spacing: 6px; }}
    QToolBar::separator {{ background: {c.line}; width: 1px; margin: 5px 3px; }}
    QStatusBar {{ border-top: 1px solid {c.line}; color: {c.secondary}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {c.secondary}; padding: 2px 6px; }}
    QSplitter::handle {{ background: {c.line}; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; background: {c.panel}; }}
    QTabBar {{ qproperty-drawBase: 0; }}
    QTabBar::tab {{ padding: 7px 6px; color: {c.secondary}; border: 1px solid transparent; border-bottom: none;
        border-top-left-radius: 6px; border-top-right-radius: 6px; margin: 4px 0 0 2px; }}
    QTabBar::tab:selected {{ color: {c.text}; background: {c.card}; border-color: {c.line}; font-weight: 600; }}
    QTabBar::tab:hover:!selected {{ color: {c.text}; }}
    QTabBar::tab:focus {{ color: {c.accent}; }}
    """


def _fields(c: Palette) -> str:
    return f"""
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {{
        background: {c.card}; border: 1px solid {c.line}; border-radius: 6px; padding: 4px 7px;
        selection-background-color: {c.selection}; selection-color: {c.text}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus,
    QDateEdit:focus {{ border: 1px solid {c.accent}; }}
    QPushButton {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 6px; padding: 5px 12px; }}
    QPushButton:hover {{ background: {c.raised}; }}
    QPushButton:focus, QPushButton:default {{ border: 1px solid {c.accent}; }}
    QPushButton:pressed {{ background: {c.selection}; }}
    QPushButton:disabled {{ color: {c.faint}; }}
    QTreeView, QListView {{ background: {c.panel}; border: none; outline: none; }}
    QTreeView::item:selected, QListView::item:selected {{ background: {c.selection}; color: {c.text}; }}
    QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: 4px 6px; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QProgressBar {{ border: 1px solid {c.line}; border-radius: 4px; background: {c.card}; text-align: center; height: 12px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 2px; }}
    QScrollBar::handle:hover {{ background: {c.faint}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _controls(c: Palette) -> str:
    """Check boxes and arrows, which Fusion draws too dark to be seen on dark grounds."""

    def icon(name: str) -> str:
        return f"url({resource('icons', f'{name}-{c.name}.svg').as_posix()})"

    return f"""
    QCheckBox {{ spacing: 7px; }}
    QCheckBox::indicator, QListView::indicator {{ width: 14px; height: 14px; border: 1px solid {c.secondary};
        border-radius: 4px; background: {c.card}; }}
    QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {c.accent}; border-color: {c.accent};
        image: {icon("tick")}; }}
    QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; }}
    QCheckBox:focus {{ color: {c.accent}; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    QComboBox::down-arrow {{ image: {icon("down")}; width: 10px; height: 10px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; background: transparent; width: 18px; }}
    QAbstractSpinBox::up-arrow {{ image: {icon("up")}; width: 9px; height: 9px; }}
    QAbstractSpinBox::down-arrow {{ image: {icon("down")}; width: 9px; height: 9px; }}
    """
