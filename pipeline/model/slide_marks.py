"""The extension of a run of text on slides that says which fact it states and which sources it cites."""

# Programs keep or leave out an extension that they do not know.
NAMESPACE = "urn:dossier:slides:1"
EXTENSION = "{6B7E0F7C-3C53-4C4E-9B5A-8C2F0D6E4A15}"
FACT, CITES = "fact", "cites"
