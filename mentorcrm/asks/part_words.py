"""What the parts are called, with a hint and an example each, and where a kind differs.

Data only. Each entry of COMMON is (label, help, example, words inside a gap); SPECIAL names only
what a kind says differently. The examples and the words inside a gap are offered for the letter
itself, so they are in its language and not marked for translation.
"""

from collections.abc import Mapping

from mentorcrm.models.kinds import MessageKind, PartId
from mentorcrm.words import _

COMMON: Mapping[PartId, tuple[str, str, str, str]] = {
    PartId.GREETING: (
        _("Greeting by name"),
        _("Leave it empty for a greeting in the tone you chose."),
        "Dear Ana",
        "greeting",
    ),
    PartId.WHY_YOU: (
        _("Why you"),
        _("One thing they did, said or wrote that bears on this. A fact, not praise."),
        "the staffing example in your March talk",
        "why you",
    ),
    PartId.WHO_I_AM: (
        _("Who I am"),
        _("Your role and the setting, in one line."),
        "platform lead at Oxbow, six engineers",
        "who I am",
    ),
    PartId.FOCUS: (
        _("What it is about"),
        _("One subject, in a few words."),
        "leading people who were my peers until June",
        "what it is about",
    ),
    PartId.TRIED: (
        _("What I tried"),
        _("One to three things you have done, one per line."),
        "talked to both managers; wrote out the trade-offs on one page",
        "what I tried",
    ),
    PartId.STUCK: (
        _("Where I am stuck"),
        _("The one point that you cannot get past."),
        "I cannot tell which role teaches hiring sooner",
        "where I am stuck",
    ),
    PartId.DECISION: (
        _("The decision, and by when"),
        _("The options, and the date by which you choose."),
        "stay as staff engineer or lead the new team, by 14 June",
        "the decision, and by when",
    ),
    PartId.QUESTIONS: (
        _("Questions"),
        _("One or two that need more than a yes or no, one per line."),
        "What would you look at to judge which job teaches hiring sooner?",
        "my question",
    ),
    PartId.FORMAT: (
        _("Format and length"),
        _("How, and how long."),
        "20 minutes by video",
        "format and length",
    ),
    PartId.WINDOWS: (
        _("Times offered"),
        _("Two or three times, each with a day and a clock time."),
        "2026-12-01 16:00-17:00; 2026-12-03 10:00-11:00",
        "two or three times",
    ),
    PartId.EASY_OUT: (
        _("A no is fine"),
        _("Words that they could use to decline. Leave it empty for a good sentence."),
        'A reply of "not now" is fine',
        "a no is fine",
    ),
    PartId.THANKS: (
        _("Thanks"),
        _("Best when it names the thing. Leave it empty for one sentence."),
        "Thank you for reading this",
        "thanks",
    ),
    PartId.SIGN_OFF: (
        _("Name and how to reach me"),
        _("Leave it empty to sign as your profile says."),
        "Ben Adler, ben@oxbow.example",
        "my name",
    ),
    PartId.TRIAL: (
        _("Limited trial"),
        _("How many meetings, how long, over how many weeks."),
        "three 30-minute calls over eight weeks",
        "the trial: how many, how long",
    ),
    PartId.REVIEW_DATE: (
        _("Review date"),
        _("When you look together at whether to go on."),
        "30 September",
        "the review date",
    ),
}

_AGREEMENT = {
    "label": _("How I would like to go on"),
    "help": _("The new rhythm and length."),
    "example": "one 30-minute call a quarter",
    "gap": "how we would go on",
}

