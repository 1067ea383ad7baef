"""What each vCard property means for a contact. Covers 2.1, 3.0, 4.0 and what Apple, Google,
Outlook, Android, Evolution and KDE add to them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from mentorcrm.interchange import dates
from mentorcrm.interchange.card_draft import CardDraft, RoughPoint
from mentorcrm.interchange.contentlines import (
    Head,
    parse_head,
    structured,
    text_value,
    unescaped,
)
from mentorcrm.models.kinds import ContactKind

IGNORED = frozenset(("PHOTO", "LOGO", "SOUND", "KEY"))
_CHATS = {
    "X-AIM": "AIM",
    "X-ICQ": "ICQ",
    "X-MSN": "MSN",
    "X-YAHOO": "Yahoo",
    "X-JABBER": "Jabber",
    "X-GTALK": "Google Talk",
    "X-GOOGLE-TALK": "Google Talk",
    "X-GOOGLE TALK": "Google Talk",
    "X-SKYPE": "Skype",
    "X-SKYPE-USERNAME": "Skype",
    "X-QQ": "QQ",
    "X-SAMETIME": "Sametime",
    "X-TWITTER": "Twitter",
    "X-MS-IMADDRESS": "Chat",
    "X-GADUGADU": "Gadu-Gadu",
    "X-GROUPWISE": "GroupWise",
    "X-MATRIX": "Matrix",
    "X-TELEGRAM": "Telegram",
    "X-SIGNAL": "Signal",
    "X-WHATSAPP": "WhatsApp",
    "X-WECHAT": "WeChat",
    "X-KADDRESSBOOK-X-IMADDRESS": "Chat",
    "X-MASTODON": "Mastodon",
}
_WEB = frozenset(
    (
        "URL",
        "X-URL",
        "X-LINKEDIN",
        "X-FACEBOOK",
        "X-EVOLUTION-BLOG-URL",
        "X-EVOLUTION-VIDEO-URL",
        "X-KADDRESSBOOK-BLOGFEED",
        "CONTACT-URI",
    )
)
_TYPE_LABELS = {
    "cell": "mobile",
    "iphone": "mobile",
    "pcs": "mobile",
    "mobile": "mobile",
    "fax": "fax",
    "pager": "pager",
    "work": "work",
    "home": "home",
    "main": "main",
    "other": "other",
    "car": "car",
    "school": "school",
    "assistant": "assistant",
}
_UNTOLD = frozenset(
    (
        "internet",
        "voice",
        "pref",
        "msg",
        "video",
        "text",
        "uri",
        "x400",
        "dom",
        "intl",
        "postal",
        "parcel",
        "url",
        "isdn",
        "bbs",
        "modem",
    )
)
_MAIL_KIND, _PHONE_KIND, _PROFILE_KIND = ContactKind.MAIL, ContactKind.PHONE, ContactKind.PROFILE
_CHAT_KIND, _ADDRESS_KIND = ContactKind.CHAT, ContactKind.ADDRESS
_FENCES = frozenset(("BEGIN", "END"))
_SPECIAL = IGNORED | {"AGENT"}
_PLAIN_HEAD = 120
_NICKNAME = "vnd.android.cursor.item/nickname"


@dataclass(slots=True)
class VCardDraft:
    """One card while it is read: the contact, and what is only needed until its end."""

    draft: CardDraft
    kind: str = ""
    version: str = ""
    omit_year: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    labelled_addresses: list[tuple[str, str]] = field(default_factory=list)
    birthday_raw: str = ""


Handler = Callable[[VCardDraft, Head, str], None]


def take(card: VCardDraft, head: Head, raw: str) -> None:
    """Put one property into the card. Properties that are not about a contact are left out."""
    if raw:
        _handler(head.name)(card, head, text_value(head, raw))


def plain_handler(front: str) -> tuple[Handler, Head] | None:
    """The handler for the text before a colon, when its values need no decoding first.

    None for what needs the long way: fences, pictures, quoted parameters, encoded values.
    """
    if '"' in front or len(front) > _PLAIN_HEAD or front.upper() in _FENCES:
        return None
    head = parse_head(front)
    return None if head.encoding or head.name in _SPECIAL else (_handler(head.name), head)


def _handler(name: str) -> Handler:
    if name in _CHATS or name.startswith("X-MESSAGING/"):
        return _named_chat
    return _HANDLERS.get(name, _unknown)


def _unknown(card: VCardDraft, head: Head, value: str) -> None:
    """A property that says nothing a contact keeps."""


def _named_chat(card: VCardDraft, head: Head, value: str) -> None:
    service = _CHATS.get(head.name) or head.name[12:].partition("-")[0].capitalize()
    card.draft.reach(_CHAT_KIND, unescaped(value), service)


def complete(card: VCardDraft) -> None:
    """Settle what needed the whole card: labels of groups, the birthday, bare address labels."""
    if card.labels:
        card.draft.points = [
            point._replace(label=card.labels.get(point.group, point.label))
            for point in card.draft.points
        ]
    if card.labelled_addresses and not any(
        point.kind is _ADDRESS_KIND for point in card.draft.points
    ):
        for label, text in card.labelled_addresses:
            card.draft.reach(_ADDRESS_KIND, text, label)
    _settle_birthday(card)


def label_of(types: tuple[str, ...]) -> str:
    """What a number or address is for, in a word or two: "mobile", "work fax", "home"."""
    told = [_TYPE_LABELS[word] for word in types if word in _TYPE_LABELS]
    if told:
        place = next((word for word in told if word in ("work", "home")), "")
        device = next((word for word in told if word not in ("work", "home")), "")
        return f"{place} {device}".strip()
    own = next((word for word in types if word not in _UNTOLD), "")
    return own.removeprefix("x-")


def _settle_birthday(card: VCardDraft) -> None:
    if not card.birthday_raw:
        return
    found = dates.birthday(card.birthday_raw)
    if found is None:
        card.draft.notes.append(f"Birthday: {card.birthday_raw}")
    elif card.omit_year and not found.startswith("--"):
        card.draft.birthday = f"-{found[4:]}"
    else:
        card.draft.birthday = found


@lru_cache(maxsize=4096)
def _use(front: tuple[str, ...], pref: str) -> tuple[str, bool]:
    """What a point is for, and whether it is the main one of its kind."""
    return label_of(front), "pref" in front or pref == "1"


def _preferred(head: Head) -> bool:
    return "pref" in head.types or head.params.get("PREF") == "1"


def _full_name(card: VCardDraft, head: Head, value: str) -> None:
    if not card.draft.full_name or _preferred(head):
        card.draft.full_name = unescaped(value)


def _name(card: VCardDraft, head: Head, value: str) -> None:
    draft = card.draft
    if draft.family or draft.given:
        return
    parts = [
        part.replace(",", ", ") if "," in part and ", " not in part else part
        for part in structured(value)
    ] + [""] * 5
    draft.family, draft.given, draft.middle, draft.prefix, draft.suffix = parts[:5]


def _organisation(card: VCardDraft, head: Head, value: str) -> None:
    name, *units = structured(value)
    if not card.draft.organisation:
        card.draft.organisation = name
        card.draft.department = ", ".join(unit for unit in units if unit.strip())


def _title(card: VCardDraft, head: Head, value: str) -> None:
    card.draft.title = card.draft.title or unescaped(value)


def _nickname(card: VCardDraft, head: Head, value: str) -> None:
    if not card.draft.nickname.strip():
        card.draft.nickname = structured(value, ",")[0]


def _pronouns(card: VCardDraft, head: Head, value: str) -> None:
    card.draft.pronouns = card.draft.pronouns or unescaped(value)


def _other_name(card: VCardDraft, head: Head, value: str) -> None:
    card.draft.other_name = card.draft.other_name or unescaped(value)


def _android(card: VCardDraft, head: Head, value: str) -> None:
    kind, *rest = structured(value)
    if kind == _NICKNAME and rest:
        card.draft.nickname = card.draft.nickname or rest[0]


def _mail(card: VCardDraft, head: Head, value: str) -> None:
    _reach(card, head, _MAIL_KIND, unescaped(value).removeprefix("mailto:"))


def _phone(card: VCardDraft, head: Head, value: str) -> None:
    text = unescaped(value)
    _reach(card, head, _PHONE_KIND, text[4:] if text[:4].lower() == "tel:" else text)


def _web(card: VCardDraft, head: Head, value: str) -> None:
    _reach(card, head, _PROFILE_KIND, unescaped(value))


def _social(card: VCardDraft, head: Head, value: str) -> None:
    text = unescaped(value)
    service = head.params.get("SERVICE-TYPE", "") or label_of(head.types)
    if "://" in text and not text.startswith("x-apple"):
        card.draft.reach(_PROFILE_KIND, text, service, group=head.group)
        return
    handle = head.params.get("X-USER", "") or text.partition(":")[2] or text
    card.draft.reach(_CHAT_KIND, handle, service, group=head.group)


def _chat(card: VCardDraft, head: Head, value: str) -> None:
    text = unescaped(value)
    scheme, colon, handle = text.partition(":")
    service = (
        head.params.get("X-SERVICE-TYPE", "")
        or head.params.get("SERVICE-TYPE", "")
        or (scheme.removeprefix("x-") if colon else "")
        or label_of(head.types)
    )
    handle = handle.removeprefix("//") if colon and scheme.lower() != "https" else text
    card.draft.reach(_CHAT_KIND, handle, service.capitalize(), preferred=_preferred(head))


def _address(card: VCardDraft, head: Head, value: str) -> None:
    parts = [part.strip() for part in structured(value)] + [""] * 7
    box, extended, street, city, region, code, country = parts[:7]
    town = " ".join(filter(None, (code, city)))
    lines = filter(None, (street, extended, box, town, region, country))
    _reach(card, head, _ADDRESS_KIND, "\n".join(lines))
    if not card.draft.location or "work" in head.types:
        card.draft.location = (
            ", ".join(filter(None, (city, country or region))) or card.draft.location
        )


def _address_label(card: VCardDraft, head: Head, value: str) -> None:
    card.labelled_addresses.append((label_of(head.types), unescaped(value)))


def _note(card: VCardDraft, head: Head, value: str) -> None:
    card.draft.notes.append(unescaped(value))


def _categories(card: VCardDraft, head: Head, value: str) -> None:
    card.draft.tags += structured(value, ",")


def _birthday(card: VCardDraft, head: Head, value: str) -> None:
    card.birthday_raw = card.birthday_raw or unescaped(value).strip()
    if head.params.get("X-APPLE-OMIT-YEAR"):
        card.omit_year = True


def _uid(card: VCardDraft, head: Head, value: str) -> None:
    card.draft.uid = card.draft.uid or unescaped(value)


def _kind(card: VCardDraft, head: Head, value: str) -> None:
    card.kind = value.strip().lower()


def _version(card: VCardDraft, head: Head, value: str) -> None:
    card.version = value.strip()


def _group_label(card: VCardDraft, head: Head, value: str) -> None:
    """Apple's label of a group: free text, or `_$!<HomePage>!$_` for one of its own."""
    label = unescaped(value).strip()
    if label.startswith("_$!<"):
        label = label[4:].partition(">")[0].lower()
    if label:
        card.labels[head.group or "?"] = label


