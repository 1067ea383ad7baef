"""The sentences that greeting, easy out, thanks and sign-off have of their own. Data.

An easy out gives the reader the words to decline with: quotable words make a no feel freer than a
bare permission does (Schlund, Sommers and Bohns 2024, Scientific Reports 14).
"""

from collections.abc import Mapping

from mentorcrm.models.kinds import MessageKind, Tone

Kind = MessageKind
_Sentences = Mapping[MessageKind, tuple[str, str, str]]
_TONES = {Tone.WARM: 0, Tone.PLAIN: 1, Tone.BRIEF: 2}

SALUTATIONS = {Tone.WARM: "Dear", Tone.PLAIN: "Hello", Tone.BRIEF: "Hi"}
CLOSINGS = {Tone.WARM: "With warm wishes,", Tone.PLAIN: "Best wishes,", Tone.BRIEF: ""}

# kind: warm, plain, brief
_EASY_OUT: _Sentences = {
    Kind.FIRST_ASK: (
        'If this is not the moment, a reply of "not now" is completely fine.',
        'If it does not fit, a reply of "not now" is fine.',
        '"Not now" is a fine answer.',
    ),
    Kind.ONE_QUESTION: (
        'If this is not one for you, "pass" is a perfectly good reply.',
        'If you would rather not answer, a reply of "pass" is fine.',
        '"Pass" is a fine answer.',
    ),
    Kind.ONE_DECISION: (
        'If you would rather stay out of this one, "not this one" is a perfectly good reply.',
        'If you would rather not weigh in, a reply of "not this one" is fine.',
        '"Not this one" is a fine answer.',
    ),
    Kind.TRIAL: (
        'If you are at capacity, "not this quarter" is all you need to write.',
        'If you are at capacity, a reply of "not this quarter" is fine.',
        '"Not this quarter" is a fine answer.',
    ),
    Kind.INTRO_REQUEST: (
        'If you would rather not, "not this time" is completely fine, and I will not ask why.',
        'If it does not feel right, a reply of "not this time" is fine.',
        '"Not this time" is a fine answer.',
    ),
    Kind.FOLLOW_UP: (
        'If the answer is no, "not now" is completely fine, and I will leave it there.',
        'A reply of "not now" is fine, and I will leave it there.',
        '"Not now" is a fine answer.',
    ),
    Kind.PROGRESS_UPDATE: (
        "There is nothing to answer here; I wanted you to know where it stands.",
        "No reply is needed.",
        "No reply needed.",
    ),
    Kind.IMPACT_NOTE: (
        "There is nothing you need to do with this.",
        "No reply is needed.",
        "No reply needed.",
    ),
    Kind.OFFER_HELP: (
        'If you have it covered, "no need" is a perfectly good answer.',
        'If it is of no use, a reply of "no need" is fine.',
        '"No need" is a fine answer.',
    ),
    Kind.RESET: (
        'If you would rather stop here, "let us stop" is completely fine, and I would understand.',
        'If you would rather stop, a reply of "let us stop" is fine.',
        '"Let us stop" is a fine answer too.',
    ),
    Kind.LIGHTEN: (
        'If you would rather stop altogether, "let us stop" is completely fine.',
        'If you would rather stop, a reply of "let us stop" is fine.',
        '"Let us stop" is a fine answer too.',
    ),
    Kind.PAUSE: (
        "There is nothing you need to do until then.",
        "No reply is needed.",
        "No reply needed.",
    ),
    Kind.CLOSE: (
        "There is nothing you need to do.",
        "No reply is needed.",
        "No reply needed.",
    ),
    Kind.THANKS_FOR_NO: (
        "If nobody comes to mind, there is no need to reply.",
        "If nobody comes to mind, no reply is needed.",
        "If nobody comes to mind, no reply needed.",
    ),
    Kind.RECONNECT: (
        'If this is not the time, "not now" is completely fine.',
        'If it does not fit, a reply of "not now" is fine.',
        '"Not now" is a fine answer.',
    ),
    Kind.OFFICE_HOURS: (
        'If you have nothing to bring this time, "next time" is a perfectly good answer.',
        'If you have nothing to bring, a reply of "next time" is fine.',
        '"Next time" is a fine answer.',
    ),
}
_THANKS: _Sentences = {
    Kind.FIRST_ASK: (
        "Thank you for considering it.",
        "Thank you for considering it.",
        "Thank you.",
    ),
    Kind.ONE_QUESTION: ("Thank you for reading this.", "Thank you for reading this.", "Thank you."),
    Kind.ONE_DECISION: (
        "Thank you for thinking about it.",
        "Thank you for reading this.",
        "Thank you.",
    ),
    Kind.TRIAL: ("Thank you for considering it.", "Thank you for considering it.", "Thank you."),
    Kind.INTRO_REQUEST: (
        "Thank you for considering it.",
        "Thank you for considering it.",
        "Thank you.",
    ),
    Kind.FOLLOW_UP: ("Thank you for reading this far.", "Thank you.", "Thank you."),
    Kind.RECAP: (
        "Thank you for the time and the thought you gave this.",
        "Thank you for your time.",
        "Thank you for your time.",
    ),
    Kind.PROGRESS_UPDATE: (
        "Thank you for your part in this.",
        "Thank you for your part in this.",
        "Thank you for your part in it.",
    ),
    Kind.IMPACT_NOTE: (
        "Thank you. It would have gone differently without you.",
        "Thank you for the advice.",
        "Thank you.",
    ),
    Kind.OFFER_HELP: (
        "You have helped me, and I would like to give something back.",
        "You have helped me; this is a small return.",
        "A small return for your help.",
    ),
    Kind.CONGRATULATE: ("", "", ""),
    Kind.RESET: (
        "Thank you for everything you have put into this so far.",
        "Thank you for your help so far.",
        "Thank you for your help so far.",
    ),
    Kind.LIGHTEN: (
        "Thank you for the time you have given this.",
        "Thank you for your time so far.",
        "Thank you for your time so far.",
    ),
    Kind.PAUSE: (
        "Thank you for your help up to here.",
        "Thank you for your help so far.",
        "Thank you for your help so far.",
    ),
    Kind.CLOSE: (
        "Thank you for the time, the thought and the straight answers.",
        "Thank you for your time and your help.",
        "Thank you for your help.",
    ),
    Kind.THANKS_FOR_NO: (
        "Thank you for a clear answer; it helps me more than silence would.",
        "Thank you for the clear answer.",
        "Thank you for the clear answer.",
    ),
    Kind.RECONNECT: ("Thank you for reading this.", "Thank you for reading this.", "Thank you."),
    Kind.OFFICE_HOURS: ("", "", ""),
}


def easy_out(kind: MessageKind, tone: Tone) -> str:
    """The sentence that makes a no easy; "" for a kind that needs none."""
    return _EASY_OUT.get(kind, ("", "", ""))[_TONES[tone]]


def thanks(kind: MessageKind, tone: Tone) -> str:
    """The sentence of thanks; "" for a kind that needs none of its own."""
    return _THANKS.get(kind, ("", "", ""))[_TONES[tone]]
