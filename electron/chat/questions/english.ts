/** English sentences a question can be made of by turning them round; what does not fit a pattern makes none. */
import type { Pattern } from './index.ts';

/** A short subject, without a comma or a clause of its own. */
const NP = String.raw`((?:(?:The|A|An|Each|Every|All|No|Our|Its)\s)?[\p{L}’'-]+(?:\s(?!(?:is|are|was|were|may|must|will|can|shall|has|have|that|which|who|and|or)\b)[\p{L}’'-]+){0,4})`;
const VERB = String.raw`([a-z]+(?:\s(?!(?:within|before|after|until|by|for|if|unless|and|or|in|on|at|from|to|with|without|when|not)\b)[\p{L}’'-]+){1,5})`;
const TIME = String.raw`(?:(?:from|between|until|by|on|in|at|every|within|before)\s)`;
const MONEY = String.raw`(?:[€$£]\s?\d|\d[\d.,]*\s(?:euros?|dollars?|pounds?|EUR|USD|GBP|kuna)\b)`;
const SPAN = String.raw`(?:\p{L}+|\d+)(?:-\p{L}+)?\s(?:days?|weeks?|months?|years?|hours?|minutes?)\b`;

export const ENGLISH: readonly Pattern[] = [
  // The deposit is 1300 euros.
  [String.raw`^${NP} (is|are|costs?|amounts? to) ${MONEY}`, (np, verb) => `How much ${verb === 'are' ? 'are' : 'is'} ${np}?`],
  // The warranty lasts two years.
  [String.raw`^${NP} (?:lasts?|takes?|runs? for) ${SPAN}`, (np) => `How long is ${np}?`],
  [String.raw`^${NP} (is|are) ${SPAN}`, (np, verb) => `How long ${verb} ${np}?`],
  // Reading rooms are open from eight.
  [String.raw`^${NP} (is|are) (open|closed|held|paid|published|collected) ${TIME}`, (np, verb, state) => `When ${verb} ${np} ${state}?`],
  // The contract was signed on 14 March.
  [String.raw`^${NP} (was|were) (signed|held|founded|built|adopted|published|opened|closed|repaired|approved|established|introduced) (?:on|in) \d`, (np, verb, done) => `When ${verb} ${np} ${done}?`],
  // Pets are not allowed without consent.
  [String.raw`^${NP} (is|are) (?:not )?(allowed|permitted|covered|included|required)\b`, (np, verb, state) => `${verb === 'is' ? 'Is' : 'Are'} ${np} ${state}?`],
  // The tenant must give notice of two months.
  [String.raw`^${NP} (must|may|shall|should|can) (?:also |only )?(?!not\b|be\b|have\b)${VERB}`, (np, modal, verb) => `What ${modal} ${np} ${verb.split(' ')[0] ?? ''}?`],
  [String.raw`^${NP} (must|may|shall|should|can) not (?!be\b|have\b)${VERB}`, (np, modal, verb) => `What ${modal} ${np} not ${verb.split(' ')[0] ?? ''}?`],
  // We recommend a ban on anchoring.
  [String.raw`^We (?:therefore |also )?recommend (?:that |a |an |the )`, () => 'What is recommended?'],
];
