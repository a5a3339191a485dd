"""Words that say nothing about a subject, folded, by language."""

from __future__ import annotations

from typing import Literal

QueryLanguage = Literal["hr", "en", "mixed"]

_CROATIAN_WORDS = """
a ako ali bi bih bila bile bili bilo bio bismo biste biti bez cak cega cemu ce cemo cete ciji cija
cije cim cu da dakle do dok drugi duz ga gdje god hoce hocemo hocete hoces hocu i iako ih ili im
imam ima imaju imate imati isti iz ja je jedan jedna jedno jer jesam jesi jesmo jest jeste jesu
joj jos ju kad kada kako kakav kakva kakvo kakvi kakve kamo kao koga koja koje kojeg kojem kojih
kojim kojima koji kojoj koju kojom kroz li me medu mene meni mi moj moja moje moji moze mozemo
mozete mogu moguce mora moraju mu mnom na nad nakon nam nama nas nasa nase nasi ne neka neki neko
nekoliko neku nego nekako necu nece netko nesto ni nije nikako nikad nisam nisi nismo niste nisu
no nu njega njegov njegova njegovo njemu njen njih njihov njihova njihovo njim njima njoj nju o od
oko on ona onda one oni ono onaj ova ovaj ovako ove ovi ovo ovog ovom ovu pa pak po pod pored
poslije pomocu postoji prema pri prije putem radi s sa sam samo se sebe sebi si smo spram ste sto
su sva svaki svaka svako sve svi svim svoj svoja svoje svojim svom ta tada taj tako takav takoder
te tebe tebi ti to toj tome toga tom tu tko u uz uvijek valjda vam vama vas vasa vase vec ve vi
vrlo za zar zasto zbog zelim zeli zelite
koliko kolika koliki koliku kolike kolikog kolikom smije smijem smijes smijemo smijete smiju
moram moras moramo morate mozes imas imamo treba trebam trebas trebamo trebate trebaju
kaze kazu navodi navode pise pisu govori spominje reci objasni opisi
"""
CROATIAN = frozenset(_CROATIAN_WORDS.split())

_ENGLISH_WORDS = """
a about after again against all also am an and any are as at be because been before being below
between both but by can cannot could did do does doing don down during each few for from further
had has have having he her here hers him his how i if in into is it its itself just may me might
more most must my no nor not of off on once only or other our ours out over own same she should so
some such than that the their theirs them then there these they this those through to too under
until up upon us very was we were what when where which while who whom whose why will with would
you your yours much many shall whether
say says said tell tells mention mentions mentioned explain describe
"""
ENGLISH = frozenset(_ENGLISH_WORDS.split())

BY_LANGUAGE: dict[QueryLanguage, frozenset[str]] = {
    "hr": CROATIAN,
    "en": ENGLISH,
    "mixed": CROATIAN | ENGLISH,
}
