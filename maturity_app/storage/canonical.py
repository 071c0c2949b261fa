"""Canonical JSON (RFC 8785 for values without floating point) and the fingerprint over it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical_json(value: object) -> bytes:
    """Return the one JSON text of a value: keys sorted, no white space, UTF-8.

    Raises:
        TypeError: a floating-point number, of which there is no one text.

    """
    _refuse_floats(value)
    text = json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def fingerprint(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a signed record, in hexadecimal.

    The field `fingerprint` itself does not count, nor whether a correction has since
    superseded the record: it stays what was signed.
    """
    signed = {key: value for key, value in record.items() if key != "fingerprint"}
    if signed.get("status") == "superseded":
        signed["status"] = "signed_off"
    return hashlib.sha256(canonical_json(signed)).hexdigest()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(value)
    if isinstance(value, Mapping):
        for child in value.values():
            _refuse_floats(child)
    elif isinstance(value, list | tuple):
        for child in value:
            _refuse_floats(child)
