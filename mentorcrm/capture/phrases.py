"""How days, times and lengths are written: the phrases that are cut out before they are read."""

import re

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b"
)
_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a couple of|a few)"
)
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|fortnights?|months?|years?)"
_PART = r"(?:morning|noon|lunchtime|afternoon|evening|night)"
_ORDINAL = r"(?:st|nd|rd|th)"
_YEAR = r"(?:,? (?:19|20)\d\d\b)?"

CLOCK = (
    r"(?:(?P<hour>[01]?\d|2[0-3])(?P<colon>[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?!\d)"
    r"|(?P<hour_r>1[0-2]|[1-9])(?=\s?(?:-|–|to|until)\s?(?:1[0-2]|[1-9])(?::[0-5]\d)?\s?[ap]\.?m\b)"
    r"|(?P<hour_h>[01]?\d|2[0-3])h(?P<minute_h>[0-5]\d)?(?=\s?(?:-|–|to|until)\s?\d{1,2}h)"
    r"|(?P<word>noon|midday|midnight)\b)"
)
_UNTIL = (
    r"(?:\s?(?:-|–|to|until)\s?(?P<to_hour>[01]?\d|2[0-3])"
    r"(?:(?::(?P<to_minute_p>[0-5]\d))?\s?(?P<to_half>[ap]\.?m)\b"
    r"|:(?P<to_minute>[0-5]\d)(?![:\d])|h(?P<to_minute_h>[0-5]\d)?(?!\w)))?"
)
_BARE_HOUR = r"at (?P<bare>[1-9]|1[0-2])(?= ?(?:$|[,;.:!?#\n]|with\b|on\b|today\b|tomorrow\b))"
_ZONE = (
    r"(?:\s(?P<zone>UTC|GMT|BST|CEST|CET|EEST|EET|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b"
    r"|\s(?P<city>[A-Z][\w-]+(?: [A-Z][\w-]+)?) time\b)?"
)
TIME = (
    rf"(?:(?:(?:at|from|@) ?)?{CLOCK.replace('(?P<', '(?P<{0}')}{_UNTIL.replace('(?P<', '(?P<{0}')}"
    rf"(?-i:{_ZONE.replace('(?P<', '(?P<{0}')})|{_BARE_HOUR.replace('(?P<', '(?P<{0}')})"
)

DAY = (
    r"(?:(?:the )?day (?:before yesterday|after tomorrow)"
    rf"|(?:this|yesterday|tomorrow) {_PART}\b|last night|today|yesterday|y['’]?day|tomorrow|tmrw"
    r"|tonight"
    rf"|{_NUMBER} {_UNIT} (?:ago|from now|back)\b"
    rf"|in (?:about )?{_NUMBER} {_UNIT}(?:['’]s?)?(?: time)?\b"
    r"|(?:last|next|this) (?:week|month|year|weekend)\b"
    r"|(?:the )?end of (?:the |this |next )?(?:week|month|year)\b|eow\b|eom\b|eod\b"
    rf"|(?:(?:last|next|this|this past|past|coming|this coming) )?{WEEKDAY}"
    rf"(?:,? (?:the )?\d{{1,2}}{_ORDINAL}?(?: (?:of )?{MONTH}{_YEAR})?(?![\d:]))?(?: {_PART}\b)?"
    r"|\d{4}-\d{1,2}-\d{1,2}\b"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)"
    r"|\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?(?![\d/])"
    rf"|(?:the )?\d{{1,2}}{_ORDINAL}? (?:of )?{MONTH}{_YEAR}"
    rf"|{MONTH} \d{{1,2}}{_ORDINAL}?\b(?![:\d]){_YEAR}"
    rf"|the \d{{1,2}}{_ORDINAL}\b)"
)
_JOIN = r"(?:,? (?:around |about )?)"
_START, _END = r"(?<![^\s(,;–—-])", r"(?![\w/])"

# A day, a time, or both in either order; `when` is what is read, the lead stands outside it.
WHEN = re.compile(
    rf"{_START}(?:(?P<day1>{DAY})(?:{_JOIN}{TIME.replace('{0}', 'a_')})?"
    rf"|{TIME.replace('{0}', 'b_')}(?:{_JOIN}(?:on )?(?P<day2>{DAY}))?){_END}",
    re.IGNORECASE,
)
# A day by which something is due. A word such as "by" before it belongs to it.
DUE = re.compile(
    rf"{_START}(?:(?P<lead>by|until|till|before|due|due on|due by|on|for) )?(?P<day>{DAY})"
    rf"(?: {TIME.replace('{0}', 'c_')})?{_END}",
    re.IGNORECASE,
)

_HOURS = r"(?:h|hrs?|hours?)"
_MINUTES = r"(?:m|mins?|minutes?)"
LENGTH = re.compile(
    r"(?<![\w$€£.,:/–-])(?:"
    rf"(?P<h>\d{{1,2}})\s?{_HOURS}\s?(?:and )?(?P<hm>\d{{1,2}})(?:\s?{_MINUTES})?"
    rf"|(?P<dec>\d{{1,2}}[.,]\d)\s?{_HOURS}|(?P<only>\d{{1,2}})\s?{_HOURS}"
    rf"|(?P<min>\d{{1,3}})(?:\s?-?{_MINUTES}|['’′](?=\s|$))|(?P<bare>(?<=quick )\d{{1,2}})(?= w)"
    r"|(?P<hour_half>an? hour and a half|one and a half hours)"
    r"|(?P<half>half an hour|half hour|half-hour)"
    r"|(?P<three>three quarters of an hour)|(?P<quarter>(?:a )?quarter of an hour)"
    r"|(?P<word>an|one|two|three|four|five|six) hours?"
    r")(?![\w€])(?!\s?[-–]\s?\d)(?! (?:ago|back|from now|before|late|early))",
    re.IGNORECASE,
)
