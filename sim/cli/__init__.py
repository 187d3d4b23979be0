"""The command line, thin: it reads options, calls the project, and says what went wrong."""

from sim.cli.entry import main

__all__ = ["main"]
