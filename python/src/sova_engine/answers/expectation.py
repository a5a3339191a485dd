"""What kind of words an answer to a question has: a date to *when*, a number to *how many*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sova_engine.answers.sentences import Sentence
from sova_engine.lexical import fold, words

_MONTH = (
    r"sijecnj|veljac|ozujk|travnj|svibnj|lipnj|srpnj|kolovoz|rujn|listopad|studen|prosin"
    r"|january|february|march|april|may \d|\d may|june|july|august|september|october|november"
    r"|december"
)
_DAY = (
    r"ponedjelj|utork|utorak|srijed|cetvrt[ak]|petk|petak|subot|nedjelj|blagdan"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekday|weekend"
)
_COUNT = (
    r"\d|\b(jedan|jedn[aoeu]m?|dva|dvije|dvaput|tri|triput|cetiri|pet|sest|sedam|osam|devet|deset"
    r"|jednom|one|once|two|twice|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)
_TIME = (
    r"\b(dan|dana|danu|danim?a|tjedan|tjedn\w+|mjesec\w*|godin\w+|sat|sata|sati|minut\w*|min"
    r"|days?|weeks?|months?|years?|hours?|minutes?)\b"
)
_SAME_CLAUSE = r"(?:(?! (?:ako|kad|kada|if|when) |[;:]).)*"
"""Up to where another condition begins: *without notice if the rent is not paid for two months*."""
_MONEY = r"€|£|\$|\b(eur\w*|kuna|kn|hrk|usd|gbp|pounds?|dollars?|besplatn\w*|free)\b"
_PRICED = (
    rf"{_MONEY}|\b(cijen\w*|iznos\w*|naknad\w*|pristojb\w*|ukupno|price|cost|amount|fee|total)\b"
    r"[^.;]{0,30}\d|\b\d+[.,]\d\d\b"
)
"""Also a cell under *Price*, or a number with two decimals: price lists name the currency once."""
_OFTEN = (
    r"\b(svak\w+|dnevno|tjedno|mjesecno|godisnje|jednom|dvaput|triput|puta?|redovito|every|daily"
    r"|weekly|monthly|yearly|annually|once|twice|times|each)\b"
)
_SPAN = (
    r"\b(godinu|mjesec|tjedan|pola) (dana|godine|sata)\b"
    r"|\b(an?|half an?|one) (year|month|week|day|hour)\b"
)
_ALLOWED = (
    r"\b(smije|smiju|smijete|moze|mogu|mozete|dopusten\w*|dozvoljen\w*|zabranjen\w*|mora\w*|duzan"
    r"|pripada\w*|ima pravo|nije|nisu|ne|nema|samo|da|may|must|can|cannot|not|allowed|only|yes|no"
    r"|entitled|included|covered|required|limited)\b"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of question and what a sentence that answers it has; all patterns on folded text."""

    asked: re.Pattern[str]
    given: re.Pattern[str]


def _form(asked: str, given: str) -> Form:
    return Form(re.compile(asked), re.compile(given))


