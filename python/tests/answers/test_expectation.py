"""The form an answer has: what fits it, and what only uses the same words."""

from __future__ import annotations

import pytest

from sova_engine.answers.expectation import meets
from sova_engine.answers.sentences import Sentence, Standing


def _said(text: str) -> Sentence:
    return Sentence(0, 1, 0, len(text), text, Standing.SENTENCE)


@pytest.mark.parametrize(
    ("asked", "fits", "does_not"),
    [
        ("Koliko košta sauna?", "Usluga: Sauna; Cijena: 9,00", "Sauna je zatvorena."),
        ("How much is a ticket?", "Vrsta: Odrasli; Radni dan: 4,50", "Tickets are sold here."),
        ("What does the monthly pass cost?", "The pass is £48.", "The pass has a photograph."),
        ("Koliko često se prazni posuda?", "Empty the tray every day.", "It holds 2 litres."),
        ("How often are backups made?", "Kopija se izrađuje svake noći.", "Ima pet kopija."),
        ("How long is it valid?", "Ugovor vrijedi godinu dana.", "Ugovor vrijedi u Hrvatskoj."),
        ("Kada je sastanak?", "Sastanak je 17. rujna.", "Sastanak vodi predsjednica."),
    ],
)
def test_an_answer_has_the_form_asked_for(asked: str, fits: str, does_not: str) -> None:
    assert meets(asked, _said(fits)) == 1.0
    assert meets(asked, _said(does_not)) == -1.0
