"""Settings: the list of sections, the profile, the look, and what the app says of itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from mentorcrm.services.zones import zone_names
from mentorcrm.ui import theme
from mentorcrm.ui.dialogs.pick import PickSheet
from mentorcrm.ui.dialogs.reading import ReadingSheet
from mentorcrm.ui.pages.settings import SECTIONS, SettingsPage
from mentorcrm.ui.pages.settings_about import AboutSection
from mentorcrm.ui.pages.settings_look import LookSection
from mentorcrm.ui.pages.settings_profile import ProfileSection
from mentorcrm.ui.pages.settings_section import Section
from mentorcrm.ui.pages.settings_when import clock, read_clock
from tests.ui.conftest import Stage

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def page_of(stage: Stage, view: str = "") -> SettingsPage:
    page = stage.go("settings", view=view)
    assert isinstance(page, SettingsPage)
    return page


def section(stage: Stage, view: str = "") -> Section:
    return page_of(stage, view).section


def profile(stage: Stage) -> ProfileSection:
    found = section(stage)
    assert isinstance(found, ProfileSection)
    return found


def look(stage: Stage) -> LookSection:
    found = section(stage, "look")
    assert isinstance(found, LookSection)
    return found


def write(stage: Stage, field: QWidget, text: str) -> None:
    """Type into an empty or full field and leave it by Tab."""
    field.setFocus()
    if isinstance(field, QLineEdit):
        field.selectAll()
    stage.qtbot.keyClicks(field, text)
    stage.qtbot.keyClick(field, KEY.Key_Tab)
    stage.settle()


def test_every_section_opens_by_its_place_and_says_its_name(stage: Stage) -> None:
    for view, (words, *_rest) in SECTIONS.items():
        page = page_of(stage, view)
        assert page.place().view == view
        assert page.section.accessibleName() == words
        assert page.section.isVisible()
        assert page.section.first_focus().focusPolicy() != Qt.FocusPolicy.NoFocus or (
            page.section.first_focus().focusProxy() is not None
        )


def test_arrows_in_the_list_turn_the_sections(stage: Stage) -> None:
    page = page_of(stage)
    page.nav.list.setFocus()
    for view in list(SECTIONS)[1:]:
        stage.qtbot.keyClick(page.nav.list, KEY.Key_Down)
        stage.settle()
        assert page.place().view == view


def test_an_unknown_section_is_the_first_one(stage: Stage) -> None:
    assert page_of(stage, "nonsense").place().view == ""


def test_the_profile_is_saved_a_moment_after_typing(stage: Stage) -> None:
    you = profile(stage)
    name = you.fields["name"].field
    name.setFocus()
    stage.qtbot.keyClicks(name, "Ben Adler")
    assert stage.services.profile.get().name == ""
    stage.qtbot.waitUntil(lambda: stage.services.profile.get().name == "Ben Adler", timeout=3000)
    assert you.saved.text() == "Saved"
    assert name.hasFocus()


def test_leaving_a_field_saves_at_once_and_undo_shows_it_again(stage: Stage) -> None:
    you = profile(stage)
    area = you.fields["intro_three"].field
    area.setFocus()
    stage.qtbot.keyClicks(area.focusProxy(), "I lead a team.")
    stage.qtbot.keyClick(area.focusProxy(), KEY.Key_Tab)
    assert stage.services.profile.get().intro_three == "I lead a team."
    stage.settle()
    stage.desk.undo()
    stage.settle()
    assert area.text() == ""


def test_leaving_the_page_saves_what_is_being_typed(stage: Stage) -> None:
    field = profile(stage).fields["headline"].field
    field.setFocus()
    stage.qtbot.keyClicks(field, "Platform lead")
    stage.go("people")
    assert stage.services.profile.get().headline == "Platform lead"


def test_a_text_that_is_too_long_stays_in_its_field_and_says_so(stage: Stage) -> None:
    you = profile(stage)
    field = you.fields["name"].field
    field.setFocus()
    field.setText("x" * 5000)
    stage.qtbot.keyClick(field, KEY.Key_X)
    stage.qtbot.keyClick(field, KEY.Key_Tab)
    stage.settle()
    assert you.fields["name"].box.error().endswith("not yet saved.")
    assert len(field.text()) == 5001
    assert stage.services.profile.get().name == ""


def test_a_zone_is_found_by_its_city_and_a_wrong_one_is_kept_and_marked(stage: Stage) -> None:
    when = profile(stage).when
    write(stage, when.zone, "lisbon")
    assert stage.services.profile.get().zone == "Europe/Lisbon"
    assert when.zone.text() == "Europe/Lisbon"
    write(stage, when.zone, "Atlantis")
    assert when.zone.text() == "Atlantis"
    assert "Atlantis" in when.zone.accessibleDescription()
    assert stage.services.profile.get().zone == "Europe/Lisbon"
    write(stage, when.zone, "Berlin")
    assert stage.services.profile.get().zone == "Europe/Berlin"
    assert "10:00 now" in when.zone.accessibleDescription()


def test_a_zone_can_be_picked_from_the_list_by_typing_part_of_it(stage: Stage) -> None:
    when = profile(stage).when
    stage.qtbot.mouseClick(when.choose_zone, LEFT)
    (sheet,) = stage.window.findChildren(PickSheet)
    stage.qtbot.keyClicks(sheet.search, "tokyo")
    line = sheet.list.line(sheet.list.current_id())
    assert line is not None
    assert (line.text, line.note) == ("Tokyo", "18:00")
    stage.qtbot.keyClick(sheet.search, KEY.Key_Return)
    stage.settle()
    assert stage.services.profile.get().zone == "Asia/Tokyo"
    assert when.zone.text() == "Asia/Tokyo"
    assert len(zone_names()) > 300


def test_working_hours_and_days_are_read_as_people_write_them(stage: Stage) -> None:
    when = profile(stage).when
    write(stage, when.start, "8.30")
    write(stage, when.end, "4 pm")
    stage.qtbot.mouseClick(when.days[4], LEFT)
    hours = stage.services.profile.get().hours
    assert (hours.start_minute, hours.end_minute) == (8 * 60 + 30, 16 * 60)
    assert hours.days == (0, 1, 2, 3)
    assert when.end.text() == "16:00"


def test_hours_that_end_before_they_begin_are_not_kept(stage: Stage) -> None:
    when = profile(stage).when
    write(stage, when.end, "7")
    assert "after the start" in when.end.accessibleDescription()
    write(stage, when.start, "soon")
    assert "09:00" in when.start.accessibleDescription()
    assert stage.services.profile.get().hours.end_minute == 17 * 60


def test_the_last_working_day_cannot_go(stage: Stage) -> None:
    when = profile(stage).when
    for number in range(5):
        stage.qtbot.mouseClick(when.days[number], LEFT)
    assert stage.services.profile.get().hours.days == (4,)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("9", 540), ("9:30", 570), ("0930", 570), ("5 pm", 1020), ("12 am", 0), ("24:00", 1440),
     ("25", None), ("9:75", None), ("13 pm", None), ("", None), ("noon", None)],
)  # fmt: skip
def test_a_clock_time_is_read(text: str, minutes: int | None) -> None:
    assert read_clock(text) == minutes
    if minutes is not None:
        assert read_clock(clock(minutes)) == minutes


def test_a_calendar_file_is_looked_into_and_a_wrong_one_is_named(
    stage: Stage, tmp_path: "object"
) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    good = folder / "busy.ics"
    event = "BEGIN:VEVENT\nUID:1\nDTSTART:20261125T100000Z\nDTEND:20261125T110000Z\nEND:VEVENT"
    good.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{event}\nEND:VCALENDAR\n")
    calendar = profile(stage).when.calendar
    stage.asker.files = (good,)
    stage.qtbot.mouseClick(calendar.choose, LEFT)
    stage.settle()
    assert stage.services.profile.get().calendar_file == str(good)
    assert "1 busy time" in calendar.status.text()
    bad = folder / "notes.ics"
    bad.write_text("hello")
    stage.asker.files = (bad,)
    stage.qtbot.mouseClick(calendar.choose, LEFT)
    stage.settle()
    assert "notes.ics" in calendar.box.error()
    assert not calendar.status.isVisible()
    stage.qtbot.mouseClick(calendar.remove, LEFT)
    stage.settle()
    assert stage.services.profile.get().calendar_file == ""
    assert calendar.box.error() == ""


def test_the_country_of_phone_numbers_is_picked_by_name(stage: Stage) -> None:
    when = profile(stage).when
    stage.qtbot.mouseClick(when.choose_region, LEFT)
    (sheet,) = stage.window.findChildren(PickSheet)
    stage.qtbot.keyClicks(sheet.search, "portug")
    stage.qtbot.keyClick(sheet.search, KEY.Key_Return)
    stage.settle()
    assert stage.services.profile.get().region == "PT"
    assert when.region.text() == "Portugal"


def test_escape_leaves_a_list_without_choosing(stage: Stage) -> None:
    when = profile(stage).when
    stage.qtbot.mouseClick(when.choose_region, LEFT)
    (sheet,) = stage.window.findChildren(PickSheet)
    stage.qtbot.keyClicks(sheet.search, "zzzz")
    assert sheet.list.rows.rowCount() == 0
    stage.qtbot.keyClick(sheet.search, KEY.Key_Return)
    assert sheet.isVisible()
    stage.qtbot.keyClick(sheet.search, KEY.Key_Escape)
    stage.qtbot.keyClick(sheet.search, KEY.Key_Escape)
    assert stage.services.profile.get().region == ""
    assert not stage.window.findChildren(PickSheet) or not sheet.isVisible()


def test_the_theme_and_the_text_size_apply_at_once_and_are_kept(stage: Stage) -> None:
    found = look(stage)
    found.mode.setFocus()
    stage.qtbot.keyClick(stage.focused(), KEY.Key_Right)
    stage.qtbot.keyClick(stage.focused(), KEY.Key_Right)
    assert theme.current().scheme == "dark"
    found.text_size.setFocus()
    stage.qtbot.keyClick(stage.focused(), KEY.Key_Right)
    assert theme.current().scale == 110
    assert found.header.title.font().pixelSize() == round(26 * 1.1)
    kept = stage.desk.settings.current
    assert (str(kept.theme), kept.text_size) == ("dark", 110)
    assert 'theme = "dark"' in stage.desk.settings._path.read_text()


def test_the_text_size_outlives_a_switch_of_theme(stage: Stage) -> None:
    found = look(stage)
    hidden = profile(stage).header.title
    look(stage)
    theme.current().set_scale(150)
    theme.current().set_mode("dark")
    assert found.header.title.font().pixelSize() == 39
    assert hidden.font().pixelSize() == 39


def test_the_other_choices_are_kept(stage: Stage) -> None:
    found = look(stage)
    plain = theme.color("line2")
    for box in (found.contrast, found.motion, found.letters):
        stage.qtbot.mouseClick(box, LEFT)
    kept = stage.desk.settings.current
    assert (kept.more_contrast, kept.less_motion, kept.letter_keys) == (True, True, False)
    assert theme.color("line2") != plain
    stage.qtbot.mouseClick(found.contrast, LEFT)
    assert theme.color("line2") == plain


def test_about_names_the_versions_and_shows_licences(stage: Stage) -> None:
    about = section(stage, "about")
    assert isinstance(about, AboutSection)
    versions = dict(about.versions())
    assert versions["SQLite"] >= "3.51.3"
    assert versions["Qt"].startswith("6.")
    stage.qtbot.mouseClick(about.copy, LEFT)
    assert stage.clipboard.texts[0].startswith("mentorcrm ")
    stage.qtbot.mouseClick(about.readers[0], LEFT)
    (sheet,) = stage.window.findChildren(ReadingSheet)
    assert "SIL OPEN FONT LICENSE" in sheet.view.text().upper()
    sheet.reject()
    stage.opener.works = False
    stage.qtbot.mouseClick(about.gpl, LEFT)
    assert stage.clipboard.texts[1].startswith("https://www.gnu.org/")


def test_tab_walks_through_the_profile_in_the_order_of_the_eye(stage: Stage) -> None:
    you = profile(stage)
    you.fields["name"].field.setFocus()
    met: list[str] = []
    for _step in range(30):
        stage.qtbot.keyClick(stage.focused(), KEY.Key_Tab)
        widget = stage.focused()
        assert widget is not None
        met.append(widget.accessibleName())
    names = [
        *("Headline", "Introduction in one line", "Introduction in three lines", "Warm", "Plain"),
        *("Brief", "How to reach me", "Time zone", "Working from", "Until", "Monday"),
    ]
    assert [name for name in met if name in names][: len(names)] == names
