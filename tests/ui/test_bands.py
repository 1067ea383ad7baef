"""The bars of a band: told apart by their shape, for whoever does not see their colours."""

import pytest
from PySide6.QtGui import QColor, QImage

from mentorcrm.models.health_kinds import Band
from mentorcrm.ui import theme
from mentorcrm.ui.widgets.bands import BandBars

TALL = 48


def inked(band: Band) -> tuple[bool, ...]:
    """Where something darker or lighter than an empty bar and the ground is painted."""
    bars = BandBars(TALL)
    bars.set_band(band)
    bars.resize(bars.sizeHint())
    picture = QImage(bars.size(), QImage.Format.Format_ARGB32)
    ground = theme.color("surface")
    picture.fill(ground)
    bars.render(picture)
    plain = (ground.lightness(), theme.color("line2").lightness())
    low, high = min(plain) - 12, max(plain) + 12
    across, down = range(0, picture.width(), 4), range(2, picture.height(), 4)
    return tuple(
        not low <= QColor(picture.pixel(x, y)).lightness() <= high for y in down for x in across
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_two_bands_differ_by_colour_alone(scheme: theme.Mode) -> None:
    theme.current().set_mode(scheme)
    shapes = {band: inked(band) for band in Band}
    same = [(a, b) for a in Band for b in Band if a < b and shapes[a] == shapes[b]]
    assert not same
    assert not any(shapes[Band.RESTING])
