"""What this computer already knows of its user: a name to sign with until a profile says more."""

import os
import re

_TWO_WORDS = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)+")


def full_name() -> str:
    """The full name of this account, or "" when there is none that looks like a person's."""
    if os.name != "posix":
        return ""
    import pwd

    try:
        noted = pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
    except KeyError:
        return ""
    return noted if _TWO_WORDS.fullmatch(noted) else ""
