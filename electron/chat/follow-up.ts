/**
 * Whether a question stands alone, by rule: one that leans on the conversation
 * (a pronoun, an ellipsis, a connective at its start) is searched with what it leans on.
 */
import { foldedWords } from './fold.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Folded; the forms that point back. */
const ENGLISH_POINTING = words('it its they them their theirs this that these those he him his she her hers there former latter');
const CROATIAN_POINTING = words(
  'on ona ono oni njega njemu njim njime nje njoj nju njom njih njima ga mu ju joj im ih ' +
    'to toga tome tomu time taj ta tog tom tim toj ovo ovoga ovome ovaj ova ovog ovom ovoj ove ovih tamo tada tih onaj onoga',
);
/** One of several that were spoken of. */
const POINTING_PHRASE = /\b(?:(?:which|second|first|last|other|another) one|od (?:njih|toga|tih))\b|\b(?:prv|drug|trec|zadnj)(?:i|a|o|u|om|oj|og)$/u;
const POINTING_STEM = /^(?:njegov|njezin|njen|njihov|takv|isti$|iste$|isto$|istog|istom)/u;

/** Folded beginnings that go on from what was said. */
const OPENING = /^(?:pa|ali|and|but|or|ili|what about|how about|a sto|a kako|a tko|a gdje|a kada|a koliko|a koj[aei]|also|what else|sto jos|tell me more|reci mi vise)\b/u;
/** The same, where the word is also an article or a pronoun of the other language: only before little else. */
const SHORT_OPENING = /^(?:a|i)\b/u;
const SHORT_OPENING_LIMIT = 2;

/** Asks what or who something is: one name is enough for it, where no article points at what was spoken of. */
const DEFINING = /^(?:what is|what are|who is|who was|sto je|sto su|tko je|tko su)\b(?! (?:the|a|an)\b)/u;

/** Folded words that carry no content of their own. */
const EMPTY = words(
  'a an the of in on at by for to from with and or but so is are was were be been do does did has have had can could should would will ' +
    'may might must what which who whom whose when where why how much many long about as if not no yes please me i you we there tell explain more else also then ' +
    'a i u na o po za s sa k ka od do iz pri te ni pa ali ili je su bio bila bilo bili biti ima imaju imati se si li da ne nije nisu ' +
    'sto sta koji koja koje kojeg kojem kojim koju kojih tko ciji kada kad gdje zasto kako koliko kolika koliki jos vise mi ti vi molim reci objasni moze mogu treba ' +
    'pod nad prema protiv bez kod oko izmedu nakon poslije tijekom under during after before between without against',
);
/** Of these an English question has one, and a Croatian one none. */
const ENGLISH = words('the of and is are was were what which who when where why how can does did should may must will an');

/** At most this many words of its own and a pointing word: it leans on the conversation. */
const POINTING_LIMIT = 5;
/** At most this many words of its own: an ellipsis ("A rok?", "Why?"). */
const ELLIPSIS_LIMIT = 1;
const WITHIN = 3;
const CHAIN_LIMIT = 3;

/** In a follow-up "and for dogs?" the preposition tells what the new words take the place of. */
const SUBSTITUTES = /^(?:a|i|and|but|what about|how about|a sto je)? ?\b(za|u|na|s|sa|od|do|iz|pri|kod|prema|for|in|on|at|with|from|of|by|during|under)\b (.+)$/u;
const PREPOSITIONS = words('za u na s sa od do iz pri kod prema for in on at with from of by during under');
const SUBSTITUTE_LIMIT = 3;

export function standsAlone(question: string): boolean {
  const folded = foldedWords(question);
  const joined = folded.join(' ');
  if (OPENING.test(joined)) return false;
  const own = folded.filter(isOwn);
  if (SHORT_OPENING.test(folded[0] ?? '') && own.length <= SHORT_OPENING_LIMIT) return false;
  const first = firstPointing(folded);
  // A pronoun behind enough words points at one of them: "Which dogs need a vaccine before they travel?"
  const points = (first >= 0 && folded.slice(0, first).filter(isOwn).length < WITHIN) || POINTING_PHRASE.test(joined);
  if (!points && own.length > 0 && DEFINING.test(joined)) return true;
  return points ? own.length > POINTING_LIMIT : own.length > ELLIPSIS_LIMIT;
}

const isOwn = (word: string): boolean => !EMPTY.has(word) && !ENGLISH_POINTING.has(word) && !CROATIAN_POINTING.has(word) && !POINTING_STEM.test(word);

/** Its words that carry something, folded. */
export const ownWords = (question: string): string[] => foldedWords(question).filter(isOwn);

/** Points at something that was said; an ellipsis ("And for dogs?", "Why?") only leaves something out. */
export function pointsBack(question: string): boolean {
  const folded = foldedWords(question);
  return POINTING_PHRASE.test(folded.join(' ')) || firstPointing(folded) >= 0;
}

/** Where the first word stands that points back in the question's language; -1: none does. */
function firstPointing(folded: readonly string[]): number {
  const pointing = folded.some((word) => ENGLISH.has(word)) ? ENGLISH_POINTING : CROATIAN_POINTING;
  return folded.findIndex((word) => pointing.has(word) || POINTING_STEM.test(word));
}

/** What a question must be searched with, oldest first: the earlier ones it leans on, less what it replaces in them. */
export function contextFor(question: string, earlier: readonly string[]): string[] {
  const context: string[] = [];
  let current = question;
  for (const previous of earlier.toReversed()) {
    if (standsAlone(current) || context.length === CHAIN_LIMIT) break;
    context.unshift(previous);
    current = previous;
  }
  const preposition = replacedBy(question);
  if (preposition === null) return context;
  return context.map((one) => withoutPhrase(one, preposition)).filter((one) => foldedWords(one).some((word) => !EMPTY.has(word)));
}

/** "And for dogs?": `for`; null where the question does not just exchange a phrase of the one before. */
function replacedBy(question: string): string | null {
  const [, preposition, rest] = SUBSTITUTES.exec(foldedWords(question).join(' ')) ?? [];
  if (preposition === undefined || rest === undefined) return null;
  const own = foldedWords(rest).filter((word) => !EMPTY.has(word));
  return own.length > 0 && own.length <= SUBSTITUTE_LIMIT ? preposition : null;
}

/** The question less the phrase a preposition begins, up to the next one. */
function withoutPhrase(question: string, preposition: string): string {
  const parts = question.split(/\s+/u);
  const folded = parts.map((part) => foldedWords(part).join(' '));
  const from = folded.indexOf(preposition);
  if (from < 1 || folded.lastIndexOf(preposition) !== from) return from === 0 ? '' : question;
  const next = folded.findIndex((word, index) => index > from && PREPOSITIONS.has(word));
  return [...parts.slice(0, from), ...(next < 0 ? [] : parts.slice(next))].join(' ').replace(/[?.!]+$/u, '');
}
