/**
 * Whether a question stands alone, by rule: one that leans on the conversation
 * (a pronoun, an ellipsis, a connective at its start) is searched with what it leans on.
 */
import { foldedWords } from './fold.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Folded; the forms that point back, in both languages. */
const POINTING = words(
  'it its they them their theirs this that these those he she him his her hers there former latter ' +
    'on ona ono oni njega njemu njim njime nje njoj nju njom njih njima ga mu ju joj im ih ' +
    'to toga tome tomu time taj ta tog tom tim toj ovo ovoga ovome ovaj ova ovog ovom ovoj ove ovih tamo tada tih onaj onoga',
);
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
    'sto sta koji koja koje kojeg kojem kojim koju kojih tko ciji kada kad gdje zasto kako koliko kolika koliki jos vise mi ti vi molim reci objasni moze mogu treba',
);

/** At most this many words of its own and a pointing word: it leans on the conversation. */
const POINTING_LIMIT = 5;
/** At most this many words of its own: an ellipsis ("A rok?", "Why?"). */
const ELLIPSIS_LIMIT = 1;
const CHAIN_LIMIT = 3;

export function standsAlone(question: string): boolean {
  const folded = foldedWords(question);
  if (OPENING.test(folded.join(' '))) return false;
  const own = folded.filter((word) => !EMPTY.has(word) && !POINTING.has(word) && !POINTING_STEM.test(word));
  if (SHORT_OPENING.test(folded[0] ?? '') && own.length <= SHORT_OPENING_LIMIT) return false;
  const points = folded.some((word) => POINTING.has(word) || POINTING_STEM.test(word));
  if (!points && own.length > 0 && DEFINING.test(folded.join(' '))) return true;
  return points ? own.length > POINTING_LIMIT : own.length > ELLIPSIS_LIMIT;
}

/** The earlier questions (oldest first) a question must be searched with; none when it stands alone. */
export function contextFor(question: string, earlier: readonly string[]): string[] {
  const context: string[] = [];
  let current = question;
  for (const previous of earlier.toReversed()) {
    if (standsAlone(current) || context.length === CHAIN_LIMIT) break;
    context.unshift(previous);
    current = previous;
  }
  return context;
}
