"""Names and titles in the languages a criteria set is written in."""

import unicodedata
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from parindex.locale import mark
from parindex.model.shape import Shape


class Model(BaseModel):
    """What every declared thing is: frozen, and strict about its keys."""

    # built when first used: most commands read few of the things that can be declared
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )

    relations: ClassVar[tuple[Shape, ...]] = ()
    """What the model's own validators ask of keys together, for the JSON Schema."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schema of the keys, and of what they ask of each other."""
        made = handler(schema)
        if cls.relations:
            handler.resolve_ref_schema(made)["allOf"] = [*cls.relations]
        return made


Code = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$", max_length=40),
    Field(json_schema_extra={"patternErrorMessage": "code"}),
]
"""The code of an area, criterion or item, as the decision writes it."""


class LocalText(Model):
    """A text in Vietnamese and, where given, in English."""

    vi: str = Field(description=mark("The text in Vietnamese."))
    en: str | None = Field(None, description=mark("The text in English; else the Vietnamese one."))

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the text in every language it is given in."""
        return tuple(filter(None, (self.vi, self.en)))

    def for_lang(self, lang: str) -> str:
        """Return the text in ``lang``, in Vietnamese where there is no other."""
        return self.en if lang == "en" and self.en else self.vi


def name_key(text: str) -> str:
    """Return what two spellings of one name share: NFC, one space, no case, no outer marks."""
    folded = unicodedata.normalize("NFC", text.replace("\u00a0", " ")).casefold()
    return " ".join(folded.split()).strip(" .,;:")
