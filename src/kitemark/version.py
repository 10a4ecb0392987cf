"""The library's own version, kept where reading it costs nothing."""

__version__ = "0.1.0"
