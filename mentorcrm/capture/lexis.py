"""The words by which contacts, promises and giving are told."""

import re

from mentorcrm.models.history_kinds import GiveKind
from mentorcrm.models.kinds import InteractionChannel as How

_HOW: tuple[tuple[How, str], ...] = (
    (
        How.VIDEO,
        r"video(?: ?calls?| ?chat)?|zoom(?:ed)?|teams(?: call)?|facetime|skyped?|google meet|"
        r"hangout|webex|vc",
    ),
    (
        How.EVENT,
        r"conference|event|meetup|meet-up|workshop|webinar|panel|party|seminar|conf|summit",
    ),
    (
        How.IN_PERSON,
        r"coffees?|lunch(?:ed)?|dinner|breakfast|brunch|tea|drinks?|beers?|pint|walk(?:ed)?|"
        r"met(?: up)?|meeting|meet|visit(?:ed)?|in person|1:1|1-1|one-on-one|office hours|"
        r"sat down|bumped into|ran into|stopped by",
    ),
    (
        How.CALL,
        r"phone ?calls?|calls?|called|phone[d]?|rang|voicemail|voice ?mail|spoke|spoken|talked|"
        r"caught up|catch-?up|catch up|check-?in",
    ),
    (How.MAIL, r"e-?mails?|e-?mailed|mails?|mailed"),
    (
        How.MESSAGE,
        r"voice ?(?:notes?|memos?|messages?)|messages?|messaged|"
        r"msg|chat(?:ted)?|dm(?:['’]?d|ed)?|linkedin|slack(?:ed)?|"
        r"text(?:ed)?|sms|whats ?app(?:ed)?|signal|pinged|wrote|reply|replied",
    ),
    (How.LETTER, r"letters?|postcards?|cards?|handwritten note"),
)
HOW = re.compile(
    "(?<![\\w'’-])(?:"
    + "|".join(f"(?P<{how.name}>{words})" for how, words in _HOW)
    + r")(?![\w-])",
    re.IGNORECASE,
)
# Words that name a way of contact only where a line begins or after "by", "on", "via", "over".
LED_BY = re.compile(
    r"\b(?:by|on|via|over|through|at)(?: the| an?)? (?:quick |short |long )?$", re.IGNORECASE
)
NOTE = re.compile(r"\s*(?:note(?: to self)?|nb|fyi|memo)\b[:,;–-]?", re.IGNORECASE)
NOT_REACHED = re.compile(
    r"\b(?:voice ?mail|no answer|no reply|didn['’]t (?:answer|pick up|reach)|tried (?:to call|"
    r"calling|to reach|ringing)|missed (?:her|him|them|(?:a )?calls?)|rang out)\b",
    re.IGNORECASE,
)
TO_ME = re.compile(
    r"\b(?:called me|rang me|phoned me|texted me|e-?mailed me|mailed me|messaged me|pinged me|"
    r"wrote (?:to )?me|wrote back|got back to me|heard (?:back )?from|"
    r"(?:e-?mail|mail|message|msg|text|dm|letter|card|postcard|call|reply|note|memo|voicemail|"
    r"whats ?app|sms|slack|linkedin|signal|invitation|invite) from)\b",
    re.IGNORECASE,
)
# What was to be and is not: it says something about a contact and is none.
CALLED_OFF = re.compile(
    r"\b(?:cancel(?:s|l?ed|ling|ing)?|called (?:it )?off|postponed|no-show)\b", re.IGNORECASE
)
# Told of what is over, whatever time of today it names.
PAST = re.compile(
    r"(?:called|rang|phoned|spoke|spoken|talked|met|saw|visited|wrote|replied|sent|caught up|"
    r"\w{3,}ed|dm['’]d)",
    re.IGNORECASE,
)
# Who is named is blank by then.
THEY_DID = re.compile(
    r"(?:\x00|\b(?:she|he|they)) (?:called|rang|phoned|texted|e-?mailed|mailed|messaged|pinged|"
    r"wrote|replied|answered|reached out|got in touch)\b",
    re.IGNORECASE,
)
# After a name without a capital at the start of a line: what somebody does, not a thing.
DOES = re.compile(
    r"\x00 (?:also |just |then |kindly )?(?:called|rang|phoned|texted|e-?mailed|mailed|messaged|"
    r"pinged|wrote|replied|answered|reached out|got in touch|asked|told|said|says|gave|sent|shared|"
    r"forwarded|thanked|helped|reviewed|recommended|suggested|advised|urged|warned|encouraged|"
    r"introduced|intro['’]?(?:e?d)|connected|offered|promised|agreed|invited|congratulated|came|"
    r"accepted|declined|cancelled|canceled|thinks|wants|will|is|was|has|had|owes)\b"
    r"|\x00['’](?:s|ll)\b",
    re.IGNORECASE,
)
# What may stand among the parts at the head of a line without saying anything of its own;
# the space before it is for the caller to pass, who would else pay for every part of it again.
FILLER = re.compile(
    r"(?:(?:by|on|via|over|in) (?:the )?(?:phone|zoom|teams|linkedin|slack|whatsapp|video|"
    r"e-?mail|person|facetime|skype)|with|w/|w\.|w|me|got|planned|plan|scheduled|booked|quick|on|at|for|a|an|the|had|have|and|by|from|to|of|over|via|in|we|i|quick|short|"
    r"long|nice|great|good|lovely|today's|just|about|around|ca|~|@|&|\+|,|;|:|-|–|—|\(|\)|\.)(?=[\s\x00]|$|(?<=\W))",
    re.IGNORECASE,
)

