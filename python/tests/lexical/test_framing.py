"""Where the subject of a question begins."""

from __future__ import annotations

import unicodedata

import pytest

from sova_engine.lexical import subject


@pytest.mark.parametrize(
    ("question", "its"),
    [
        ("U ovoj se temi nalaze informacije o najmu stana.", "najmu stana."),
        ("u ovom clanku opisuje se nacin placanja komunalija", "placanja komunalija"),
        ("Ovaj dokument sadrži upute za prijavu boravišta.", "prijavu boravišta."),
        ("Zanima me kako se prijavljuje kvar na mreži", "se prijavljuje kvar na mreži"),
        ("Molim vas, recite mi koliki je otkazni rok?", "koliki je otkazni rok?"),
        ("Gdje mogu pronaći informacije o odvozu otpada?", "odvozu otpada?"),
        ("This article provides an overview of notice periods.", "notice periods."),
        ("In this section, you'll learn how to renew a passport.", "renew a passport."),
        ("Could you please tell me about parental leave?", "parental leave?"),
        ("Learn more about deposits", "deposits"),
    ],
)
def test_words_about_asking_are_taken_off(question: str, its: str) -> None:
    assert subject(question) == its
    assert subject(unicodedata.normalize("NFD", question)) == its


@pytest.mark.parametrize(
    "question",
    [
        "Što kaže članak 12. stavak 3.?",
        "Koji članak govori o otkazu?",
        "Read the meter",
        "This contract ends on 1 May",
        "Informacije o članku 12",
        "Zanima me to",
        "What is this article about?",
        "Ovaj članak opisuje",
        "",
    ],
)
def test_a_question_without_a_frame_or_without_a_subject_stays_whole(question: str) -> None:
    assert subject(question) == question
