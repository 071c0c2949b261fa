"""JSON Schemas of the file formats, as other programs and authors' editors need them."""

from typing import Any

from maturity_app.domain.mapping import VersionMapping
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.validation import json_schema

_NAME = {"type": "string", "minLength": 1}


def schema_of(kind: type) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file format.

    That of a questionnaire describes what authors write: a tree whose nodes may stand in other
    files, or be drawn from a long form. `#/$defs/Node` describes a file that holds one node,
    `#/$defs/Translation` a translation, `#/$defs/OwnItems` a file of a unit's own items.
    """
    schema = json_schema(kind)
    if kind is Questionnaire:
        _as_authors_write(schema["$defs"])
    if kind is VersionMapping:
        entry = schema["$defs"]["MappedItem"]["properties"]
        for key in ("old", "new"):
            # One id may stand by itself.
            entry[key] = {"anyOf": [_NAME, entry[key]]}
    return schema


def _as_authors_write(defs: dict[str, Any]) -> None:
    node = {"$ref": "#/$defs/Node"}
    drawn = {"$ref": "#/$defs/Drawn"}
    included = {"$ref": "#/$defs/Included"}
    defs["Included"] = {
        "type": "object",
        "description": "A node that stands in a file of its own, from the folder of this one.",
        "properties": {"file": _NAME},
        "required": ["file"],
        "additionalProperties": False,
    }
    defs["Drawn"] = {
        "type": "object",
        "description": "A node of the long form, with those of its items that are named.",
        "properties": {
            "draw": _NAME,
            "items": {"type": "array", "items": _NAME},
            "children": {"type": "array", "items": {"anyOf": [drawn, node, included]}},
        },
        "required": ["draw"],
        "additionalProperties": False,
    }
    children = {"type": "array", "items": {"anyOf": [node, included, drawn]}}
    defs["Node"]["properties"]["children"] = {**children, "default": []}
    whole = defs["Questionnaire"]
    whole["properties"]["tree"] = {"anyOf": [node, drawn]}
    # What the program itself writes into a questionnaire it has put together from files.
    for key in ("extension", "mappings", "translations"):
        del whole["properties"][key]
    extension = defs.pop("Extension")["properties"]
    defs["OwnItems"] = {
        "type": "object",
        "description": "A file of a unit's own items, which extends a questionnaire.",
        "properties": {
            "format": whole["properties"]["format"],
            "extends": _NAME,
            **extension,
            "scales": whole["properties"]["scales"],
            "children": children,
        },
        "required": ["extends", *extension, "children"],
        "additionalProperties": False,
    }
