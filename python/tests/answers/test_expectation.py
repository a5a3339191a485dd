"""The form an answer has: what fits it, and what only uses the same words."""

from __future__ import annotations

import pytest

from sova_engine.answers.expectation import asking_words, meets
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
        ("How heavy is the bike?", "It weighs 24.8 kg.", "It has 24 gears."),
        ("Koliko plaćaju roditelji?", "Roditelji daju 70 eura.", "Roditelji dolaze u 18 sati."),
        ("How old must I be?", "Members must be at least sixteen years old.", "It opens in May."),
        ("How fast does it go?", "The motor assists up to 25 km/h.", "It goes to the hall."),
        ("Kada je sastanak?", "Sastanak je 17. rujna.", "Sastanak vodi predsjednica."),
    ],
)
def test_an_answer_has_the_form_asked_for(asked: str, fits: str, does_not: str) -> None:
    assert meets(asked, _said(fits)) == 1.0
    assert meets(asked, _said(does_not)) == -1.0


@pytest.mark.parametrize(
    ("asked", "fits", "does_not"),
    [
        ("Gdje je sastanak?", "Sastanak je u učionici 14.", "Sastanak počinje poslije nastave."),
        ("Where does he work?", "He is employed in Leeds.", "He often works late."),
        ("Tko plaća struju?", "Struju plaća najmoprimac.", "Struja se plaća mjesečno."),
        ("Who is the manager?", "The manager is Keira Donnelly.", "Ask the manager at the door."),
    ],
)
def test_a_place_or_a_person_fits_better_than_neither(asked: str, fits: str, does_not: str) -> None:
    assert meets(asked, _said(fits)) > 0
    assert meets(asked, _said(does_not)) <= 0


def test_what_asks_for_a_kind_of_answer_is_told_from_the_subject() -> None:
    assert asking_words("Koliko iznosi ponuda?") >= {"koliko", "iznosi"}
    assert asking_words("How heavy is the bike?") == {"how", "heavy"}
    assert asking_words("otkazni uvjeti") == frozenset()
