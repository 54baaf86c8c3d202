"""Where the sources of the book lie in their repository."""

from __future__ import annotations

import subprocess
from typing import NamedTuple

__all__ = ["Checkout", "checkout_of"]


class Checkout(NamedTuple):
    """A commit, and the folder of the book in it; both empty where there is none."""

    commit: str
    folder: str
    """Relative to the top, with a slash at its end; empty if it is the top."""

    def files(self, repository: str) -> str:
        """Return the address to which the path of a source file is appended."""
        if not repository or not self.commit:
            return ""
        return f"{repository.rstrip('/')}/blob/{self.commit}/{self.folder}"


def checkout_of(folder: str) -> Checkout:
    """Look up the short hash of the commit that is checked out where `folder` is."""
    command = ["git", "-C", folder, "rev-parse", "--show-prefix", "--short", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return Checkout("", "")
    if done.returncode:
        return Checkout("", "")
    prefix, commit = done.stdout.splitlines()
    return Checkout(commit, prefix)
