"""Colours, fonts and sizes by role, for the light and the dark theme.

The values come from `resources/qss/tokens.json`. Widgets ask `current()` when they paint, so a
switch of theme is one new palette; the short stylesheet speaks in palette roles.
"""

import json
from functools import cache
from typing import Any, Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from mentorcrm import assets

ColorRole = Literal[
    "canvas", "sidebar", "surface", "raised", "sunken", "hover", "press", "line", "line2",
    "field", "text", "text2", "text3", "accent", "accentHover", "onAccent", "accentSoft",
    "accentLine", "good", "goodFill", "goodSoft", "warn", "warnFill", "warnSoft", "risk",
    "riskFill", "riskSoft", "rest", "restFill", "restSoft", "given", "recv", "scrim", "shadow",
    "segment", "mark",
]  # fmt: skip
TypeStyle = Literal[
    "hero", "display", "title", "titleS", "lead", "body", "medium", "strong", "strongL", "meta",
    "metaM", "metaS", "cap", "capS", "letter", "letterI", "num", "numL",
]  # fmt: skip
Scheme = Literal["light", "dark"]
Mode = Literal["light", "dark", "system"]

MODES: tuple[Mode, ...] = get_args(Mode)
TEXT_SCALES = (90, 100, 110, 120, 130, 150)

FONT_FILES = {
    "Inter": ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf"),
    "Newsreader Display": ("NewsreaderDisplay-Medium.ttf",),
    "Newsreader Text": ("NewsreaderText-Regular.ttf", "NewsreaderText-Italic.ttf"),
}
_ITALIC: frozenset[TypeStyle] = frozenset({"letterI"})

# Which palette role carries which colour; native sub-controls and the stylesheet read these.
_PALETTE: dict[QPalette.ColorRole, ColorRole] = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "risk",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "onAccent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "accentSoft",
    QPalette.ColorRole.Mid: "line2",
    QPalette.ColorRole.Dark: "field",
    QPalette.ColorRole.Shadow: "shadow",
    QPalette.ColorRole.Accent: "accent",
}
_DISABLED_TEXT = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)

# Palette roles instead of colours: the sheet stays valid through a switch of theme.
STYLESHEET = """
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: palette(mid); border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: palette(dark); }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: palette(light); border: 1px solid palette(mid); padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; color: palette(text); }
QMenu::item:selected { background: palette(midlight); }
QMenu::item:disabled { color: palette(placeholder-text); }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: palette(mid); margin: 4px 8px; }
QTableCornerButton::section { background: transparent; border: 0; }
Field, PaletteEdit { background: transparent; border: 0; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: palette(light); color: palette(text); outline: 0;
  border: 1px solid palette(mid); padding: 4px; selection-background-color: palette(midlight);
  selection-color: palette(text); }
QComboBox QAbstractItemView::item { min-height: 28px; padding-left: 6px; }
QToolTip { background: palette(light); color: palette(text); border: 1px solid palette(mid);
  padding: 4px 8px; }
"""


@cache
def tokens() -> dict[str, Any]:
    """The design tokens as shipped."""
    loaded: dict[str, Any] = json.loads(assets.text("qss/tokens.json"))
    return loaded


def parse_color(text: str) -> QColor:
    """`#RRGGBB` or `#RRGGBBAA` (alpha last, unlike Qt's own notation) as a colour."""
    if len(text) == 9:
        color = QColor(text[:7])
        color.setAlpha(int(text[7:], 16))
        return color
    return QColor(text)


@cache
def scheme_colors(scheme: Scheme) -> dict[ColorRole, QColor]:
    """Every colour role of one scheme."""
    return {role: parse_color(entry[scheme]) for role, entry in tokens()["color"].items()}


@cache
def scheme_tints(scheme: Scheme) -> tuple[tuple[QColor, QColor], ...]:
    """The avatar tints of one scheme as (background, foreground)."""
    pairs = tokens()["avatar"][scheme]
    return tuple((QColor(pair["bg"]), QColor(pair["fg"])) for pair in pairs)


@cache
def palette(scheme: Scheme, more_contrast: bool = False) -> QPalette:
    """The Qt palette of one scheme; built once, because widgets inherit it as a whole."""
    colors = scheme_colors(scheme)
    result = QPalette()
    for role, name in _PALETTE.items():
        result.setColor(role, colors[name])
    if more_contrast:
        result.setColor(QPalette.ColorRole.Mid, colors["field"])
    for role in _DISABLED_TEXT:
        result.setColor(QPalette.ColorGroup.Disabled, role, colors["text3"])
    # A selection stays readable when the focus is elsewhere.
    result.setColor(
        QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight, colors["accentSoft"]
    )
    result.setColor(
        QPalette.ColorGroup.Inactive, QPalette.ColorRole.HighlightedText, colors["text"]
    )
    return result


# Naming the style here spares the start a look at `QStyle`, which PySide6 loads at length.
ARGUMENTS = ("mentorcrm", "-style", "fusion")


