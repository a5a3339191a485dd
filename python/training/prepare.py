"""Reads the parallel text into groups of pairs, as features ready to train on.

    python prepare.py PARALLEL_DIR WORK_DIR

Groups, each a way in which a question and its passage can be alike:
``prose`` sentences and their translations, ``ui`` short strings, ``dictionary`` words
(with copies in other inflected forms), ``synonyms`` English words and their meanings,
``sections`` a short segment and the text that follows it (title -> passage), ``asked`` a few
words out of a passage and the passage, ``widened`` a sentence and a wider stretch around it.
"""

from __future__ import annotations

import gzip
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from sova_engine.embedding.features import features
from sova_engine.lexical.folding import fold, words

NAMED_ROWS = 75_000
HASHED_ROWS = 35_000
MAX_WORDS = 40
PASSAGE_WORDS = 120
"""The longest text of the groups whose one side is a passage."""
INFLECTED_COPIES = 3
PASSAGES = ("sections", "asked")
Pair = tuple[str, str]


def rows_of(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def inflections() -> dict[str, list[str]]:
    """Folded lemma -> its folded forms, from simplemma's Croatian-Serbian-Bosnian list."""
    raw = DefaultDictionaryFactory().get_dictionary("hbs")
    forms: dict[str, set[str]] = {}
    for form, lemma in raw.items():
        form_text = form.decode() if isinstance(form, bytes) else form
        lemma_text = lemma.decode() if isinstance(lemma, bytes) else lemma
        forms.setdefault(fold(lemma_text), set()).add(fold(form_text))
    return {lemma: sorted(f) for lemma, f in forms.items()}


def inflected(text: str, forms: dict[str, list[str]], pick: random.Random) -> str:
    return " ".join(
        pick.choice(known) if (known := forms.get(word)) else word for word in words(text)
    )


def is_dictionary(source: str) -> bool:
    return "omw" in source or source == "gh:OP-TED/eForms-SDK codes"


def is_course(source: str) -> bool:
    """Sources whose order is that of a running text."""
    return source.startswith(("gh:microsoft", "gh:srinivas")) or source[-9:] == "eForms-SDK"


def groups_of(parallel: Path) -> dict[str, list[Pair]]:
    pick = random.Random(7)
    forms = inflections()
    prose: list[Pair] = []
    ui: list[Pair] = []
    dictionary: list[Pair] = []
    meanings: dict[str, list[str]] = {}
    runs: dict[str, list[Pair]] = {}
    for english, croatian, source in rows_of(parallel / "pairs.tsv.gz"):
        pair = (english, croatian)
        if is_dictionary(source):
            dictionary.append(pair)
            for _ in range(INFLECTED_COPIES):
                copy = inflected(croatian, forms, pick)
                if copy != croatian:
                    dictionary.append((english, copy))
            if source.endswith("gloss"):
                meanings.setdefault(english, []).extend(croatian.split(", "))
        elif len(words(croatian)) >= 6:
            prose.append(pair)
        else:
            ui.append(pair)
        if is_course(source):
            runs.setdefault(source, []).append(pair)
    synonyms = [(a, b) for a, b, *_ in rows_of(parallel / "en_wordnet_pairs.tsv.gz")]
    for same in meanings.values():
        synonyms.extend(croatian_synonyms(same, forms, pick))
    return {
        "prose": prose,
        "widened": [pair for run in runs.values() for pair in widened(run, pick)],
        "ui": ui,
        "dictionary": dictionary,
        "synonyms": synonyms,
        "sections": [pair for run in runs.values() for pair in sections_of(run, pick)],
        "asked": [pair for run in runs.values() for pair in asked_of(run, pick)],
    }


def croatian_synonyms(
    same: list[str], forms: dict[str, list[str]], pick: random.Random
) -> Iterator[Pair]:
    """Words of one meaning, each with the next, as they stand and in another form."""
    for one, other in pairwise(dict.fromkeys(same)):
        yield one, other
        yield inflected(one, forms, pick), inflected(other, forms, pick)


def asked_of(run: list[Pair], pick: random.Random) -> Iterator[Pair]:
    """A few words out of a passage and the passage, the languages drawn by chance.

    Teaches which words tell passages of one subject apart, within a language too.
    """
    for i in range(0, len(run) - 12, 2):
        passage = run[i : i + pick.randint(4, 12)]
        asked, found = pick.choice(((0, 1), (1, 0), (1, 1), (1, 1), (0, 0)))
        near = pick.randrange(len(passage))
        own = words(" ".join(p[asked] for p in passage[near : near + 2]))
        wanted = pick.randint(3, 9)
        if len(own) > wanted:
            kept = sorted(pick.sample(range(len(own)), wanted))
            yield " ".join(own[k] for k in kept), " ".join(p[found] for p in passage)


def sections_of(run: list[Pair], pick: random.Random) -> Iterator[Pair]:
    """Each short segment with the 2 to 5 segments after it, the languages drawn by chance."""
    for i, pair in enumerate(run[:-5]):
        if not 2 <= len(pair[1].split()) <= 12:
            continue
        after = run[i + 1 : i + 1 + pick.randint(2, 5)]
        asked, found = pick.choice(((0, 1), (1, 0), (1, 1), (0, 0)))
        yield pair[asked], " ".join(p[found] for p in after)


def widened(run: list[Pair], pick: random.Random) -> Iterator[Pair]:
    """A segment in one language with itself and its neighbours in the other."""
    for i in range(len(run) - 5):
        if len(run[i][1].split()) < 6:
            continue
        first = max(0, i - pick.randint(0, 2))
        around = run[first : i + pick.randint(1, 3)]
        if pick.random() < 0.5:
            yield run[i][0], " ".join(p[1] for p in around)
        else:
            yield " ".join(p[0] for p in around), run[i][1]


def vocabulary(groups: dict[str, list[Pair]]) -> tuple[list[str], Counter[str]]:
    counts: Counter[str] = Counter()
    for pairs in groups.values():
        by_word: Counter[str] = Counter()
        for pair in pairs:
            for text in pair:
                by_word.update(words(text)[:MAX_WORDS])
        for word, n in by_word.items():
            for feature in features(word):
                counts[feature] += n
    return [f for f, _ in counts.most_common(NAMED_ROWS)], counts


class Encoder:
    """Texts -> rows of the table, as flat arrays with offsets."""

    def __init__(self, named: Iterable[str]) -> None:
        self._row = {feature: i for i, feature in enumerate(named)}
        self._words: dict[str, list[int]] = {}

    def word(self, word: str) -> list[int]:
        known = self._words.get(word)
        if known is None:
            known = [self.row(f) for f in features(word)]
            self._words[word] = known
        return known

    def row(self, feature: str) -> int:
        found = self._row.get(feature)
        return NAMED_ROWS + crc32(feature.encode()) % HASHED_ROWS if found is None else found

    def texts(self, texts: Iterable[str], longest: int) -> tuple[np.ndarray, np.ndarray]:
        flat: list[int] = []
        offsets = [0]
        for text in texts:
            for word in words(text)[:longest]:
                flat.extend(self.word(word))
            offsets.append(len(flat))
        return np.asarray(flat, np.int32), np.asarray(offsets, np.int64)


def main(parallel: Path, work: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    groups = groups_of(parallel)
    named, counts = vocabulary(groups)
    encoder = Encoder(named)
    total = sum(counts.values())
    share = np.full(NAMED_ROWS + HASHED_ROWS, 0.5 / total, np.float64)
    for i, feature in enumerate(named):
        share[i] = counts[feature] / total
    (work / "features.txt").write_text("\n".join(named), encoding="utf-8")
    arrays: dict[str, np.ndarray] = {"share": share}
    for name, pairs in groups.items():
        longest = PASSAGE_WORDS if name in PASSAGES else MAX_WORDS
        for side in (0, 1):
            flat, offsets = encoder.texts((p[side] for p in pairs), longest)
            arrays[f"{name}.{side}.rows"] = flat
            arrays[f"{name}.{side}.offsets"] = offsets
        print(name, len(pairs), "pairs", arrays[f"{name}.1.rows"].size, "rows")
    np.savez(work / "groups.npz", **arrays)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
