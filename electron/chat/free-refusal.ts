/**
 * A model that says in its own words that the documents do not answer. By rule, over folded clauses, and only where
 * nothing is cited: who cites a passage answers with it, also when the answer is that something is not so.
 */
import { fold } from './fold.ts';
import { citedNumbers } from './markers.ts';
import { REFUSAL } from './refusal.ts';
import { splitSentences } from './sentences.ts';

/** `whole`: nothing else is said. `leading`: it begins so and goes on to something else. */
export type Refusal = 'whole' | 'leading' | 'none';

/** Of a text in Croatian or English; the fixed words count in either. */
export function refusalIn(text: string): Refusal {
  if (FIXED.has(letters(text))) return 'whole';
  if (citedNumbers(text).length > 0) return 'none';
  const sentences = splitSentences(text).map(({ start, end }) => kindOf(text.slice(start, end)));
  const [first] = sentences.filter((kind) => kind !== 'filler');
  if (first !== 'refusal') return 'none';
  return sentences.includes('claim') ? 'leading' : 'whole';
}

const letters = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
const FIXED = new Set(Object.values(REFUSAL).map(letters));

type Kind = 'refusal' | 'filler' | 'claim';

/** What follows a ‘but’ is said as well; without its comma ‘no’ is English. */
const CONTRAST = /(?:,\s*no\b|[,;:–—]?\s*\b(?:ali|medutim|nego|vec|iako|but|however|although|though)\b),?\s*/gu;

