"""How many of what came together, in words."""

from collections import Counter
from collections.abc import Callable

from mentorcrm.words import _, n_

_COUNTED: dict[str, Callable[[int], str]] = {
    "interaction_person": lambda n: n_("{number:,} contact", "{number:,} contacts", n),
    "draft": lambda n: n_("{number:,} message", "{number:,} messages", n),
    "advice": lambda n: n_("{number:,} piece of advice", "{number:,} pieces of advice", n),
    "commitment": lambda n: n_("{number:,} promise", "{number:,} promises", n),
    "reciprocity_note": lambda n: n_(
        "{number:,} thing given or received", "{number:,} things given or received", n
    ),
    "introduction": lambda n: n_("{number:,} introduction", "{number:,} introductions", n),
    "contact_point": lambda n: n_("{number:,} contact detail", "{number:,} contact details", n),
    "public_fact": lambda n: n_("{number:,} fact", "{number:,} facts", n),
    "person_tag": lambda n: n_("{number:,} tag", "{number:,} tags", n),
    "mentorship": lambda n: n_("{number:,} role", "{number:,} roles", n),
    "coverage": lambda n: n_("{number:,} link to a need", "{number:,} links to needs", n),
    "season_change": lambda n: n_(
        "{number:,} earlier season", "{number:,} earlier seasons", n
    ),
    "agreement": lambda n: n_("{number:,} agreement", "{number:,} agreements", n),
    "trial": lambda n: n_("{number:,} trial", "{number:,} trials", n),
    "working_style": lambda _n: _("how they work"),
    "fit_rating": lambda n: n_("{number:,} fit rating", "{number:,} fit ratings", n),
    "fit_check": lambda n: n_("{number:,} fit check", "{number:,} fit checks", n),
    "give_idea": lambda n: n_("{number:,} idea to give", "{number:,} ideas to give", n),
    "question_asked": lambda n: n_("{number:,} question asked", "{number:,} questions asked", n),
    "review_entry": lambda n: n_(
        "{number:,} decision of a review", "{number:,} decisions of reviews", n
    ),
    "person": lambda n: n_(
        "{number:,} person they introduced", "{number:,} people they introduced", n
    ),
}  # fmt: skip
# Nothing that people would look for.
_UNSAID = ("not_same_person",)


def moved_in_words(moved: Counter[str]) -> tuple[str, ...]:
    """`3 contacts`, `1 tag`: what moved, by table, in the order of what people look for first."""
    said = [_COUNTED[table](moved[table]).format(number=moved[table]) for table in _COUNTED
            if moved[table]]  # fmt: skip
    others = moved.total() - sum(moved[table] for table in (*_COUNTED, *_UNSAID))
    if others:
        words = n_("{number:,} other entry", "{number:,} other entries", others)
        said.append(words.format(number=others))
    return tuple(said)
