"""Where sentences end in each language: its abbreviations and ordinals end none, in checks and on slides."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.discourse.sentences import spans_of
from pipeline.editions.deck_words import sentences
from pipeline.model import nodes as n
from pipeline.model.walk import text_of

# The sentences of a text are parted by a bar.
TEXTS = {
    "de": [
        "Das gilt z. B. Hügeln, d. h. Bergen.| Es gilt immer.",
        "Am 3. Mai kam Dr. Meier, vgl. Abb. 3 und Nr. 5.| Danach ging er.",
        "Im 19. Jahrhundert, bzw. Ende des 18. Jahrhunderts.| Später nicht.",
        "Äpfel, Birnen usw. Obst genannt.| Dann Nüsse usw.| Die Liste endet.",
        "Es waren 120.| Hügel gab es viele.",
    ],
    "fr": ["M. Dupont et Mme. Martin, p. ex. Durand, cf. Fig. 3.| Il part.", "Voir l'art. 5.| Elle reste."],
    "es": [
        "El Sr. Pérez y la Dra. Ruiz, p. ej. Madrid.| Después salieron.",
        "Véase la pág. 5 y la fig. 3.| Los EE. UU. Mayores no.| Fin.",
    ],
    "it": ["Il sig. Rossi e la prof.ssa Bianchi, ad es. Roma, cfr. Fig. 2.| Poi partirono."],
    "nl": ["Dhr. Jansen en prof. De Vries, bijv. Amsterdam, zie blz. 5.| Daarna niets."],
    "pt": ["O Sr. Silva e a Dra. Costa, p. ex. Lisboa, na pág. 5.| Depois saíram."],
    "ru": [
        "В 1990 г. Москва, ул. Ленина, см. рис. 3, т. е. Город.| Потом дождь.",
        "А. С. Пушкин писал.| Он жил.",
    ],
    "en": ["Dr. Who met Mr. No, e.g. Adams et al. Green, in Fig. 3.| It rained.", "On 3.| May came."],
    "zh": ["第一句。 第二句。"],
}
CASES = [(lang, text) for lang, texts in TEXTS.items() for text in texts]


@pytest.mark.parametrize(("lang", "text"), [case for case in CASES if case[0] != "zh"])
def test_a_text_is_parted_where_its_language_ends_a_sentence(lang: str, text: str) -> None:
    parts = text.split("| ")
    whole = " ".join(parts)
    assert [whole[start:end] for start, end in spans_of(whole, lang)] == parts


@pytest.mark.parametrize(("lang", "text"), CASES)
def test_slides_part_it_there_too(lang: str, text: str) -> None:
    parts = text.split("| ") if lang != "zh" else text.split(" ")
    (paragraph,) = pandoc.read(" ".join(parts)).blocks
    assert isinstance(paragraph, n.Para)
    assert [text_of(each) for each in sentences(paragraph.inlines, lang)] == parts
