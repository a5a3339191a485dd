"""The citation check: single rules, and the made set as a whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from sova_engine.checking import check
from sova_engine.embedding import load_builtin
from sova_engine.evaluation.checking import RESOURCES, figures, made_set, single_pairs


def blind(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors that say nothing: the rules stand alone."""
    return np.eye(len(texts), dtype=np.float32)


LEASE = (
    "Najam stana u Zadru sklapa se na dvije godine. Otkazni rok je 30 dana,"
    " a jamčevina iznosi 1.200,50 eura. Kućni ljubimci nisu dopušteni."
)
MINUTES = (
    "The board met in Split on 5 May 2026. Ana Horvat proposed the budget and Ivan Babić"
    " seconded it. The proposal was not accepted. Membership fees increased by 12 percent."
)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Otkazni rok je 30 dana.", LEASE),
        ("Jamčevina iznosi 1200,50 eura.", LEASE),
        ("Stan u Zadru daje se u najam na 2 godine.", LEASE),
        ("Ljubimci nisu dopušteni.", LEASE),
        ("The board met on 5 May 2026 in Split.", MINUTES),
        ("The budget was proposed by Ana Horvat.", MINUTES),
        ("The proposal was not accepted.", MINUTES),
    ],
)
def test_what_the_source_says_is_supported(claim: str, source: str) -> None:
    assert check(claim, [source], blind).support == "supported"


@pytest.mark.parametrize(
    ("claim", "source", "missing"),
    [
        ("Otkazni rok je 60 dana.", LEASE, ["60"]),
        ("Otkazni rok je 1.200,50 dana.", LEASE, ["1200.50"]),
        ("Najam stana u Splitu sklapa se na dvije godine.", LEASE, ["Splitu"]),
        ("Kućni ljubimci su dopušteni.", LEASE, []),
        ("The budget was proposed by Petra Novak.", MINUTES, ["Petra", "Novak"]),
        ("The board met in Split on 5 May 2025.", MINUTES, ["5 May 2025"]),
        ("The proposal was accepted.", MINUTES, []),
        ("Membership fees decreased by 12 percent.", MINUTES, []),
        ("Godišnji odmor traje četiri tjedna.", LEASE, ["4"]),
        ("Zaposlenici imaju pravo na stanku.", LEASE, []),
    ],
)
def test_what_it_does_not_say_is_not(claim: str, source: str, missing: list[str]) -> None:
    found = check(claim, [source], blind)
    assert (found.support, found.missing) == ("unsupported", missing)


def test_marks_of_forms_are_not_taken_for_persons() -> None:
    source = "Uz prijavu se predaju obrasci R-1 P-2, kaže odluka."
    assert check("Predaju se obrasci R-1 P-2 uz prijavu.", [source], blind).support == "supported"
    assert check("Predaju se obrasci R-1 P-3 uz prijavu.", [source], blind).support != "supported"


def test_nothing_cited_supports_nothing() -> None:
    assert check("Otkazni rok je 30 dana.", [], blind).support == "unsupported"
    assert check("Otkazni rok je 30 dana.", ["  \n"], blind).support == "unsupported"


def test_a_source_in_the_other_language_is_judged_by_numbers_and_vectors() -> None:
    embed = load_builtin(RESOURCES).embed_queries
    source = ["The notice period for tenants is 30 days from the end of the month."]
    true = check("Otkazni rok za najmoprimce je 30 dana od kraja mjeseca.", source, embed)
    assert true.support != "unsupported"
    changed = check("Otkazni rok za najmoprimce je 90 dana od kraja mjeseca.", source, embed)
    assert (changed.support, changed.missing) == ("unsupported", ["90"])


def test_a_neighbours_rewording_of_what_is_true_is_not_refused() -> None:
    embed = load_builtin(RESOURCES).embed_queries
    pairs = [
        pair
        for name in ("near", "near-unseen")
        for group in single_pairs(name).values()
        for pair in group
    ]
    assert len(pairs) >= 50
    assert figures(pairs, embed).f1 >= 0.9
    refused = [
        pair.claim
        for pair in pairs
        if pair.supported and check(pair.claim, [pair.source], embed).support == "unsupported"
    ]
    assert refused == []


@pytest.mark.parametrize(
    ("claim", "source", "support"),
    [
        ("Rok istječe u svibnju.", "Rok istječe u lipnju.", "unsupported"),
        ("Rok istječe u svibnju.", "Rok istječe 5. svibnja 2024.", "supported"),
        ("The term may end in June.", "The term ends in June.", "supported"),
    ],
)
def test_months_without_a_day_must_agree(claim: str, source: str, support: str) -> None:
    assert check(claim, [source], blind).support == support


@pytest.mark.parametrize("name", ["fresh", "unseen"])
def test_pairs_written_later_are_told_apart(name: str) -> None:
    pairs = [pair for group in single_pairs(name).values() for pair in group]
    assert len(pairs) >= 60
    assert figures(pairs, load_builtin(RESOURCES).embed_queries).f1 >= 0.9


def test_the_made_set_is_told_apart() -> None:
    embed = load_builtin(RESOURCES).embed_queries
    pairs = made_set()
    assert len(pairs) >= 300
    assert 0.4 < sum(pair.supported for pair in pairs) / len(pairs) < 0.6
    for language in ("hr", "en"):
        for calibration in (True, False):
            group = [p for p in pairs if (p.language, p.calibration) == (language, calibration)]
            assert figures(group, embed).f1 >= 0.9, (language, calibration)
