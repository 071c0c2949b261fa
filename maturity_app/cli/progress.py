"""How far long work is, as one line at the foot of a terminal."""

import shutil
import signal
import sys
import time
from typing import Self

import click

from maturity_app.wording import Wording, visible

_SECONDS_BETWEEN = 0.1


class Progress:
    """Tells on stderr how far work is, if that is a terminal; each line takes the last one's place.

    Within it, Ctrl+C ends the work after the step it is in; pressed again, at once.
    """

    def __init__(self, w: Wording) -> None:
        """Show nothing yet."""
        self._w = w
        self.is_cancelled = False
        self._is_seen = sys.stderr.isatty()
        self._told_at = 0.0
        self._shown = 0

    def __enter__(self) -> Self:
        """Take Ctrl+C as the wish to end."""
        self._usual = signal.signal(signal.SIGINT, self._on_interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave Ctrl+C to others again."""
        signal.signal(signal.SIGINT, self._usual)

    def _on_interrupt(self, *_: object) -> None:
        self.is_cancelled = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def tell(self, done: int, total: int, step: str = "") -> None:
        """Show the steps done, the steps in all and the one it is in."""
        now = time.monotonic()
        if self._is_seen and now - self._told_at >= _SECONDS_BETWEEN:
            self._told_at = now
            line = self._w("{name}: {done} of {total}", name=step, done=done, total=total)
            self._show(visible(line))

    def say(self, text: str, *, err: bool = False) -> None:
        """Print lines that stay, above the line that does not."""
        self._show("")
        click.echo(text, err=err)

    def _show(self, line: str) -> None:
        if not line and not self._shown:
            return
        # A line that is broken by the terminal could not be written over.
        line = line[: shutil.get_terminal_size().columns - 1]
        blank = " " * (self._shown - len(line))
        click.echo(f"\r{line}{blank}" if line else f"\r{blank}\r", nl=False, err=True)
        self._shown = len(line)
