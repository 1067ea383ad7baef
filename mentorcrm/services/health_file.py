"""How the relationships of a CSV go on, apart from the record: no database is opened."""

from datetime import date
from pathlib import Path

from mentorcrm.health.continuity import Continuity, continuity
from mentorcrm.interchange.contact_days import read_contact_days

__all__ = ["Continuity", "judge_file"]


def judge_file(path: Path, as_of: date, cadence: float) -> dict[str, Continuity]:
    """Each person's continuity, in the order of the file; who has no contact by then is left out.

    `cadence` in days stands for everybody's wish. Raises ImportRejected naming what is wrong.
    """
    judged = {
        name: continuity(days, as_of, cadence) for name, days in read_contact_days(path).items()
    }
    return {name: tie for name, tie in judged.items() if tie is not None}
