"""Both themes: complete, readable, switched by palette; text size reaches every widget."""

from itertools import product
from typing import get_args

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentorcrm import assets
from mentorcrm.ui import icons, theme
from mentorcrm.ui.widgets.buttons import Button
from mentorcrm.ui.widgets.text import Label
from mentorcrm.ui.widgets.text_area import TextArea

SCHEMES: tuple[theme.Scheme, ...] = ("light", "dark")


def luminance(color: QColor) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return (
        0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF())
    )


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_roles_in_code_are_those_of_the_tokens() -> None:
    assert set(get_args(theme.ColorRole)) == set(theme.tokens()["color"])
    assert set(get_args(theme.TypeStyle)) == set(theme.tokens()["type"])


@pytest.mark.parametrize(("text", "alpha"), [("#211E1A4D", 0x4D), ("#FAF8F4", 0xFF)])
def test_alpha_stands_last_in_a_token(text: str, alpha: int) -> None:
    color = theme.parse_color(text)
    assert color.name().upper() == text[:7]
    assert color.alpha() == alpha


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_readable_on_every_ground_it_stands_on(scheme: theme.Scheme) -> None:
    colors = theme.scheme_colors(scheme)
    inks: tuple[theme.ColorRole, ...] = ("text", "text2", "text3")
    grounds: tuple[theme.ColorRole, ...] = ("canvas", "sidebar", "surface", "raised", "sunken")
    pairs = [*product(inks, grounds), ("onAccent", "accent"), ("accent", "accentSoft")]
    pairs += [("good", "goodSoft"), ("warn", "warnSoft"), ("risk", "riskSoft")]
    assert [p for p in pairs if contrast(colors[p[0]], colors[p[1]]) < 4.5] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_control_marks_reach_three_to_one(scheme: theme.Scheme) -> None:
    colors = theme.scheme_colors(scheme)
    assert contrast(colors["field"], colors["surface"]) >= 3
    assert contrast(colors["accent"], colors["canvas"]) >= 3


def test_a_switch_changes_the_palette_and_tells_once(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.current().changed):
        theme.current().set_mode("dark")
    window = qapp.palette().color(QPalette.ColorRole.Window)
    assert window == theme.scheme_colors("dark")["canvas"]
    with qtbot.assertNotEmitted(theme.current().changed):
        theme.current().set_mode("dark")


def test_the_shipped_fonts_are_the_ones_in_use() -> None:
    for family in ("Inter", "Newsreader Display", "Newsreader Text"):
        assert family in theme.load_family(family)
    for names in theme.FONT_FILES.values():
        assert all(assets.path(f"fonts/{name}").is_file() for name in names)


def test_text_size_reaches_what_is_on_screen(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    label, button, area = Label("Ana"), Button("Log"), TextArea()
    layout = QVBoxLayout(box)
    for widget in (label, button, area):
        layout.addWidget(widget)
    before = (label.sizeHint().height(), button.sizeHint().height(), area.sizeHint().height())
    theme.current().set_scale(130)
    after = (label.sizeHint().height(), button.sizeHint().height(), area.sizeHint().height())
    assert all(large > small for small, large in zip(before, after, strict=True))


def test_every_icon_named_in_code_is_shipped() -> None:
    import re
    from pathlib import Path

    import mentorcrm.ui

    shipped = {path.stem for path in assets.path("icons").glob("*.svg")}
    named = set()
    for path in Path(mentorcrm.ui.__file__).parent.rglob("*.py"):
        named |= set(re.findall(r'icon="([a-z0-9-]+)"', path.read_text(encoding="utf-8")))
        named |= set(
            re.findall(r'Icon(?:Button|Label|Tile)\("([a-z0-9-]+)"', path.read_text("utf-8"))
        )
    assert named
    assert named <= shipped


def test_an_icon_takes_the_colour_of_the_theme_and_state(qtbot: QtBot) -> None:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QIcon

    icon = icons.icon("check", "accent")

    def strongest(mode: QIcon.Mode = QIcon.Mode.Normal) -> str:
        image = icon.pixmap(QSize(32, 32), 1.0, mode).toImage()
        points = product(range(image.width()), range(image.height()))
        best = max((image.pixelColor(x, y) for x, y in points), key=lambda c: c.alpha())
        return best.name()

    light = strongest()
    assert light == theme.scheme_colors("light")["accent"].name()
    theme.current().set_mode("dark")
    assert strongest() == theme.scheme_colors("dark")["accent"].name()
    assert strongest(QIcon.Mode.Disabled) == theme.scheme_colors("dark")["text3"].name()


def test_more_contrast_reaches_what_the_sheet_draws(qapp: QApplication) -> None:
    theme.current().set_contrast(True)
    try:
        mid = qapp.palette().color(QPalette.ColorRole.Mid)
        assert mid == theme.scheme_colors("light")["field"]
    finally:
        theme.current().set_contrast(False)
    assert qapp.palette().color(QPalette.ColorRole.Mid) == theme.scheme_colors("light")["line2"]


def test_a_colour_that_was_made_paler_is_whole_where_it_is_asked_for_again() -> None:
    theme.color("accent").setAlphaF(0.4)
    theme.current().color("warnFill").setAlphaF(0.4)
    assert theme.color("accent").alphaF() == theme.color("warnFill").alphaF() == 1
