"""Cells of a table that no spreadsheet takes for a formula when it is opened or pasted."""

import re


def inert_cell(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula, whatever a user typed.

    A spreadsheet that splits at semicolons or tabs, or at line breaks inside a text, would
    find a formula behind one; the dash that begins a point of a list is none.
    """
    if not isinstance(cell, str):
        return cell
    text = _HIDDEN_FORMULA.sub(r"\1'", cell)
    return f"'{text}" if _FORMULA.match(text) else text


_FORMULA = re.compile(r"[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
_HIDDEN_FORMULA = re.compile(r"([;\t\r\n][ \x00]*)(?=[=+@\uff1d\uff0b\uff20]|-(?! )|\uff0d)")
