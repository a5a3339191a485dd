/** What a prompt lacks: pure, the same before saving, when shown and when it is made active. */
import type { Language, PromptIssue, PromptParts, PromptRole } from '../contract/index.ts';
import { CHAT_TOKEN } from './render.ts';
import { type PartRule, ROLES } from './roles.ts';

const PLACEHOLDER = /\{\w+\}/gu;
const CITATION = /\[\d+\]/u;

/** Whether a text is clearly in another language than said. */
export type IsOtherLanguage = (text: string, language: Language) => boolean;

export function issuesOf(role: PromptRole, language: Language, parts: PromptParts, isOtherLanguage: IsOtherLanguage): PromptIssue[] {
  return ROLES[role].flatMap((rule) => partIssues(rule, parts[rule.name] ?? '', (text) => isOtherLanguage(text, language)));
}

function partIssues(rule: PartRule, text: string, isOtherLanguage: (text: string) => boolean): PromptIssue[] {
  const issue = (name: PromptIssue['rule'], value = '', blocking = true): PromptIssue => ({ part: rule.name, rule: name, blocking, value });
  if (text.trim() === '') return [issue('empty')];
  const unknown = [...new Set(text.match(PLACEHOLDER) ?? [])].filter((found) => !rule.placeholders.includes(found));
  return [
    ...(text.length > rule.maxLength ? [issue('too-long', String(rule.maxLength))] : []),
    ...rule.required.filter((wanted) => !text.includes(wanted)).map((wanted) => issue('missing-placeholder', wanted)),
    ...unknown.map((found) => issue('unknown-placeholder', found)),
    ...(rule.citationExample === true && !CITATION.test(text) ? [issue('no-citation-example', '[1]')] : []),
    ...(text.match(CHAT_TOKEN) ?? []).slice(0, 1).map((token) => issue('chat-token', token)),
    // Small models may follow English better: a person is told, not stopped.
    ...(isOtherLanguage(text.replace(PLACEHOLDER, ' ')) ? [issue('other-language', '', false)] : []),
  ];
}

/** The role's parts and nothing else, each at least empty; line ends and letters in one form. */
export function wholeParts(role: PromptRole, parts: PromptParts): PromptParts {
  return Object.fromEntries(ROLES[role].map(({ name }) => [name, (parts[name] ?? '').replace(/\r\n?/gu, '\n').normalize('NFC')]));
}
