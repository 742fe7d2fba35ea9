"""Findings in the evidence a unit names (EVI)."""

from parindex.locale import mark as _
from parindex.model.codes.kind import INFO, WARNING, Kind

EVIDENCE = (
    Kind(
        "EVI001",
        WARNING,
        _("No evidence is named and nothing is explained."),
        _("number, date and issuer of a document, or an explanation"),
        _("Name the document that proves the answer, or explain why there is none."),
        _(
            "Points that nothing proves cannot be confirmed at appraisal; a document named now saves an exchange of letters later."
        ),
    ),
    Kind(
        "EVI002",
        WARNING,
        _("“{raw}” is no date."),
        _("a date, day/month/year"),
        _("Correct the date of the document."),
        _(
            "Without its date the document is hard to find, and nobody can see whether it was issued within the year."
        ),
    ),
    Kind(
        "EVI003",
        WARNING,
        _("The document named as evidence lacks: {fields}."),
        _("number, date and issuer of the document, or the address of a page"),
        _("Add what is missing."),
        _(
            "Whoever appraises the item cannot ask for a document, or tell it from others, by half of its name."
        ),
    ),
    Kind(
        "EVI004",
        WARNING,
        _("The document is dated {day}, outside the time assessed."),
        _("a date from {first} to {last}"),
        _("Correct the date, or name a document of this time."),
        _(
            "A document of another year proves the work of that year; mostly it is left over from the form of the year before."
        ),
    ),
    Kind(
        "EVI005",
        INFO,
        _("“{file}” is named as evidence for items of different criteria: {items}."),
        "",
        _("Nothing to do if it proves them all; else name the right file for each."),
        _(
            "One file for unrelated items is often a name that was copied down the column, and then proves only one of them."
        ),
    ),
    Kind(
        "EVI006",
        WARNING,
        _("The number {number} stands for different documents: {one}; {other}."),
        _("one date and one issuer for a number"),
        _("Correct the number, the date or the issuer."),
        _(
            "Two documents do not share a number and symbol; one of the two entries is mistyped, and the document will not be found by it."
        ),
    ),
    Kind(
        "EVI007",
        WARNING,
        _("The file “{file}” is not among the evidence that came with the form."),
        _("a file in the unit's folder of evidence"),
        _("Send the file, or correct its name."),
        _("At appraisal the claim would stand without its proof, and there is no time left then."),
    ),
    Kind(
        "EVI008",
        INFO,
        _(
            "Forms name {count} {count:file|files} as evidence; whether {count:it is|they are} "
            "there was not looked at."
        ),
        _("evidence in evidence/<unit>, or in a folder of the unit's code beside its form"),
        _("Nothing to do if evidence is gathered elsewhere."),
        _(
            "Where no folder of evidence lies beside the forms, a missing file is not told; nobody should take the silence for a check."
        ),
    ),
    Kind(
        "EVI009",
        WARNING,
        _("“{link}” is not the address of a page on the web."),
        _("an address that begins with http:// or https://"),
        _("Copy the address from the browser again, or name a file."),
        _(
            "An address of the unit's own computer or network opens for nobody else, so the evidence cannot be seen."
        ),
    ),
)
