"""The files a questionnaire's tree names, put in the places where they are named."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from maturity_app.domain.said import said
from maturity_app.storage.problems import DataPath, InputError, Problem, shortened
from maturity_app.storage.yaml_source import MAX_DEPTH, Source, as_mapping, merged, read_yaml

MAX_FILES = 200


class Includes:
    """Replaces `file: NAME` entries of a tree by what stands in the files."""

    def __init__(self, entry: Path, source: Source) -> None:
        """Read for the questionnaire whose first file is `entry`, into its source."""
        """Read for the questionnaire whose first file is `entry`, into its source."""
        self._folder = entry.parent
        self._inside = entry.parent.resolve()
        self._source = source
        self._read = {entry.resolve()}

    def expand(self, node: object, path: DataPath) -> None:
        """Put the files named below a node into their places, and those that they name."""
        """Put the files named below a node into their places, and those that they name."""
        children = as_mapping(node).get("children")
        if not isinstance(children, list):
            return
        if len(path) > MAX_DEPTH:
            # Files that name files could lead on without an end.
            self._report(
                path, said("entries are nested too deeply"), said("use fewer levels of groups")
            )
            children.clear()
            return
        for number, child in enumerate(children):
            place = (*path, "children", number)
            if isinstance(child, dict) and "file" in child:
                children[number] = self._included(child, place)
            self.expand(children[number], place)

    def _included(self, child: Mapping[str, Any], place: DataPath) -> Any:  # noqa: ANN401 - YAML
        if len(child) > 1:
            self._report(
                place, said("an entry with `file` has no other keys"), said("move them to the file")
            )
        name = str(child["file"])
        target = self._target(name)
        what, mend = self._refusal(name, target)
        if what or target is None:
            self._report(place, what, mend)
        else:
            self._read.add(target)
            try:
                included = read_yaml(target, str(self._folder / name))
            except InputError as wrong:
                self._source.problems.extend(wrong.problems)
            else:
                merged(self._source, place, included)
                return included.data
        # What stands in the place of a file that can't be read raises no further problem.
        return {"id": f"unread-{len(self._source.problems)}", "title": "Unread"}

    def _refusal(self, name: str, target: Path | None) -> tuple[str, str]:
        """Return why a file is not read, and how to mend it; two empty texts if it is."""
        if target is None:
            what = said("`{name}` is no YAML file in this folder", name=shortened(name))
            return what, said("name one that lies in it, such as practices/first.yaml")
        if not target.exists():
            what = said("there is no file `{name}`", name=shortened(name))
            return what, said("check the name")
        if target in self._read:
            return said("`{name}` is named twice", name=name), said("name each file once")
        if len(self._read) >= MAX_FILES:
            what = said("more than {most} files are named", most=MAX_FILES)
            return what, said("put some together")
        return "", ""

    def _target(self, name: str) -> Path | None:
        """Return where a file of that name would be in this folder, links followed."""
        try:
            target = (self._folder / name).resolve()
            target.exists()
        except (OSError, RuntimeError, ValueError):
            # Too long a name, links in a circle, characters no name can have.
            return None
        inside = target.is_relative_to(self._inside) and target.suffix in (".yaml", ".yml")
        return target if inside else None

    def _report(self, path: DataPath, what: str, mend: str) -> None:
        file, line = self._source.locate(path)
        self._source.problems.append(Problem(file=file, place=line, what=what, mend=mend))
