"""Made-up people and files of them, the same for the same seed."""

import random
from pathlib import Path

GIVEN = [
    "Ana",
    "Ben",
    "Chloe",
    "Dario",
    "Elif",
    "Femi",
    "Grace",
    "Hugo",
    "Ines",
    "Jonas",
    "Kofi",
    "Lena",
    "Mira",
    "Nils",
    "Olga",
    "Priya",
    "Quinn",
    "Ruth",
    "Samir",
    "Tomasz",
    "Ursula",
    "Vera",
    "Wei",
    "Xenia",
    "Yara",
    "Zoë",
]
FAMILY = [
    "Adeyemi",
    "Brandt",
    "Cordero",
    "Diallo",
    "Evans",
    "Ferreira",
    "Garcia",
    "Haddad",
    "Ito",
    "Jensen",
    "Kaya",
    "Lindqvist",
    "Mensah",
    "Natarajan",
    "Okafor",
    "Petrov",
    "Quist",
    "Rao",
    "Solheim",
    "Tanaka",
    "Ueda",
    "Varga",
    "Wrona",
    "Xu",
    "Yilmaz",
    "Zeller",
]
WORDS = [
    "pricing",
    "pilot",
    "hiring",
    "roadmap",
    "feedback",
    "scope",
    "budget",
    "design",
    "review",
    "metrics",
    "research",
    "migration",
    "onboarding",
    "strategy",
    "contract",
    "interview",
    "conference",
    "planning",
]


def person(number: int, rng: random.Random) -> dict[str, str]:
    """One person; number makes the addresses unique."""
    given, family = rng.choice(GIVEN), f"{rng.choice(FAMILY)}{number}"
    return {
        "given": given,
        "family": family,
        "name": f"{given} {family}",
        "mail": f"{given.lower()}.{number}@firm{number % 5000}.example",
        "phone": f"+4930{number:08d}",
        "org": f"Firm {number % 5000}",
        "title": rng.choice(("Engineer", "Designer", "VP Product", "Professor", "Founder")),
        "url": f"https://www.linkedin.com/in/p{number}",
        "note": " ".join(rng.choices(WORDS, k=12)),
    }


def write_vcards(path: Path, number: int, seed: int = 1) -> None:
    """A vCard 3.0 file with `number` people of eight properties each."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        for index in range(number):
            p = person(index, rng)
            file.write(
                f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{index}\r\nN:{p['family']};{p['given']};;;\r\n"
                f"FN:{p['name']}\r\nEMAIL;TYPE=WORK:{p['mail']}\r\nTEL;TYPE=CELL:{p['phone']}\r\n"
                f"ORG:{p['org']}\r\nTITLE:{p['title']}\r\nURL:{p['url']}\r\n"
                f"NOTE:{p['note']}\r\nEND:VCARD\r\n"
            )