# After these a name is somebody who took part; after the first group also one nobody knows.
WITH = r"with|w/|w\.|w|met(?: up)?(?: with)?|meet(?: with)?|alongside|saw|visited|joined"
CUE = re.compile(
    rf"(?<![\w'’@/])(?:(?P<sure>{WITH})\s?|(?P<known>"
    r"(?:heard back |back )?from|"
    r"(?:e-?mail|mail|message|msg|text|letter|card|note|dm|reply|talk|speak|write|thanks|reach out|"
    r"thank-?you) (?:to|from)|"
    r"called|rang|phoned|texted|e-?mailed|mailed|messaged|dm['’]?d|pinged|zoomed|skyped|slacked|"
    r"wrote(?: to)?|spoke(?: to)?|talked(?: to)?|chatted|thanked|helped|introduced|told|asked|gave|"
    r"sent|updated|congratulated|coffee|lunch|dinner|breakfast|tea|drinks?|calls?|phone|"
    r"video(?: call)?|zoom|teams|meeting|walk|chat|catch-?up|1:1|1-1|one-on-one|e-?mail|mail|"
    r"message|msg|text|letter|card|note|dm|see|reached|bumped into|ran into|invited|heard) )",
    re.IGNORECASE,
)
AND = re.compile(r"(?: ?, ?(?:and |& )?| and | & | ?\+ ?| ?/ ?)(?:with )?@?", re.IGNORECASE)
CONTACT = re.compile(
    r"\b(?:call|meet|see|visit|have (?:coffee|lunch|dinner)|coffee|lunch|catch up)\b", re.IGNORECASE
)

ABOUT = re.compile(
    r"(?<![\w-])(?:about|re:?|regarding|on the topic of|to discuss|discussed|discussing) "
    r"(?P<whole>(?:the |a |an |her |his |their |my |our )?"
    r"(?P<topic>[^\W\d_][\w&+’'-]*(?: [\w&+’'-]+){0,2}?))"
    r"(?=\s*(?:$|[,;.:!?#\n\x00(–—]|\bbecause\b|\band (?:she|he|they|I)\b))",
    re.IGNORECASE,
)
# Pronouns and the like make no topic: "about it", "about how things go".
NO_TOPIC = re.compile(
    r"(?:it|this|that|them|her|him|me|us|how|what|when|where|why|whether|things?|everything|"
    r"nothing|to|my|his|their|our|the|half|\d+\w*|an hour|one|two|three|next|last)\b",
    re.IGNORECASE,
)

