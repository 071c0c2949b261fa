"""Charts as files: SVG that says in words what it shows, and pictures of 300 dots an inch."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from maturity_app.domain.assessment import Assessment, Share
from maturity_app.jobs.charting import write_charts
from maturity_app.jobs.sharing import Sharing
from tests.building import assessment, dimension, full_questionnaire, questionnaire, random_answers

WHOLE = full_questionnaire()
SVG = "{http://www.w3.org/2000/svg}"


def wave(year: int) -> Assessment:
    given = random_answers(WHOLE, year, open_share=0)
    return assessment(WHOLE, given, unit="B2 <&>", label=f"Autumn {year}", day=date(year, 10, 1))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("charts")
    paths = write_charts(folder, wave(2026), ("svg", "png"), [wave(2025)])
    return {path.name.rpartition(" ")[2]: path for path in paths}


def test_each_chart_is_there_in_both_kinds(files: dict[str, Path]) -> None:
    names = ("profile", "balance", "pressure", "quadrant", "trend")
    assert list(files) == [f"{name}.{kind}" for name in names for kind in ("svg", "png")]
    assert files["trend.svg"].name == "B2 & Autumn 2026 trend.svg"


def test_an_svg_has_title_and_description_and_stays_inside_its_frame(
    files: dict[str, Path],
) -> None:
    for name, path in files.items():
        if not name.endswith("svg"):
            continue
        root = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - we wrote it
        assert root.get("role") == "img"
        words = {child.tag.removeprefix(SVG): child.text or "" for child in root}
        assert words["title"]
        assert "B2 <&> · Autumn 2026" in words["desc"]
        assert "DRAFT" in words["desc"]
        width, height = map(float, (root.get("viewBox") or "").split()[2:])
        for text in root.findall(f"{SVG}text"):
            left, y = float(text.get("x", -1)), float(text.get("y", -1))
            assert 0 <= left <= left + float(text.get("textLength", 1e9)) <= width
            assert 0 <= y <= height


def test_the_words_of_a_chart_tell_its_figures(files: dict[str, Path]) -> None:
    root = ET.fromstring(files["pressure.svg"].read_text("utf-8"))  # noqa: S314 - we wrote it
    told = root.findtext(f"{SVG}desc") or ""
    assert all(f"{row}, {side}: " in told for row in ("Volatility", "Ambiguity")
               for side in ("External", "Internal"))  # fmt: skip


def test_a_picture_knows_its_resolution_and_shows_something(files: dict[str, Path]) -> None:
    svg = ET.fromstring(files["profile.svg"].read_text("utf-8"))  # noqa: S314 - we wrote it
    width = float((svg.get("viewBox") or "").split()[2])
    with Image.open(files["profile.png"]) as picture:
        assert picture.width == pytest.approx(width / 72 * 300, abs=2)
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert picture.info["Title"]
        assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 20


def test_a_questionnaire_without_levels_and_waves_has_the_charts_it_can(tmp_path: Path) -> None:
    plain = questionnaire(dimension("one", (None, None), rule=None), headline=None)
    paths = write_charts(tmp_path, assessment(plain, random_answers(plain, 1)), ("svg",))
    assert [path.stem.rpartition(" ")[2] for path in paths] == ["profile"]


@pytest.mark.parametrize("share", ["without_names", "scores_only"])
def test_charts_tell_no_more_than_the_report_they_are_of(tmp_path: Path, share: Share) -> None:
    sharing = Sharing(preset=share)
    paths = write_charts(tmp_path, wave(2026), ("svg",), [wave(2025)], sharing=sharing)
    assert paths
    for path in paths:
        assert share.replace("_", "-") in path.name
        assert ("B2" in path.name + path.read_text("utf-8")) == (share == "scores_only")
