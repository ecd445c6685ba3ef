"""An application for text to be measured in."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Every test here measures text, which needs an application."""
    return qapp
