"""The commit of the code, where the package stands in a git checkout."""

import subprocess
from pathlib import Path


def git_commit() -> str | None:
    """The commit that is checked out, with `+changes` where files differ from it; else None."""
    package = Path(__file__).resolve().parents[1]
    head = _git(package, "rev-parse", "HEAD")
    if head is None or _git(package, "ls-files", "--error-unmatch", "__init__.py") is None:
        return None
    changed = _git(package, "status", "--porcelain", "--untracked-files=no", "--", str(package))
    return f"{head}+changes" if changed else head


def _git(folder: Path, *arguments: str) -> str | None:
    """What git answers, or None where there is no git, no checkout, or no answer in time."""
    try:
        answer = subprocess.run(
            ["git", "--no-optional-locks", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None
