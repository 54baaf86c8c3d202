"""Names of a package that are imported when they are first used.

``from gradbook.optimizers import GradientDescent`` then loads the module that defines it and
nothing else, so that a page depends on the modules it uses and not on their neighbours.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["importer"]


def importer(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Make the ``__getattr__`` of a package.

    Parameters
    ----------
    package
        Name of the package.
    homes
        For each public name, the submodule that defines it.

    Returns
    -------
    Callable
        A function from a name to the object; it raises AttributeError for any other name.

    Examples
    --------
    >>> find = importer("json", {"JSONDecoder": "decoder"})
    >>> find("JSONDecoder").__module__
    'json.decoder'
    """

    def find(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return find
