"""The built-in model as it ships, and the refusal of a damaged one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from sova_engine.embedding import StaticEmbedder, load_builtin

RESOURCES = Path(__file__).parents[3] / "resources"
MOST_BYTES = 25 * 1024 * 1024


@pytest.fixture(scope="module")
def model() -> StaticEmbedder:
    return load_builtin(RESOURCES)


def test_it_is_small_enough_to_ship() -> None:
    folder = RESOURCES / "models" / "builtin"
    assert sum(file.stat().st_size for file in folder.iterdir()) <= MOST_BYTES


@pytest.mark.parametrize(
    ("word", "other", "stranger"),
    [
        ("dog", "pas", "stolica"),
        ("kuca", "house", "fish"),
        ("earthquake", "potres", "knjiga"),
        ("printer", "pisac", "voda"),
    ],
)
def test_words_of_one_meaning_are_near(
    model: StaticEmbedder, word: str, other: str, stranger: str
) -> None:
    vectors = model.word_vectors([word, other, stranger])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_a_translation_is_nearest_among_others(model: StaticEmbedder) -> None:
    croatian = [
        "Otvorite postavke i odaberite jezik sučelja.",
        "Vlada je jučer objavila novi zakon o porezima.",
        "Pacijent mora uzimati lijek dva puta dnevno.",
        "Vlak za Split kreće u osam sati.",
    ]
    english = [
        "Open the settings and choose the language of the interface.",
        "The government announced a new tax law yesterday.",
        "The patient must take the medicine twice a day.",
        "The train to Split leaves at eight o'clock.",
    ]
    near = model.embed_queries(croatian) @ model.embed_queries(english).T
    assert near.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_diacritics_make_no_difference(model: StaticEmbedder) -> None:
    with_them, without = model.embed_queries(["Čuvar šume u Đurđevcu", "cuvar sume u Durdevcu"])
    assert np.allclose(with_them, without, atol=1e-6)


def test_passages_and_sentences_belong_together(model: StaticEmbedder) -> None:
    made = model.embed_passages([("Naslov. Prva. Druga.", ["Prva.", "Druga."]), ("Treća.", [])])
    assert made.passages.shape == (2, model.dimensions)
    assert made.owners.tolist() == [0, 0]
    assert np.allclose(np.linalg.norm(made.sentences, axis=1), 1, atol=1e-5)
    assert np.allclose(made.sentences[0], model.embed_queries(["Prva."])[0])


def test_a_text_without_words_is_zero(model: StaticEmbedder) -> None:
    assert not model.embed_queries(["?! …"]).any()


def test_a_table_that_does_not_fit_its_card_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "models" / "builtin"
    shutil.copytree(RESOURCES / "models" / "builtin", folder)
    table = np.load(folder / "rows.npy")
    np.save(folder / "rows.npy", table[:-1])
    with pytest.raises(ValueError, match="does not fit"):
        load_builtin(tmp_path)


def test_a_format_of_tomorrow_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "models" / "builtin"
    shutil.copytree(RESOURCES / "models" / "builtin", folder)
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps({**card, "format": 99}), encoding="utf-8")
    with pytest.raises(ValueError, match="format 99"):
        load_builtin(tmp_path)
