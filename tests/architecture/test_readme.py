"""The README's promises: one command each to begin with, and the commands there are."""

import re
from pathlib import Path

import pytest

from maturity_app.cli import commands

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def section(title: str) -> str:
    return README.split(f"## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("title", ["Set up and see it work", "Run the tests"])
def test_a_section_that_begins_something_holds_one_command(title: str) -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", section(title), re.DOTALL)
    assert len(block.splitlines()) == 1


def test_every_command_is_listed_and_every_listed_command_is_there() -> None:
    listed = set(re.findall(r"^\| `([a-z]+)", section("Commands"), re.MULTILINE))
    assert listed == set(commands.commands)
