"""Where the shipped scenarios are."""

from pathlib import Path


def scenario_root() -> Path:
    """Folder of the shipped scenarios.

    A wheel carries them inside the package, as ``sim/_scenarios``; a source checkout has them
    at its top, in ``scenarios/``.

    Returns:
        The folder, absolute.

    Raises:
        FileNotFoundError: neither folder exists: the installation is damaged.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_scenarios", package.parent / "scenarios"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the shipped scenarios are missing beside {package}: install again")