_FORMS = (
    _form(
        r"\b(do kad\w?|until when|by when|by what|deadlines?|rok\w*|najkasnije|dospije\w+|due)\b",
        rf"\b(do|najkasnije|prije|until|by|before|no later|within|u roku"
        rf"|dospijec\w+)\b.*(\d|{_MONTH}|{_TIME})"
        rf"|\brok\w*\b{_SAME_CLAUSE}{_TIME}|{_TIME}{_SAME_CLAUSE}\brok\w*\b",
    ),
    _form(
        r"\b(koliko (\w+ ){0,2}(dugo|dulje|traj\w+|vrijed\w+|vremena|ceka\w*|dana|tjedana|mjeseci"
        r"|sati|minuta)|na koliko|how (long|soon|quickly)|how many (days|weeks|months|hours"
        r"|minutes))\b",
        rf"({_COUNT}).*{_TIME}|{_SPAN}|\b(od|from)\b.*\b(do|to|until)\b.*\d",
    ),
    _form(
        r"(?<!do )\b(kad|kada|koj\w+ (godin\w+|dan\w*|datum\w*)|(what|which) (years?|days?"
        r"|date|time)"
        r"|u koliko sati|do koliko sati|(?<!until )(?<!by )when)\b",
        rf"\d{{1,2}}\.|\b\d{{4}}\b|\d:\d\d|\b\d+ sat|{_MONTH}|{_DAY}|{_TIME}",
    ),
    _form(
        r"\b(koliko (\w+ ){0,3}(kosta\w*|stoji|stoje|staja(?:ti|t|l\w+)|naplacuj\w+|plac\w+|plat\w+"
        r"|iznos\w+|dug(uj\w+|ov\w+)|duz(an|na|ni)|zarad\w+|zaraduj\w+|poskup\w+)"
        r"|kolik\w+ (\w+ ){0,2}(cijen\w*|nakna\w+|plac\w+|kazn\w+|clanarin\w*|najamnin\w*"
        r"|polog\w*|trosk\w*|upisnin\w*|premij\w*|ponud\w*|predujam\w*"
        r"|trosak|iznos\w*|doprinos\w*|jamcevin\w*)|how much (is|are|was|were|money)"
        r"|how much (\w+ ){1,6}(cost|pay|paid|earn|owe|charge|spend)\w*|(what|which) (is|are"
        r"|was) the (\w+ ){0,3}"
        r"(price|cost|fee|fine|rent|salary|deposit|charge|amount|total|excess|premium))\b"
        r"|\b(price|cost|cijena|iznos)\b|\bwhat (do|does|did|will|would) .+ cost\b",
        _PRICED,
    ),
    _form(
        r"\b(how heavy|(what|how much) (\w+ ){0,5}weighs?|koliko (\w+ ){0,2}(tez\w+|vag\w+)"
        r"|kolik\w+ (\w+ ){0,2}(tezin\w+|mas[ae]))\b",
        r"\d ?(k?g|dag|t|tona|tone|grama?|kilogram\w*|kilos?|pounds?|lbs?|stone)\b",
    ),
    _form(
        r"\b(how fast|koliko (\w+ ){0,2}brz\w+|kolik\w+ (\w+ ){0,2}brzin\w+"
        r"|what (\w+ ){0,2}speed)\b",
        r"\d.{0,12}(km ?/ ?h|mph|m/s|knots?|cvorova|(na|per|an) (sat|hour))",
    ),
    _form(
        r"\b(how (hot|warm|cold)|koliko (\w+ ){0,2}(vruc\w*|topl\w*|hladn\w*)"
        r"|(what|which|koj\w+|kolik\w+) (\w+ ){0,3}temperatur\w*)\b",
        r"\d ?(°|º|stupnj|stupanj|degrees|c\b)",
    ),
    _form(
        r"\b(how old|at what age|koliko (\w+ ){0,2}(godina|star\w*))\b",
        rf"({_COUNT}).*(godin|years?|mjesec|months?)|\b(born|roden\w*|osnovan\w*|founded)\b"
        rf"|{_COUNT}.*(age|dob[ai]?)\b|\b(age|aged|dob|dobi) .{{0,12}}({_COUNT})|teen\b",
    ),
    _form(r"\b(koliko (cesto|puta)|how (often|many times))\b", _OFTEN),
    _form(
        r"\b(koliko|kolik[aiou]\w*|how (many|much|old|far|large|often|deep|high|tall)|posto"
        r"|per ?cent)\b",
        _COUNT,
    ),
    _form(
        r"\b(zasto|zbog cega|why)\b",
        r"\b(jer|zato|zbog|buduci|kako bi|radi|because|since|due|therefore|so that|as)\b",
    ),
    _form(
        r"^(smi?je\w*|moze\w*|mogu|je|jesu|ima\w*|pripada\w*|treba\w*|mora\w*|vrijedi"
        r"|pokriva\w*) li\b"
        r"|^(can|may|is|are|do|does|must|should|will|am)\b",
        _ALLOWED,
    ),
    _form(
        r"^(kako|na koji nacin|sto (uciniti|napraviti|ako|treba)|how (do|can|to|should)"
        r"|what (should|do|if|must|happens))\b",
        r"\b(\w+(ite|ajte)|moze\w*|mora\w*|treba\w*|se \w+|drzite|open|close|send|fill|press|call"
        r"|click|select|use|turn|must|should|do not|hold)\b",
    ),
)
_WHERE = re.compile(
    r"\b(gdje|kamo|odakle|where|(u|iz|na) koj\w+ (\w+ )?(grad\w*|mjest\w*|drzav\w*|ulic\w*"
    r"|zgrad\w*)|(in|from|at|to) (what|which) (town|city|place|country|street|building)s?)\b"
)
_PLACED = re.compile(
    r"\b(u|na|iza|ispod|pokraj|kod|uz|kraj|kroz|iz|in|at|behind|under|near|between|from|to)\b"
)
_PLACE = re.compile(
    r"\b(?:u|na|iz|kod|pokraj|blizu|in|at|near|from|to|of) (?:the )?[A-ZČĆĐŠŽ][^\W\d_]+"
)
_PLACE_NOUN = re.compile(
    r"\b(adres\w+|ulic\w+|trg\w*|zgrad\w+|soba|sobi|prostorij\w+|dvoran\w+|ured\w*|ucionic\w+"
    r"|knjiznic\w+|skol[aei]\w*|bolnic\w+|odjel\w*|stan|stanu|kat|katu|podrum\w*|prizemlj\w+"
    r"|garaz\w+|sjedist\w+|salter\w*|pisarnic\w+|mjest\w+|nalazi|dvorist\w+|address|street|road"
    r"|square|building|room|hall|office|school|library|hospital|floor|basement|garage|shed|lounge"
    r"|desk|centre|center|station|located|hostel|hotel|website|page)\b"
)
_LIST = re.compile(
    r"\b(koj[ei] su|koji (\w+ ){0,2}(dokument\w*|uvjet\w*|prilo\w+)|u kojim|sto se (prilaze|trazi)"
    r"|sto je sve|sto (treba|trebam)|nabroj\w*|popis\w*|(what|which) (are|\w+s are|documents)"
    r"|in what cases|in which cases|list of|what is excluded|what (must|should|do) (i|we"
    r"|you) (bring|do|need|send|attach|prepare)"
    r"|what must be \w+|kada \w+ ima pravo"
    r"|when is \w+ \w+ entitled)\b"
)
_WHO = re.compile(r"\b(tko|koga|kome|cij[aei]|who|whom|whose|ime|imena|name)\b")
_ROLE = re.compile(
    r"\b(direktor\w*|predsjedni\w+|tajni\w+|odbor\w*|vijece|vlasni\w+|kup(ac|ca|cu)|prodavatelj\w*"
    r"|najmoprim\w+|najmodav\w+|poslodav\w+|radni(k|ca|ka)\b|zaposleni\w+|narucitelj\w*|izvodac\w*"
    r"|opcina|grad|ministarstv\w+|sud|roditelj\w*|skrbnik\w*|clanov[ia]|korisni\w+|pacijent\w*|lijecni\w+"
    r"|domar\w*|redar\w*|ravnatelj\w*|nacelni\w+|osiguranik\w*|company|council|board|tenants?"
    r"|landlord|employ(er|ee)s?|seller|buyer|owners?|parents?|members?|manager|director|chair\w*"
    r"|secretary|treasurer|doctor|nurses?|patients?|police|authority|department|trustees?"
    r"|policyholder|drivers?|users?|contractor|customers?|volunteers?|guests?|authors?)\b"
)
_BY_ROLE = 0.5
_ROLE_STEM = 5
_NAME = re.compile(r"(?<=[\w,;:] )[A-ZČĆĐŠŽ][^\W\d_]+")
_DEFINED = re.compile(
    r"^(?:sto (?:je|su)|sto znaci|what (?:is|are)|what does) (?:an? |the )?(.+?)\??$"
)
_DEFINES = re.compile(r"\b(je|su|znaci|oznacava|is|are|means|refers)\b")