def _reach(card: VCardDraft, head: Head, kind: ContactKind, value: str) -> None:
    label, preferred = _use(head.types, head.params.get("PREF", ""))
    card.draft.points.append(RoughPoint(kind, value, label, preferred, head.group))


_HANDLERS: dict[str, Handler] = {
    "FN": _full_name,
    "N": _name,
    "ORG": _organisation,
    "TITLE": _title,
    "ROLE": _title,
    "NICKNAME": _nickname,
    "PRONOUNS": _pronouns,
    "X-PRONOUNS": _pronouns,
    "NAME": _other_name,
    "CN": _other_name,
    "X-EVOLUTION-FILE-AS": _other_name,
    "X-ANDROID-CUSTOM": _android,
    "EMAIL": _mail,
    "TEL": _phone,
    "PHONE": _phone,
    "ADR": _address,
    "LABEL": _address_label,
    "X-SOCIALPROFILE": _social,
    "SOCIALPROFILE": _social,
    "IMPP": _chat,
    "NOTE": _note,
    "CATEGORIES": _categories,
    "CATEGORY": _categories,
    "BDAY": _birthday,
    "UID": _uid,
    "KIND": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
    "VERSION": _version,
    "X-ABLABEL": _group_label,
    **dict.fromkeys(_WEB, _web),
}
