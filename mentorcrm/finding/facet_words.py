"""The words that a kind of help is looked for by. They only point at records, which are quoted."""

from collections.abc import Mapping

from mentorcrm.models.health_kinds import Facet

# Of forms that share a stem one is enough, and that one is quoted.
WORDS: Mapping[Facet, str] = {
    Facet.DOMAIN: "",  # The words of one's own work.
    Facet.LEADERSHIP: "leadership management director chief team",
    Facet.TRANSITION: (
        "moved moving relocation relocated abroad country culture migration emigrated transition"
    ),
    Facet.SPONSOR: "sponsor promotion promoted advocate recommended nominated board president",
    Facet.CONNECTOR: "connector introduction introduced community organiser meetup network host",
    Facet.CHALLENGER: "challenge critic critique candid blunt debate plainly",
    Facet.PEER: "peer colleague",
    Facet.MORALE: "encouragement support listening friend cheerful",
}
