"""Croatian and English words for the full-text index. Pure: the store owns the table.

The index is one FTS5 column of space-joined tokens, ``tokenize = TOKENIZER``; a
``fts5vocab`` table of type ``row`` beside it answers ``Vocabulary``.
"""

from sova_engine.lexical.analysis import BEGINNING, EXACT, TOKENIZER, analyse_text, keys
from sova_engine.lexical.folding import fold, words
from sova_engine.lexical.framing import subject
from sova_engine.lexical.glossary import senses, translated
from sova_engine.lexical.names import NamedWords, names_in
from sova_engine.lexical.naming import name_words
from sova_engine.lexical.query import COMMON, LexicalQuery, Term, Wanted, query
from sova_engine.lexical.relatives import relative
from sova_engine.lexical.small import is_small
from sova_engine.lexical.small_scores import small_scores
from sova_engine.lexical.spelling import Spellings
from sova_engine.lexical.stems import Language, stem
from sova_engine.lexical.stopwords import BY_LANGUAGE, CROATIAN, ENGLISH, QueryLanguage
from sova_engine.lexical.vocabulary import Vocabulary, corrections

__all__ = [
    "BEGINNING",
    "BY_LANGUAGE",
    "COMMON",
    "CROATIAN",
    "ENGLISH",
    "EXACT",
    "TOKENIZER",
    "Language",
    "LexicalQuery",
    "NamedWords",
    "QueryLanguage",
    "Spellings",
    "Term",
    "Vocabulary",
    "Wanted",
    "analyse_text",
    "corrections",
    "fold",
    "is_small",
    "keys",
    "name_words",
    "names_in",
    "query",
    "relative",
    "senses",
    "small_scores",
    "stem",
    "subject",
    "translated",
    "words",
]
