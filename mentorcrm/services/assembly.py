"""Building the app without a face, once, from its parts."""

from collections.abc import Callable

from mentorcrm.clock import Clock
from mentorcrm.paths import Paths
from mentorcrm.services import (
    advice,
    agreements,
    capturing,
    commitments,
    coverage,
    disagreeing,
    draft_advice,
    experiments,
    fit,
    giving,
    in_the_bin,
    interactions,
    introductions,
    leaving,
    meetings,
    merging,
    mosaic_edits,
    needs,
    outreach,
    people,
    people_bulk,
    photos,
    plan_answers,
    profile,
    reviews,
    sample,
    source_edits,
    stances,
    template_edits,
    today,
    transfer,
    trials,
    views,
)
from mentorcrm.services.bus import ChangeBus
from mentorcrm.services.commands.outreach import AttachContent, AttachFile
from mentorcrm.services.commands.people import SetPhoto
from mentorcrm.services.dispatcher import Dispatcher, Handler
from mentorcrm.services.facade import Services
from mentorcrm.services.history import History
from mentorcrm.services.loaded_later import LaterHealth
from mentorcrm.services.needs import NeedQueries
from mentorcrm.services.outreach_queries import OutreachQueries
from mentorcrm.services.people_queries import PeopleQueries
from mentorcrm.services.profile import ProfileQueries
from mentorcrm.services.recovery import Recovery
from mentorcrm.services.safety import Safety
from mentorcrm.services.search import SearchQueries
from mentorcrm.services.settings import SettingsFile
from mentorcrm.services.today import TodayQueries
from mentorcrm.services.transfer import Transfer
from mentorcrm.services.views import ViewQueries
from mentorcrm.storage.lock import DataLock
from mentorcrm.storage.opening import Probe


def assemble(
    paths: Paths,
    clock: Clock,
    lock: DataLock | None = None,
    seen: Callable[[], Probe] | None = None,
) -> Services:
    """Open the data and build everything that works on it; `app.build` is the way in.

    `lock` is what the window holds, for restoring a backup from it; `seen` tells what the file
    is, for who has looked at it already.
    """
    safety = Safety(paths, clock)
    store = safety.open_store(lock, seen)
    bus = ChangeBus()
    history = History(store)
    health = LaterHealth(store, clock, bus)
    handlers = {**_handlers(paths), **reviews.handlers(health.queries, health.mosaic)}
    return Services(
        lock=lock,
        paths=paths,
        clock=clock,
        store=store,
        dispatcher=Dispatcher(store, handlers, history, bus, clock),
        bus=bus,
        history=history,
        people=PeopleQueries(store, clock, health.queries),
        needs=NeedQueries(store),
        outreach=OutreachQueries(store),
        profile=ProfileQueries(store),
        search=SearchQueries(store),
        today=TodayQueries(store, clock, health.queries),
        health_later=health,
        transfer=Transfer(store),
        views=ViewQueries(store),
        safety=safety,
        settings=SettingsFile(paths.settings),
        recovery=Recovery(paths.recovery),
    )


def _handlers(paths: Paths) -> dict[type, Handler]:
    return {
        **people.HANDLERS,
        **people_bulk.HANDLERS,
        **photos.HANDLERS,
        **profile.HANDLERS,
        **needs.HANDLERS,
        **coverage.HANDLERS,
        **disagreeing.HANDLERS,
        **mosaic_edits.HANDLERS,
        **source_edits.HANDLERS,
        **advice.HANDLERS,
        **experiments.HANDLERS,
        **stances.HANDLERS,
        **commitments.HANDLERS,
        **agreements.HANDLERS,
        **trials.HANDLERS,
        **fit.HANDLERS,
        **capturing.HANDLERS,
        **draft_advice.HANDLERS,
        **interactions.HANDLERS,
        **giving.HANDLERS,
        **introductions.HANDLERS,
        **leaving.HANDLERS,
        **meetings.HANDLERS,
        **plan_answers.HANDLERS,
        **merging.HANDLERS,
        **outreach.HANDLERS,
        **template_edits.HANDLERS,
        **transfer.HANDLERS,
        **sample.HANDLERS,
        **today.HANDLERS,
        **views.HANDLERS,
        **in_the_bin.HANDLERS,
        AttachFile: outreach.attach_with(paths),
        AttachContent: outreach.attach_content_with(paths),
        SetPhoto: photos.set_photo_with(paths),
    }