_WILL = (
    r"(?:['’]ll| will|['’]s going to|['’]re going to| is going to| are going to| (?:has |have )?"
    r"promised(?: me)?(?: to)?| offered(?: to)?| agreed to| owes? me| owe me| said (?:she|he|they)"
    r"(?:['’]ll| will| would))"
)
_OPENING = (
    r"(?:(?<=^)|(?<=[;,.:(\n–—\x00-] )|(?<=[;(\n])|(?<=\band )|(?<=\bbut )|(?<=\bthen )|(?<=^ ))"
)
THEIRS = re.compile(
    rf"{_OPENING}(?P<who>she|he|they|[^\W\d_][^\s,;:.!?\x00]*(?: [^\W\d_][^\s,;:.!?\x00]*)?)"
    rf"(?P<will>{_WILL}) (?P<what>[^;\n\x00]+)",
    re.IGNORECASE,
)
MINE = re.compile(
    rf"{_OPENING}(?:I['’]ll|I will|I['’]m going to|I am going to|I (?:have )?"
    r"promised(?: (?:her|him|them))?(?: to)?"
    r"|I offered(?: to)?|I agreed to|I owe(?: (?:her|him|them))?)"
    r" (?P<what>[^;\n\x00]+)",
    re.IGNORECASE,
)
# A statement about somebody is no promise: "she'll be in Berlin".
STATIVE = re.compile(
    r"(?:not|never|be|have|need|know|want|see|think|probably|likely|maybe|love|like|miss|get)\b",
    re.IGNORECASE,
)
NEXT_PROMISE = re.compile(
    r",? (?:and|but|then|while)?,? ?(?:I|she|he|they|[^\W\d_]\S*)"
    r"(?:['’]ll| will| promised| owes? me)(?= )",
    re.IGNORECASE,
)
THEIR_LEAD = re.compile(
    r"\s*(?:(?:they|she|he)(?:['’]ll| will| would| owes?(?: me)?| promised(?: me)?(?: to)?| offered"
    r"(?: to)?| to)?\s+)?",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?](?=\s|$)|(?<=[\d)])[.!?](?=\s+[A-Z]|$)")

_NOUNS: tuple[tuple[GiveKind, str], ...] = (
    (GiveKind.INTRODUCTION, r"intros?|introductions?"),
    (GiveKind.FEEDBACK, r"feedback|comments on"),
    (GiveKind.THANKS, r"thanks|thank-?you(?: note| card)?"),
    (GiveKind.PUBLIC_CREDIT, r"(?:public )?credit|shout-?out|recommendation|testimonial"),
    (GiveKind.GIFT, r"gifts?|flowers|presents?|chocolates?|bottle of \w+"),
    (GiveKind.UPDATE, r"(?:progress )?updates?"),
    (
        GiveKind.RESOURCE,
        r"articles?|papers?|books?|podcasts?|links?|posts?|template|reading list|resources?|report",
    ),
    (GiveKind.REVIEW, r"review"),
    (GiveKind.HELP, r"help|a hand|hand"),
)
GIVE_NOUN = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind.name}>{nouns})" for kind, nouns in _NOUNS) + r")\b",
    re.IGNORECASE,
)
_VERBS: tuple[tuple[str, str], ...] = (
    ("gave", r"gave|sent|shared|forwarded|recommended|passed on|lent|offered(?! to\b)|handed"),
    ("got", r"got|received"),
    ("thanked", r"thanked"),
    ("introduced", r"introduced|intro['’]?e?d|connected"),
    ("reviewed", r"reviewed|proofread"),
    ("helped", r"helped"),
    ("told", r"told|updated"),
    ("forward", r"paid it forward|paid forward"),
)
GIVE = re.compile(
    rf"{_OPENING}(?:(?P<who>I|we|she|he|they|[^\W\d_][^\s,;:.!?\x00]*) (?:also |then |kindly )?)?"
    r"(?:" + "|".join(f"(?P<{name}>{verbs})" for name, verbs in _VERBS) + r")\b"
    r"(?P<rest>[^;.\n\x00]*)",
    re.IGNORECASE,
)
HOW_IT_WENT = re.compile(
    r"\b(?:how|what (?:came|happened)|the (?:result|outcome))\b", re.IGNORECASE
)
INTRODUCING = re.compile(r"\b(?:intro\w*|connect\w*|put (?:me|us|them) in touch)\b", re.IGNORECASE)
MENTION = re.compile(r"\b(?:to|with|and|introduce|introduced|meet) (?=[^\W\d_])|@")
