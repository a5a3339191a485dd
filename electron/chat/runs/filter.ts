/** A filter of the run history as SQL: every value is bound, none becomes part of the statement. Every word looked for must begin a word of the question. */
import type { RunFilter } from '../../contract/index.ts';
import { foldedWords, matchBeginnings } from '../fold.ts';

export function whereOf(filter: RunFilter): { sql: string; values: (string | number)[] } {
  const tests: string[] = [];
  const values: (string | number)[] = [];
  const add = (test: string, ...bound: (string | number)[]): void => {
    tests.push(test);
    values.push(...bound);
  };
  const among = (column: string, wanted: readonly string[]): void => {
    if (wanted.length > 0) add(`r.${column} IN (${wanted.map(() => '?').join(', ')})`, ...wanted);
  };
  const words = foldedWords(filter.text);
  if (words.length > 0) add('r.id IN (SELECT q.run_id FROM run_search JOIN run_questions q ON q.id = run_search.rowid WHERE run_search MATCH ?)', matchBeginnings(words));
  // Signs alone are in no question's words.
  else if (filter.text.trim() !== '') add('0');
  among('status', filter.statuses);
  among('kind', filter.kinds);
  if (filter.model !== null) add('r.model = ?', filter.model);
  if (filter.promptVersion !== null) add('r.prompt_version = ?', filter.promptVersion);
  if (filter.conversationId !== null) add('r.conversation_id = ?', filter.conversationId);
  if (filter.from !== null) add('r.started_at >= ?', Date.parse(filter.from));
  if (filter.to !== null) add('r.started_at < ?', Date.parse(filter.to));
  return { sql: tests.length === 0 ? '' : `WHERE ${tests.join(' AND ')}`, values };
}
