"""argmap: argument maps of debates about the provisions of a proposal."""

__version__ = "0.1.0"