def asks_for_list(question: str) -> bool:
    return _LIST.search(fold(question)) is not None


@dataclass(frozen=True, slots=True)
class _Expected:
    folded: str
    who: bool
    where: bool
    form: Form | None
    asking: frozenset[str]
    """The words that say what kind of answer is wanted."""
    defined: str | None
    """The beginning of what is to be defined."""


@lru_cache(maxsize=64)
def _expected(question: str) -> _Expected:
    asked = fold(question).strip()
    form = next((form for form in _FORMS if form.asked.search(asked) is not None), None)
    defined = _DEFINED.match(asked)
    head = defined.group(1).split()[0][:5] if defined is not None else None
    who, where = _WHO.search(asked), _WHERE.search(asked)
    kind = form.asked.search(asked) if form is not None else None
    asking = [word for one in (who, where, kind) if one is not None for word in words(one.group())]
    return _Expected(asked, who is not None, where is not None, form, frozenset(asking), head)


def asking_words(question: str) -> frozenset[str]:
    """Folded words of the question that say what kind of answer is wanted (*koliko iznosi*, *how
    heavy*): a sentence of that kind has met them."""
    return _expected(question).asking


def meets(question: str, sentence: Sentence) -> float:
    """-1 to 1: how far the sentence has the form an answer to this question takes; 0 where
    no form is expected."""
    expected = _expected(question)
    said = fold(sentence.text)
    if expected.who:
        names = _NAME.findall(sentence.text)
        if any(fold(name) not in expected.folded for name in names):
            return 1.0
        roles = (role.group()[:_ROLE_STEM] for role in _ROLE.finditer(said))
        return _BY_ROLE if any(role not in expected.folded for role in roles) else -0.5
    if expected.where:
        if _PLACE.search(sentence.text) is not None or _PLACE_NOUN.search(said) is not None:
            return 1.0
        return 0.0 if _PLACED.search(said) is not None else -1.0
    if expected.form is not None:
        return 1.0 if expected.form.given.search(said) is not None else -1.0
    if expected.defined is not None:
        at = said.find(expected.defined)
        if 0 <= at < 40 and _DEFINES.search(said[at : at + 80]) is not None:
            return 1.0
    return 0.0
