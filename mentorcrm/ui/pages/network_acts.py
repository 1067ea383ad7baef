"""What one does from the network: open somebody, thank them."""

from mentorcrm.errors import NotFound, UserError
from mentorcrm.models.kinds import MessageKind
from mentorcrm.services.network_rows import ME
from mentorcrm.ui.desk import Desk


class NetworkActs:
    """Leads away from the page, or says why not."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, person: int) -> None:
        """Show somebody; of me, what messages say."""
        if person == ME:
            self._desk.go("settings", None, "profile")
        else:
            self._desk.go("people", person)

    def thank(self, person: int) -> None:
        """Begin a word to who opened a door: what came of it."""
        desk = self._desk
        try:
            command = desk.services.desk.beginning(person, MessageKind.IMPACT_NOTE)
        except (NotFound, UserError) as error:
            desk.tell(str(error))
            return
        desk.run(command, then=lambda draft: desk.go("composer", draft))
