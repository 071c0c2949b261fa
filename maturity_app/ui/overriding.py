"""`override` for Qt's methods, without loading at start the package that only checkers need."""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
else:
    _Method = TypeVar("_Method")

    def override(method: _Method) -> _Method:
        """Mark a method that replaces one of Qt's."""
        return method


__all__ = ["override"]
