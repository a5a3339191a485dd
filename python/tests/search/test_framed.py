"""A question that begins as some document does, about what another one says."""

from __future__ import annotations

from pathlib import Path

from sova_engine.evaluation.small_library import small_library

_PAGES = {
    "okolina": "U ovoj temi nalaze se informacije o načinu pripreme novog okruženja poslužitelja.",
    "kalendar": "Radno vrijeme svakog djelatnika unosi se u kalendar i vrijedi za cijelu godinu.",
    "troškovi": "Putni trošak prijavljuje se u roku od osam dana uz priložen račun.",
}


def test_the_document_about_the_subject_is_found(tmp_path: Path) -> None:
    for name, text in _PAGES.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with small_library(sorted(tmp_path.iterdir())) as library:
        for asked in (
            "U ovoj temi nalaze se informacije o načinu unosa radnog vremena u kalendar.",
            "This article provides information about working hours in the calendar.",
        ):
            found = library.ask(asked).passages[0]
            assert library.name_of[found.document_id] == "kalendar"
