"""Names and titles in the languages a criteria set is written in."""

import unicodedata

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """What every declared thing is: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class LocalText(Model):
    """A text in Vietnamese and, where given, in English."""

    vi: str
    en: str | None = None

    def for_lang(self, lang: str) -> str:
        """Return the text in ``lang``, in Vietnamese where there is no other."""
        return self.en if lang == "en" and self.en else self.vi


def name_key(text: str) -> str:
    """Return what two spellings of one name share: NFC, one space, no case, no outer marks."""
    folded = unicodedata.normalize("NFC", text.replace("\u00a0", " ")).casefold()
    return " ".join(folded.split()).strip(" .,;:")
