/** Croatian sentences a question can be made of by turning them round; what does not fit a pattern makes none. */
import type { Pattern } from './index.ts';

/** An object may come first (Drugu djelatnost smije ...): its ending tells, where it has one of its own. */
const OBJECT_FIRST = String.raw`(?!\p{Lu}[\p{L}-]*(?:u|oga|ega)\s)`;
/** A short subject, without a comma or a verb of its own. */
const NP = OBJECT_FIRST + String.raw`(\p{Lu}[\p{L}-]+(?:\s(?!(?:je|su|se|će|bi|iznosi|iznose|traje|traju|plaća|mora|moraju|smije|smiju|može|mogu|koji|koja|koje|i|ili|ne|nije|nisu)\b)[\p{L}-]+){0,4})`;
const MONEY_OR_COUNT = String.raw`(?:(?:najviše|najmanje|oko|do)\s)?\d`;
const SPAN = String.raw`(?:(?:najviše|najmanje|oko|do)\s)?(?:\d+|jedan|jednu|dva|dvije|tri|četiri|pet|šest|sedam|osam|devet|deset|petnaest|trideset|šezdeset|devedeset)\s(?:radnih\s)?(?:dan|tjed|mjesec|godin|sat|minut)`;
const DATE = String.raw`(?:\d{1,2}\.\s(?:\p{Ll}+|\d{1,2}\.)\s?(?:\d{4})?|svak(?:og|e|i)\s|najkasnije\s|od\s\d|u\s\d)`;
const PEOPLE = OBJECT_FIRST + String.raw`(\p{Lu}[\p{L}-]+(?:\s\p{Ll}[\p{L}-]+){0,2})`;
const OBJECT = String.raw`((?:\p{Ll}|\p{Lu})[\p{L}-]+(?:\s(?!(?:i|ili|te|a|ali|unaprijed|najkasnije|u|na|do|od|za|iz|po|uz|prema|koji|koja|koje|ako|kad|kada)\b)[\p{L}-]+){0,4})`;
/** Something done: what a thing must or must not be or have makes no question about doing. */
const DEED = String.raw`(?!(?:biti|imati|sadržavati|iznositi|prelaziti|prijeći|premašiti|premašivati|trajati|glasiti|odgovarati)\b)\p{L}+ti\b`;

export const CROATIAN: readonly Pattern[] = [
  // Mjesečna zakupnina iznosi 1.290,00 eura.
  [String.raw`^${NP} (iznosi|iznose) ${MONEY_OR_COUNT}`, (np, verb) => `Koliko ${verb} ${np}?`],
  [String.raw`^${NP} (stoji|stoje|košta|koštaju) ${MONEY_OR_COUNT}`, (np, verb) => `Koliko ${verb} ${np}?`],
  // Jamstvo traje dvije godine.
  [String.raw`^${NP} (traje|traju) ${SPAN}`, (np, verb) => `Koliko ${verb} ${np}?`],
  [String.raw`^(Rok(?: za [\p{L}\s-]{3,40}?)?|Otkazni rok|Jamstveni rok) (?:je|iznosi) ${SPAN}`, (np) => `Koliki je ${np}?`],
  // Sjednica je održana 5. svibnja 2026.
  [String.raw`^${NP} (je|su) (održan[aoie]?|potpisan[aoie]?|sklopljen[aoie]?|otvoren[aoie]?|osnovan[aoie]?|objavljen[aoie]?|donesen[aoie]?|izgrađen[aoie]?) ${DATE}`, (np, verb, done) => `Kada ${verb} ${done} ${np}?`],
  // Radovi će početi 1. lipnja.
  [String.raw`^${NP} će (početi|završiti|trajati|se održati|održati se) ${DATE}`, (np, verb) => `Kada će ${verb} ${np}?`],
  // Knjižnica radi od 8 do 20 sati.
  [String.raw`^${NP} (radi|rade|počinje|počinju|završava|završavaju|istječe|istječu) ${DATE}`, (np, verb) => `Kada ${verb} ${np}?`],
  // Zakupnik plaća zakupninu unaprijed, najkasnije do desetoga dana.
  [String.raw`^${NP} plaća ${OBJECT}(?: unaprijed)?,? najkasnije`, (np, object) => `Do kada ${np} plaća ${object}?`],
  // Zakupnik je dužan održavati prostor.
  [String.raw`^${NP} (je|su) (dužan|dužna|dužno|dužni|dužne) \p{L}+ti\b`, (np, verb, duty) => `Što ${verb} ${np} ${duty} učiniti?`],
  [String.raw`^${NP} (mora|moraju) (?!se\b)${DEED}`, (np, verb) => `Što ${np} ${verb} učiniti?`],
  [String.raw`^${NP} ne (smije|smiju) ${DEED}`, (np, verb) => `Što ${np} ne ${verb}?`],
  [String.raw`^${NP} (smije|smiju) ${DEED}`, (np, verb) => `Što ${np} ${verb}?`],
  // Gradonačelnik donosi odluku o koncesiji.
  [String.raw`^${PEOPLE} (donosi|donose|imenuje|imenuju|odobrava|odobravaju|nadzire|nadziru|provodi|provode|potpisuje|potpisuju|plaća|plaćaju|osigurava|osiguravaju) ${OBJECT}`, (_np, verb, object) => `Tko ${verb} ${object}?`],
];