SPECIAL: Mapping[MessageKind, Mapping[PartId, Mapping[str, str]]] = {
    MessageKind.ONE_QUESTION: {
        PartId.FORMAT: {
            "help": _("How they might answer; left empty, a few lines in writing."),
            "example": "two lines by mail",
        },
        PartId.QUESTIONS: {"label": _("The question"), "help": _("One open question.")},
    },
    MessageKind.INTRO_REQUEST: {
        PartId.FOCUS: {
            "label": _("Whom I would like to meet, and why"),
            "help": _("A name and the reason, or the kind of person."),
            "example": "Maya Ortiz, about how she split her support team",
            "gap": "whom I would like to meet",
        },
        PartId.WHY_YOU: {
            "help": _("How you know that they know each other, or why you ask them."),
            "example": "your two years with Maya at Fenwick",
        },
        PartId.FORMAT: {"help": _("What you would ask of the person you want to meet.")},
    },
    MessageKind.FOLLOW_UP: {
        PartId.FOCUS: {"help": _("What your first message was about, in a few words.")},
        PartId.TRIED: {
            "label": _("What has moved since"),
            "help": _("Something new since your first message, if there is."),
        },
    },
    MessageKind.RECAP: {
        PartId.WHY_YOU: {
            "label": _("What I take with me"),
            "help": _("The thing they said that mattered most."),
            "example": "your point that the first hire sets the bar",
            "gap": "what I take with me",
        },
        PartId.FOCUS: {"label": _("What we talked about"), "gap": "what we talked about"},
        PartId.TRIED: {"label": _("What I have done since"), "gap": "what I have done since"},
        PartId.DECISION: {
            "label": _("What I will do, and by when"),
            "help": _("The next step that you can be held to."),
            "example": "write the role description by Friday",
            "gap": "what I will do, and by when",
        },
        PartId.WINDOWS: {"label": _("Times for the next meeting")},
    },
    MessageKind.PROGRESS_UPDATE: {
        PartId.WHY_YOU: {
            "label": _("The advice it goes back to"),
            "example": "your advice to pilot with one team first",
        },
        PartId.TRIED: {
            "label": _("What I have done since"),
            "example": "moved one team to the new rota; wrote up the first month",
            "gap": "what I have done since",
        },
        PartId.STUCK: {"label": _("What is still hard")},
        PartId.DECISION: {
            "label": _("What comes next, and by when"),
            "example": "move the second team by the end of May",
        },
    },
    MessageKind.IMPACT_NOTE: {
        PartId.WHY_YOU: {
            "label": _("What they advised"),
            "help": _("Their advice, as close to their words as you can."),
            "example": "your advice to pilot with one team first",
            "gap": "what you advised",
        },
        PartId.TRIED: {
            "label": _("What I did with it"),
            "example": "piloted the rota with one team for a month",
            "gap": "what I did with it",
        },
        PartId.DECISION: {
            "label": _("What it led to"),
            "help": _("The result, with a number if there is one."),
            "example": "pages fell by a third",
            "gap": "what it led to",
        },
    },
    MessageKind.OFFER_HELP: {
        PartId.WHY_YOU: {
            "label": _("What I noticed"),
            "help": _("What they mentioned, or what you saw that they need."),
            "example": "your note that you are hiring in Lisbon",
            "gap": "what I noticed",
        },
        PartId.FOCUS: {
            "label": _("What I can offer"),
            "help": _("One concrete thing."),
            "example": "an introduction to two engineers there",
            "gap": "what I can offer",
        },
    },
    MessageKind.CONGRATULATE: {
        PartId.WHY_YOU: {
            "label": _("What they did"),
            "help": _("The thing itself, named."),
            "example": "your promotion to director",
            "gap": "what you did",
        },
        PartId.FOCUS: {
            "label": _("Why it matters to me"),
            "help": _("What it changed, or what you learned from it."),
            "example": "your advice on hiring got me through the spring",
        },
    },
    MessageKind.RESET: {
        PartId.WHY_YOU: {"label": _("What their help has given"), "example": "your rota advice"},
        PartId.FOCUS: {
            "label": _("What has changed"),
            "help": _("The reason, in neutral words."),
            "example": "I moved from the platform group to product in May",
            "gap": "what has changed",
        },
        PartId.STUCK: {"label": _("What does not work as it is")},
        PartId.FORMAT: _AGREEMENT,
    },
    MessageKind.LIGHTEN: {
        PartId.WHY_YOU: {"label": _("What their help has given"), "example": "your rota advice"},
        PartId.FOCUS: {
            "label": _("Why less often"),
            "help": _("The reason, in neutral words."),
            "example": "the new team now runs without me",
            "gap": "why less often",
        },
        PartId.FORMAT: _AGREEMENT,
    },
    MessageKind.PAUSE: {
        PartId.WHY_YOU: {"label": _("What their help has given"), "example": "your rota advice"},
        PartId.FOCUS: {
            "label": _("Why a pause"),
            "help": _("The reason, in neutral words."),
            "example": "I am on parental leave from May",
            "gap": "why a pause",
        },
        PartId.FORMAT: {"label": _("Until then"), "example": "a short note in July"},
        PartId.REVIEW_DATE: {
            "label": _("Paused until"),
            "help": _("When you write again."),
            "gap": "until when",
        },
    },
    MessageKind.CLOSE: {
        PartId.WHY_YOU: {
            "label": _("What their advice changed"),
            "help": _("Up to three things, one per line."),
            "example": "your advice to pilot first; your edits to my first review",
            "gap": "what your advice changed",
        },
        PartId.FOCUS: {
            "label": _("What we worked on"),
            "example": "my first year of leading the platform group",
            "gap": "what we worked on",
        },
        PartId.TRIED: {"label": _("What I reached"), "gap": "what I reached"},
        PartId.FORMAT: {
            "label": _("After this"),
            "help": _("How you stay in touch, if at all."),
            "example": "a note once a year",
        },
    },
    MessageKind.THANKS_FOR_NO: {
        PartId.FOCUS: {"help": _("What you had asked about, in a few words.")},
        PartId.QUESTIONS: {
            "help": _("Left empty, you ask whom they would turn to."),
            "example": "Whom would you ask?",
        },
    },
    MessageKind.RECONNECT: {
        PartId.WHY_YOU: {
            "label": _("What connects us"),
            "help": _("Something of theirs that stayed with you."),
            "example": "your advice on the reorganisation in 2023",
            "gap": "what connects us",
        },
        PartId.TRIED: {"label": _("What has happened since")},
    },
    MessageKind.OFFICE_HOURS: {
        PartId.WHY_YOU: {
            "label": _("What they asked about"),
            "example": "your question about first reviews",
        },
        PartId.FOCUS: {
            "label": _("What the hours are for"),
            "example": "anything about leading a first team",
            "gap": "what the hours are for",
        },
        PartId.FORMAT: {"example": "20 minutes each, by video"},
        PartId.QUESTIONS: {
            "label": _("What to send beforehand"),
            "example": "What is the one thing you would like to leave with?",
        },
    },
}
