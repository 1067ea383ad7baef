"""The people of the corpus."""

from mentorcrm.capture.names import Names
from mentorcrm.capture.parts import KnownPerson

PEOPLE = (
    *("Ana Ferreira", "Ruth Adeyemi", "Kofi Mensah", "Priya Nair", "Tomás Weiss"),
    *("Helena Brandt", "Ingrid Solheim", "Samir Rao", "Mei-Ling Chua", "Luis Cordero"),
    *("Tom Baker", "Tom Okafor", "Łukasz Wójcik", "李伟", "April Jones", "Will Grant"),
    *("Dr Ngozi Eze", "Zoë O'Brien", "Bartholomew Quayle"),
)
NICKNAMES = {"Bartholomew Quayle": "Barty"}
KNOWN = tuple(
    KnownPerson(number, name, NICKNAMES.get(name, "")) for number, name in enumerate(PEOPLE, 1)
)


def names() -> Names:
    """An index of the people of the corpus."""
    return Names(KNOWN)
