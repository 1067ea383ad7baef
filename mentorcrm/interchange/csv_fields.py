"""What a column of a CSV file can mean, and which column names mean it.

Names are compared folded: lower case, `_` and `-` as blanks, no punctuation at the ends. English
comes first; German, French and Spanish cover what Outlook and address books write there.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_NAME_LENGTH = 60


class Field(StrEnum):
    """What a column holds. The values are what a stored mapping says."""

    IGNORE = "ignore"
    FULL_NAME = "full_name"
    PREFIX = "prefix"
    GIVEN = "given"
    MIDDLE = "middle"
    FAMILY = "family"
    SUFFIX = "suffix"
    NICKNAME = "nickname"
    PRONOUNS = "pronouns"
    ORGANISATION = "organisation"
    TITLE = "title"
    DEPARTMENT = "department"
    LOCATION = "location"
    BIRTHDAY = "birthday"
    BIRTH_YEAR = "birth_year"
    BIRTH_MONTH = "birth_month"
    BIRTH_DAY = "birth_day"
    NOTES = "notes"
    TAGS = "tags"
    MAIL = "mail"
    PHONE = "phone"
    WEB = "web"
    CHAT = "chat"
    ADDRESS = "address"
    STREET = "street"
    CITY = "city"
    REGION = "region"
    POSTCODE = "postcode"
    COUNTRY = "country"
    CONNECTED_ON = "connected_on"
    UID = "uid"
    ACTION = "action"


NAME_FIELDS = frozenset((Field.FULL_NAME, Field.GIVEN, Field.FAMILY, Field.NICKNAME))
REACH_FIELDS = frozenset((Field.MAIL, Field.PHONE, Field.WEB))
ADDRESS_FIELDS = frozenset((Field.STREET, Field.CITY, Field.REGION, Field.POSTCODE, Field.COUNTRY))


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its 0-based place, its meaning, and what the value is for.

    `label` is "work" or "mobile"; `label_from` is the place of a column that says so for each
    row (Google), -1 when none does. Parts of one postal address share a `group`.
    """

    index: int
    field: Field
    label: str = ""
    label_from: int = -1
    group: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How to read a CSV file: where its header is (1-based, 0 for none), and its columns.

    `delimiter` is "" to let the file decide. `kind` names the service that was recognised.
    """

    columns: tuple[Column, ...]
    header_row: int = 1
    delimiter: str = ""
    kind: str = "csv"

    def has(self, *fields: Field) -> bool:
        return any(column.field in fields for column in self.columns)


@lru_cache(maxsize=2048)
def folded(name: str) -> str:
    """A column name for comparison; "" when it is too long to be one."""
    text = name.strip().strip("\ufeff\"':*#").casefold()
    if len(text) > _NAME_LENGTH:
        return ""
    return " ".join(text.replace("_", " ").replace("-", " ").replace("'", "").split())


@lru_cache(maxsize=2048)
def guess_field(name: str) -> tuple[Field, str] | None:
    """The meaning of a column name and its label ("work"), or None when it is not known."""
    text = folded(name)
    if text in _KNOWN:
        return _KNOWN[text]
    words = text.split()
    label = next((_LABELS[word] for word in words if word in _LABELS), "")
    rest = " ".join(word for word in words if word not in _LABELS and not word.isdigit())
    return (_KNOWN[rest][0], label or _KNOWN[rest][1]) if rest in _KNOWN else None


_LABELS = {
    "work": "work",
    "business": "work",
    "office": "work",
    "home": "home",
    "personal": "home",
    "private": "home",
    "mobile": "mobile",
    "other": "other",
    "primary": "",
    "secondary": "",
    "geschäftlich": "work",
    "privat": "home",
    "weitere": "other",
    "professionnel": "work",
    "professionnelle": "work",
    "bureau": "work",
    "domicile": "home",
    "trabajo": "work",
    "particular": "home",
}

_SYNONYMS: dict[Field, str] = {
    Field.FULL_NAME: "name|full name|display name|contact|contact name|person|mentor|mentee|"
    "mentor name|mentee name|participant|file as|anzeigename|vollständiger name|"
    "nom complet|nom affiché|nombre completo|nombre para mostrar|your name|"
    "fullname|displayname|employee name|member name|e mail display name",
    Field.PREFIX: "name prefix|prefix|salutation|honorific|anrede|civilité|tratamiento",
    Field.GIVEN: "first name|given name|firstname|forename|given|first|vorname|prénom|prenom|"
    "nombre|nombre de pila|your first name",
    Field.MIDDLE: "middle name|additional name|middlename|weitere vornamen|zweiter vorname|"
    "deuxième prénom|segundo nombre",
    Field.FAMILY: "last name|family name|surname|lastname|last|nachname|familienname|"
    "nom de famille|nom|apellido|apellidos|your last name",
    Field.SUFFIX: "name suffix|suffix|namenszusatz|suffixe|sufijo",
    Field.NICKNAME: "nickname|nick name|screen name|spitzname|surnom|apodo|sobrenombre",
    Field.PRONOUNS: "pronouns|pronomen|pronoms|pronombres",
    Field.ORGANISATION: "company|organization|organisation|organization name|company name|"
    "employer|companies|current company|current employer|org|firma|"
    "unternehmen|société|entreprise|organización|empresa|compañía|affiliation|"
    "institution|firm|organization 1 name",
    Field.TITLE: "job title|title|position|role|occupation|headline|organization title|"
    "current role|current position|jobtitle|beruf|stelle|"
    "fonction|poste|titre|titre de poste|cargo|puesto|profesión|job|"
    "organization 1 title",
    Field.DEPARTMENT: "department|organization department|team|abteilung|service|département|"
    "departamento|organization 1 department",
    Field.LOCATION: "location|based in|where|standort|ort der arbeit|lieu|localisation|ubicación|"
    "office location",
    Field.BIRTHDAY: "birthday|birth date|birthdate|date of birth|dob|geburtstag|geburtsdatum|"
    "anniversaire|date de naissance|cumpleaños|fecha de nacimiento",
    Field.BIRTH_YEAR: "birth year|geburtsjahr",
    Field.BIRTH_MONTH: "birth month|geburtsmonat",
    Field.BIRTH_DAY: "birth day",
    Field.NOTES: "notes|note|comments|comment|background|description|bio|about|notizen|notiz|"
    "bemerkungen|remarques|commentaires|notas|observaciones|comentarios|remarks|"
    "how we met",
    Field.TAGS: "tags|tag|labels|categories|category|groups|group|group membership|kategorien|"
    "schlagwörter|gruppen|étiquettes|catégories|groupes|etiquetas|categorías|grupos|"
    "keywords",
    Field.MAIL: "email|e mail|email address|e mail address|e mail adresse|emailadresse|mail|"
    "emails|e mails|primary email|secondary email|adresse e mail|adresse email|"
    "courriel|adresse de messagerie|correo|correo electrónico|email id|"
    "dirección de correo electrónico|email addresses|your email|contact email",
    Field.PHONE: "phone|phone number|telephone|telephone number|tel|mobile|mobile phone|"
    "mobile number|cell|cell phone|phone numbers|work phone|home phone|business phone|"
    "primary phone|other phone|company main phone|car phone|radio phone|callback|"
    "telefon|telefonnummer|handy|mobiltelefon|handynummer|rufnummer|téléphone|"
    "téléphone mobile|portable|numéro de téléphone|teléfono|teléfono móvil|móvil|"
    "celular|número de teléfono|whatsapp",
    Field.WEB: "url|website|web page|web site|homepage|home page|personal web page|linkedin|"
    "linkedin url|linkedin profile|linkedin profile url|profile url|profileurl|profile|"
    "profiles|profile link|web page 1|web page 2|webseite|internetseite|site web|"
    "page web|sitio web|página web|github|twitter|sites|link",
    Field.CHAT: "imaddress|im address|skype|slack|slack handle|telegram|instant message handles|"
    "discord|teams",
    Field.ADDRESS: "address|addresses|postal address|mailing address|full address|adresse|"
    "anschrift|adresse postale|dirección|domicilio",
    Field.STREET: "street|street address|address 2|street 2|street 3|straße|strasse|rue|calle",
    Field.CITY: "city|town|stadt|ort|ville|ciudad|localidad",
    Field.REGION: "state|region|province|county|bundesland|bundesland/kanton|région|provincia|"
    "estado|state/province",
    Field.POSTCODE: "zip|zipcode|zip code|postal code|postcode|plz|postleitzahl|code postal|"
    "código postal",
    Field.COUNTRY: "country|country/region|land|land/region|pays|pays/région|país|país o región",
    Field.CONNECTED_ON: "connected on|verbunden am|connected",
    Field.UID: "uid",
    Field.ACTION: "action",
}
_PHONE_LABELS = {
    "mobile": "mobile",
    "mobile phone": "mobile",
    "mobile number": "mobile",
    "cell": "mobile",
    "cell phone": "mobile",
    "handy": "mobile",
    "mobiltelefon": "mobile",
    "handynummer": "mobile",
    "téléphone mobile": "mobile",
    "portable": "mobile",
    "teléfono móvil": "mobile",
    "móvil": "mobile",
    "celular": "mobile",
    "work phone": "work",
    "business phone": "work",
    "home phone": "home",
    "other phone": "other",
    "company main phone": "company",
    "car phone": "car",
    "radio phone": "radio",
    "callback": "callback",
    "whatsapp": "WhatsApp",
    "linkedin": "LinkedIn",
    "linkedin url": "LinkedIn",
    "linkedin profile": "LinkedIn",
    "linkedin profile url": "LinkedIn",
    "github": "GitHub",
    "twitter": "Twitter",
    "skype": "Skype",
    "slack": "Slack",
    "slack handle": "Slack",
    "telegram": "Telegram",
    "discord": "Discord",
    "teams": "Teams",
}
_KNOWN: dict[str, tuple[Field, str]] = {
    name: (field, _PHONE_LABELS.get(name, ""))
    for field, names in _SYNONYMS.items()
    for name in names.split("|")
}
_KNOWN |= {
    f"{place} fax": (Field.PHONE, f"{label} fax".strip())
    for place, label in (("home", "home"), ("business", "work"), ("other", "other"))
}
_KNOWN |= {
    "fax": (Field.PHONE, "fax"),
    "fax number": (Field.PHONE, "fax"),
    "pager": (Field.PHONE, "pager"),
    "pager number": (Field.PHONE, "pager"),
}
