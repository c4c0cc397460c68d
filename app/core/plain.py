"""Words as they are looked for: whatever the case and the accents. Pure."""

import unicodedata


def plain(words: str) -> str:
    """tomas ferreira, for Tomás Ferreira"""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(sign)
    )
