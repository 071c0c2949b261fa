"""Arguments, then the window or a command."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path

from maturity_app.storage.places import data_folder


def main() -> None:
    """Run the program; the entry point of `maturity-app` and of `python -m maturity_app`."""
    if not sys.argv[1:]:
        # Most starts are this one, and need no command loaded to be refused.
        sys.exit(_open_window(data_folder(), ()))
    from maturity_app.cli import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names in any script are printed wherever output goes, a file on Windows included.
            stream.reconfigure(
                encoding=None if stream.isatty() else "utf-8", errors="backslashreplace"
            )
    sys.exit(run(sys.argv[1:], open_window=_open_window, test_window=_test_window))


def _open_window(data: Path, files: Sequence[Path]) -> int:
    # Qt is imported only where a window is asked for: commands run on machines without it.
    from maturity_app.app import open_window

    return open_window(data, files)


def _test_window(data: Path) -> str:
    from maturity_app.app import self_test_window

    return self_test_window(data)


if __name__ == "__main__":
    main()
