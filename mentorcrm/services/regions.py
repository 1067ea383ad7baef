"""Countries by the code that telephone numbers without one belong to."""

from functools import cache


@cache
def phone_regions() -> tuple[tuple[str, int], ...]:
    """Every two-letter region with its country calling code, in order of the letters."""
    import phonenumbers

    regions = sorted(phonenumbers.SUPPORTED_REGIONS)
    return tuple((code, phonenumbers.country_code_for_region(code)) for code in regions)
