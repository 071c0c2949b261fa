"""Pictures of every page and dialog: `python -m tests.gallery DIR`.

In English, German and French, in light, dark and high contrast, at 100 % and at 200 %, with an
index.html that shows them beside each other. Further words narrow what is drawn, such as `german
dark`.
"""

import html
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from maturity_app.colours import CONTRAST, DARK, LIGHT, Palette
from maturity_app.ui.icons import STROKES, paint_icon
from maturity_app.ui.language import QtsOwnTexts
from maturity_app.wording import wording_for
from tests.ui.staging import Libraries, built, dressed, shown, staged
from tests.ui.views import VIEWS

LANGUAGES = {"english": "en", "german": "de", "french": "fr"}
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
# At 200 %, half of a screen of 1920 x 1080 is left, without its bar.
SIZES = {100: QSize(1280, 800), 200: QSize(960, 516)}

_COLUMNS = 8
_CELL = QSize(128, 68)
_SCREEN = '{"screens": [{"name": "screen", "width": 1920, "height": 1080, "dpr": 1}]}'


def draw(folder: Path, scale: int, words: Iterable[str]) -> None:
    """Draw the pictures of one scale, which an application has from its beginning to its end."""
    application = QApplication([sys.argv[0], "-style", "Fusion"])
    own_texts = QtsOwnTexts(application)
    with tempfile.TemporaryDirectory() as place:
        libraries = built(Path(place))
        for language, code in LANGUAGES.items():
            own_texts.speak(code)
            for theme in THEMES:
                way = f"{language}-{theme}-{scale}"
                if all(word in way for word in words):
                    _draw_way(application, libraries, folder, way)
    for theme, palette in THEMES.items():
        _icons(palette).save(str(folder / f"icons-all-{theme}-{scale}.png"))


def _icons(palette: Palette) -> QPixmap:
    """Return all icons of the family beside each other, with their names."""
    rows = -(-len(STROKES) // _COLUMNS)
    sheet = QWidget()
    sheet.setFixedSize(_COLUMNS * _CELL.width(), rows * _CELL.height())
    picture = sheet.grab()
    picture.fill(palette.raised)
    painter = QPainter(picture)
    painter.setPen(QColor(palette.text))
    for number, name in enumerate(STROKES):
        row, column = divmod(number, _COLUMNS)
        left, top = column * _CELL.width() + 8, row * _CELL.height() + 8
        for place, size in ((0, 12), (20, 16), (44, 20), (72, 32)):
            paint_icon(painter, name, QRectF(left + place, top, size, size), palette.text)
        painter.drawText(left, top + 50, name)
    painter.end()
    return picture


def _draw_way(application: QApplication, libraries: Libraries, folder: Path, way: str) -> None:
    language, theme, scale = way.split("-")
    palette, w = THEMES[theme], wording_for(LANGUAGES[language])
    for library, views in groupby(VIEWS, attrgetter("library")):
        with (
            dressed(application, palette),
            staged(libraries, library, w, palette, SIZES[int(scale)]) as stage,
        ):
            for view in views:
                widget = shown(stage, view)
                widget.grab().save(str(folder / f"{view.name}-{way}.png"))
                if isinstance(widget, QDialog):
                    widget.close()


def index(folder: Path) -> str:
    """Return a page with all pictures of a folder, those of one view in a row."""
    rows = []
    for name_of_view in (*(view.name for view in VIEWS), "icons"):
        pictures = "".join(
            f'<a href="{name}"><img src="{name}" alt="{name}"><span>{name}</span></a>'
            for name in sorted(html.escape(path.name) for path in folder.glob("*.png"))
            if _is_of(name, name_of_view)
        )
        rows.append(f"<h2>{name_of_view}</h2><div>{pictures}</div>")
    style = (
        "body{font:14px sans-serif;margin:24px}div{display:flex;gap:12px;overflow-x:auto}"
        "a{flex:none;width:320px;color:inherit}img{width:100%;border:1px solid #888}"
        "span{display:block}"
    )
    title = "Every page and dialog"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style><h1>{title}</h1>{''.join(rows)}</html>"
    )


def _is_of(name: str, view: str) -> bool:
    return name.rsplit("-", 3)[0] == view


def main(folder: Path, words: list[str]) -> None:
    """Draw each scale in a process of its own, then the index."""
    folder.mkdir(parents=True, exist_ok=True)
    screen = folder / "screen.json"
    screen.write_text(_SCREEN)
    for scale in SIZES:
        environment = os.environ | {
            "QT_SCALE_FACTOR": str(scale / 100),
            "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        }
        command = [sys.executable, "-m", "tests.gallery", str(folder), f"--draw={scale}", *words]
        subprocess.run(command, env=environment, check=True)
    screen.unlink()
    (folder / "index.html").write_text(index(folder), "utf-8")


if __name__ == "__main__":
    target, *others = sys.argv[1:]
    drawn = [word for word in others if word.startswith("--draw=")]
    wanted = [word for word in others if not word.startswith("--")]
    if drawn:
        draw(Path(target), int(drawn[0].removeprefix("--draw=")), wanted)
    else:
        main(Path(target), wanted)
