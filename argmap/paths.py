"""Where shipped files are, in a checkout and in an install alike."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"
_HOME = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent


def resource(*parts: str) -> Path:
    """A file or folder below ``resources``."""
    return _HOME.joinpath("resources", *parts)


def sample_debates() -> Path:
    """The folder of shipped sample debates."""
    return _HOME / "sample_debates"
