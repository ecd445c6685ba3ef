"""An application for text to be measured in."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """The order of an outline is that of a picture."""
    return qapp