class Theme(QObject):
    """The theme in use. `changed` follows every switch of scheme or text size."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "light"
        self._scheme: Scheme = "light"
        self._scale = 100
        self._more_contrast = False
        self._fonts: dict[TypeStyle, QFont] = {}
        self._metrics: dict[TypeStyle, QFontMetrics] = {}
        self._sized: dict[tuple[TypeStyle, int], QFont] = {}

    def install(
        self,
        app: QApplication,
        mode: Mode = "system",
        scale: int = 100,
        *,
        styled: bool = False,
    ) -> None:
        """Give the application its style, fonts, palette and sheet. Called once, at start.

        `styled` says that it was made with `ARGUMENTS`.
        """
        if not styled:
            app.setStyle("fusion")
        self._scale = scale
        self._fonts.clear()
        self._metrics.clear()
        self._sized.clear()
        app.setFont(self.font("body"))
        self._mode = mode
        self._apply(_scheme_for(mode))
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def mode(self) -> Mode:
        """What the user chose: light, dark or as the system has it."""
        return self._mode

    @property
    def scheme(self) -> Scheme:
        """What is on screen now."""
        return self._scheme

    @property
    def scale(self) -> int:
        """Text size in per cent."""
        return self._scale

    def set_mode(self, mode: Mode) -> None:
        """Switch to a mode at once."""
        self._mode = mode
        scheme = _scheme_for(mode)
        if scheme != self._scheme:
            self._apply(scheme)

    def set_scale(self, percent: int) -> None:
        """Change the text size of everything on screen, in per cent (90 to 150)."""
        percent = min(max(percent, TEXT_SCALES[0]), TEXT_SCALES[-1])
        if percent == self._scale:
            return
        self._scale = percent
        self._fonts.clear()
        self._metrics.clear()
        self._sized.clear()
        QApplication.setFont(self.font("body"))
        self._give_fonts()
        self.changed.emit()

    @property
    def more_contrast(self) -> bool:
        """Whether the borders of controls reach 3:1."""
        return self._more_contrast

    def set_contrast(self, more: bool) -> None:
        """Draw the borders of controls stronger, or as designed."""
        if more != self._more_contrast:
            self._more_contrast = more
            self._apply(self._scheme)

    def color(self, role: ColorRole) -> QColor:
        """The colour of a role in the scheme on screen, as one's own to change."""
        if self._more_contrast and role == "line2":
            role = "field"
        return QColor(scheme_colors(self._scheme)[role])

    def tint(self, index: int) -> tuple[QColor, QColor]:
        """Background and foreground of an avatar tint."""
        tints = scheme_tints(self._scheme)
        return tints[index % len(tints)]

    def font(self, style: TypeStyle) -> QFont:
        """The font of a type style at the present text size."""
        if style not in self._fonts:
            self._fonts[style] = _build_font(style, self._scale)
        return self._fonts[style]

    def sized(self, style: TypeStyle, pixels: int) -> QFont:
        """That font in a size of one's own."""
        if (style, pixels) not in self._sized:
            font = self._sized[style, pixels] = QFont(self.font(style))
            font.setPixelSize(pixels)
        return self._sized[style, pixels]

    def metrics(self, style: TypeStyle) -> QFontMetrics:
        """What measures words in that font. Kept, as a long list measures in every row."""
        if style not in self._metrics:
            self._metrics[style] = QFontMetrics(self.font(style))
        return self._metrics[style]

    def line_height(self, style: TypeStyle) -> int:
        """Line height of a type style in pixels at the present text size."""
        return self.px(tokens()["type"][style]["lineHeight"])

    def px(self, size: float) -> int:
        """A designed size that has to grow with the text, in pixels."""
        return round(size * self._scale / 100)

    def _follow_system(self) -> None:
        if self._mode == "system":
            self.set_mode("system")

    def _apply(self, scheme: Scheme) -> None:
        self._scheme = scheme
        QApplication.setPalette(palette(scheme, self._more_contrast))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # Qt keeps the colours that palette roles had when a rule was first used.
            app.setStyleSheet(STYLESHEET)
            self._give_fonts()  # A new sheet brings back the fonts of the first one.
        self.changed.emit()

    def _give_fonts(self) -> None:
        for widget in QApplication.allWidgets():
            style = widget.property("typeStyle")
            if isinstance(style, str):
                widget.setFont(self.font(style))  # type: ignore[arg-type]


@cache
def current() -> Theme:
    """The one theme of this process; widgets read it when they paint."""
    return Theme()


def color(role: ColorRole) -> QColor:
    """Short for `current().color(role)`."""
    return current().color(role)


def set_type(widget: QWidget, style: TypeStyle) -> None:
    """Give a widget the font of a type style, and keep it through changes of text size."""
    widget.setProperty("typeStyle", style)
    widget.setFont(current().font(style))


@cache
def load_family(family: str) -> tuple[str, ...]:
    """Register a shipped family when it is first wanted; returns what it is known as."""
    known: list[str] = []
    for name in FONT_FILES[family]:
        number = QFontDatabase.addApplicationFont(str(assets.path(f"fonts/{name}")))
        known += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(known)


def _build_font(style: TypeStyle, scale: int) -> QFont:
    entry = tokens()["type"][style]
    load_family(entry["family"])
    font = QFont()
    font.setFamilies([entry["family"], *tokens()["font"]["fallback"]])
    font.setPixelSize(round(entry["px"] * scale / 100))
    font.setWeight(QFont.Weight(entry["weight"]))
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, entry["letterSpacing"])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setItalic(style in _ITALIC)
    if style == "num":
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _scheme_for(mode: Mode) -> Scheme:
    if mode != "system":
        return mode
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"
