import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { textsIn, unsaidWords } from './words.ts';

const KEYS = ['chat.next', 'chat.found_one', 'chat.found_other', 'runs.kinds.replay', 'errors.disk-full.what', 'errors.disk-full.todo'];
const unsaid = (source: string): string[] => unsaidWords(KEYS, textsIn(parseSync('a.tsx', source).program));

test.each([
  ["t('chat.next')", 'chat.next'],
  ['<p>{t("chat.next")}</p>', 'chat.next'],
  ["t('chat.found', { count })", 'chat.found_one chat.found_other'],
  ['`${t(`runs.kinds.${kind}`)} ${name}`', 'runs.kinds.replay'],
  ['t(`errors.${code}.what`)', 'errors.disk-full.what'],
  ['t(`${feature}.next`)', ''],
  ['t(`runs.${key}`)', ''],
  ['// chat.next', ''],
])('%s says %s', (source, said) => expect(unsaid(source)).toEqual(KEYS.filter((key) => !said.split(' ').includes(key))));