function kindOf(sentence: string): Kind {
  const clauses = fold(sentence).replace(/[’`]/gu, "'").split(CONTRAST).map((clause) => clause.replace(/^[\s"'„“*_-]+|[\s"'”*_.!…]+$/gu, '')).filter((clause) => clause !== '');
  const kinds = clauses.map((clause): Kind => (REFUSALS.some((pattern) => pattern.test(clause)) ? 'refusal' : FILLER.test(clause) ? 'filler' : 'claim'));
  if (kinds.includes('claim')) return 'claim';
  return kinds.includes('refusal') ? 'refusal' : 'filler';
}

/** Regret, advice, an offer: they say nothing of the documents. */
const FILLER =
  /^(?:zao mi je|nazalost|na zalost|ispricavam se|oprostite|molim|preporuc|savjetujem|obratite|za (?:vise|dodatne|tocan|precizan)|ako (?:zelite|imate|mozete)|mozete|slobodno|i'?m sorry|i am sorry|i apologi[sz]e|sorry|unfortunately|please|you (?:may|might|can|could|should|would)|if you|for (?:more|further|additional)|consult|let me know|feel free)/u;

/** What a model calls the documents; a contract or a law by its name is not meant. */
const SOURCE_HR = String.raw`(?:dokument|izvor|odlom|ulom|tekst|materijal|kontekst|pasus|spis)\p{L}*`;
const SOURCE_EN = String.raw`(?:documents?|sources?|passages?|excerpts?|texts?|context|materials?|extracts?|snippets?|files?)`;
const KNOWN_HR = String.raw`(?:informacij|podat|podac|odgovor|detalj|spomen|naznak)\p{L}*`;
const KNOWN_EN = '(?:information|details?|answers?|mention|data)';
const FIND_HR = String.raw`(?:odgovor|utvrd|pronac|pronad|zakljuc|reci|kaz|dati|dam|potvrd|odredi|saznat|saznam|pruzi|izvuc|navest|naved)\p{L}*`;
const FIND_EN = '(?:answer|determine|find|tell|say|confirm|identify|locate|conclude|know)';
const BETWEEN = String.raw`(?: [^\s,;]+){0,4}`;

const REFUSALS: readonly RegExp[] = [
  // Ne mogu odgovoriti; na temelju izvora nije moguće utvrditi; nisam pronašao.
  String.raw`\b(?:ne mogu|ne mozemo|nije moguce|ne moze se|nisam u mogucnosti|nisam mog\p{L}*|nisam uspi\p{L}*)(?: da)?${BETWEEN} ${FIND_HR}`,
  String.raw`^(?:(?:u|iz|na|prema)\b.*)?\b(?:nisam|nismo) (?:pronas|nas)\p{L}+`,
  String.raw`^(?:ja )?ne znam\b(?! se)`,
  // Nema podataka; nemam dovoljno informacija; odgovora nema.
  String.raw`\bnema(?:m|mo)?(?: (?:ni|dovoljno|nikakvih|konkretnih|izravnih|izravnog|jasnog|tocnog|tocnih|preciznih|relevantnih|takvih|tih|tog))* ${KNOWN_HR}`,
  String.raw`\b(?:odgovora|toga|tog podatka|te informacije|tih podataka)\b${BETWEEN} nema\b`,
  String.raw`\b(?:nema|nemam|nije bilo) (?:dovoljno|takvih) ${KNOWN_HR}`,
  // Dokumenti ne navode; izvori ne sadrže informacije; u odlomcima se ne spominje, nije navedeno.
  String.raw`\b${SOURCE_HR}${BETWEEN} ne (?:navod|spominj|pominj|govor|odgovar|precizir|specificir|otkriv|kaz|pokriv)\p{L}*`,
  String.raw`\b${SOURCE_HR}${BETWEEN} ne (?:sadrz|pruza|daj|nud|ukljuc|obuhvac)\p{L}*${BETWEEN} (?:${KNOWN_HR}|nista)`,
  String.raw`\bu (?:[^\s,;]+ ){0,3}${SOURCE_HR}${BETWEEN} (?:nema nicega|nema nista|ne pise|ne stoji|ne navodi|ne spominje|ne pominje|ne govori|ni(?:je|su) (?:naveden|spomenut|pomenut|odreden|preciziran))`,
  String.raw`\b(?:nije|nisu|nisam|ne (?:navodi|spominje|pominje|nalazi|nalaze|pise|stoji|sadrzi))\b${BETWEEN} u (?:[^\s,;]+ ){0,3}${SOURCE_HR}$`,
  String.raw`\b${KNOWN_HR}${BETWEEN} (?:nije|nisu) (?:naveden|sadrzan|pronaden|dan[aoi]?\b|dostupn\p{L}*$|poznat\p{L}*$)`,
  String.raw`^[^\s]+(?: [^\s]+){0,3} (?:nije|nisu) (?:naveden|spomenut|pomenut)\p{L}{0,3}$`,
  // I cannot answer; it is not possible to say; the question cannot be answered.
  String.raw`\bi (?:can ?not|can't|could not|couldn't|do not|don't|did not|didn't|am unable to|am not able to|was unable to|was not able to)(?: [\w']+){0,2} ${FIND_EN}\b`,
  String.raw`\bi (?:do not|don't|did not|didn't|can ?not|can't|could not|couldn't|am unable to)(?: [\w']+){0,3} (?:have|see|provide|give|offer)\b(?: [\w']+){0,4} ${KNOWN_EN}\b`,
  String.raw`\bit (?:is|was|'s) (?:not possible|impossible|unclear|not clear)\b`,
  String.raw`\b(?:question|this|that|it|answer) (?:can ?not|can't|could not|couldn't) be (?:answered|determined|found|established)`,
  String.raw`\bunable to (?:answer|find|determine)\b`,
  // There is no information; the documents do not say, do not contain information; not mentioned in the text.
  String.raw`\b(?:there (?:is|are|was|were)|there's|contains?|provides?|gives?|has|have|i found|offers?) (?:no|not enough|insufficient|not any|nothing|little)(?: [\w']+){0,2} ${KNOWN_EN}\b`,
  String.raw`\b(?:not enough|insufficient|no relevant|no specific) information\b`,
  String.raw`\b${SOURCE_EN}(?: [\w']+){0,3} (?:do|does|did)(?: not|n't)(?: [\w']+)? (?:say|state|mention|specify|indicate|address|discuss|answer|tell|explain|reveal|disclose)`,
  String.raw`\b(?:${SOURCE_EN}|information)(?: [\w']+){0,3} (?:do|does|did)(?: not|n't)(?: [\w']+)? (?:contain|provide|include|give|offer|have|cover)(?: [\w']+){0,3} ${KNOWN_EN}\b`,
  String.raw`\b(?:none|neither) of the(?: [\w']+){0,2} ${SOURCE_EN}\b.* (?:mentions?|says?|states?|answers?|contains?|provides?|specif\w+|address\w*)\b`,
  String.raw`\bnot (?:explicitly |directly |specifically )?(?:mentioned|stated|specified|provided|given|included|available|found|addressed|discussed|answered|indicated|covered|contained|present|in)\b(?: [\w']+){0,2}(?: (?:in|by|from|within))?(?: [\w']+){0,3} ${SOURCE_EN}\b`,
  String.raw`^(?:the )?[\w']+(?: [\w']+){0,4} (?:is|are|was|were) not (?:explicitly |directly )?(?:mentioned|stated|specified)$`,
].map((pattern) => new RegExp(pattern, 'u'));
