import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodedError, type PromptParts, type PromptState } from '../contract/index.ts';
import { silentLog } from '../log/index.ts';
import { openStorage, type Storage } from '../storage/index.ts';
import { BUILT_IN } from './built-in.ts';
import { createPrompts, type Prompts, promptsSchema } from './index.ts';

const ID = 'answer/hr';
let dir: string;
let storage: Storage;
let prompts: Prompts;

const open = (): Storage => openStorage({ file: path.join(dir, 'sova.db'), snapshotsDir: path.join(dir, 'snapshots'), schemas: [promptsSchema], log: silentLog });
const room = (builtIn = BUILT_IN): Prompts => createPrompts({ storage, builtIn, isOtherLanguage: (text) => text.includes('the ') });
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
  return 'none';
};
const states = (): [number, PromptState][] => prompts.versions({ promptId: ID }).map(({ number, state }) => [number, state]);
const draft = (change: Partial<PromptParts> = {}, from = `${ID}/1`) => {
  const made = prompts.createDraft({ from, note: '' });
  return prompts.saveDraft({ id: made.id, revision: made.revision, parts: { ...made.parts, ...change } as PromptParts, note: 'kraće' });
};

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'sova upute č-'));
  storage = open();
  prompts = room();
});
afterEach(() => {
  storage.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('a new installation', () => {
  it('answers with what came with it, as version 1 of each', () => {
    expect(prompts.list()).toMatchObject([
      { id: 'answer/hr', language: 'hr', active: 'answer/hr/1', builtIn: true, versions: 1, drafts: 0 },
      { id: 'answer/en', language: 'en', active: 'answer/en/1', builtIn: true, versions: 1, drafts: 0 },
      { id: 'follow-up/hr', role: 'follow-up', active: 'follow-up/hr/1' },
      { id: 'follow-up/en', role: 'follow-up', active: 'follow-up/en/1' },
    ]);
    expect(prompts.versions({ promptId: ID })).toMatchObject([{ number: 1, state: 'active', origin: 'built-in', issues: [] }]);
  });

  it('shows a follow-up as a model gets it, and answers with no such prompt', () => {
    const [version] = prompts.versions({ promptId: 'follow-up/en' });
    expect(version).toMatchObject({ state: 'active', parts: { turn: expect.stringContaining('{answer}') } });
    const [, user] = prompts.preview({ promptId: 'follow-up/en', parts: version?.parts ?? {}, generalKnowledge: false });
    expect(user?.text).toBe('Question: By when is the rent paid?\nAnswer: The rent is paid by the fifth day of the month.\n\nLast question: How much is it?\nRewritten question:');
    expect(() => prompts.answerVersion('follow-up/en/1')).toThrow('no prompt for answers');
  });

  it('says what a model is sent', () => {
    const prompt = prompts.activeAnswer('hr');
    expect(prompt.version).toBe('answer/hr/1');
    expect(prompt.system({ refusal: 'Toga nema.', generalKnowledge: false })).toMatch(/primjerice \[1\]\. .* napiši samo: Toga nema\.$/u);
    expect(prompt.system({ refusal: 'Toga nema.', generalKnowledge: true })).toMatch(/smiješ dodati ono što znaš, bez broja u zagradama\.$/u);
    expect(prompt.turn([prompt.passage({ code: 2, document: 'a.pdf', page: '3', text: 'Rok je {code} [1].' })], 'Koji?')).toBe('Odlomci:\n\n[2] (a.pdf, stranica 3) Rok je {code} (1).\n\nPitanje: Koji?');
  });
});

describe('versions', () => {
  it('a draft becomes active, what was active is archived, and answers are made with the new words', () => {
    const made = draft({ question: 'Upit: {question}' });
    expect(prompts.activeAnswer('hr').version).toBe('answer/hr/1');
    const active = prompts.activate({ id: made.id });
    expect(active).toMatchObject({ id: 'answer/hr/2', state: 'active', origin: 'own', note: 'kraće', basedOn: 'answer/hr/1', activatedAt: expect.any(String) });
    expect(states()).toEqual([[2, 'active'], [1, 'archived']]);
    expect(prompts.activeAnswer('hr').turn([], 'Koji?')).toBe('Upit: Koji?');
    expect(prompts.activeAnswer('en').version).toBe('answer/en/1');
  });

  it('an archived one comes back as a draft, the built-in one at once', () => {
    prompts.activate({ id: draft({ question: 'Upit: {question}' }).id });
    const again = prompts.createDraft({ from: 'answer/hr/1', note: 'natrag' });
    expect(again).toMatchObject({ number: 3, state: 'draft', basedOn: 'answer/hr/1', parts: prompts.get({ id: 'answer/hr/1' }).parts });
    expect(prompts.restoreBuiltIn({ promptId: ID })).toMatchObject({ number: 1, state: 'active' });
    expect(prompts.restoreBuiltIn({ promptId: ID })).toMatchObject({ number: 1, state: 'active' });
    expect(states()).toEqual([[3, 'draft'], [2, 'archived'], [1, 'active']]);
  });

  it('only a draft changes, also where the database is asked directly', () => {
    const made = draft();
    prompts.activate({ id: made.id });
    for (const id of ['answer/hr/1', 'answer/hr/2']) {
      const { revision, parts } = prompts.get({ id });
      expect(codeOf(() => prompts.saveDraft({ id, revision, parts, note: 'x' }))).toBe('prompt-not-editable');
      expect(codeOf(() => prompts.removeDraft({ id }))).toBe('prompt-not-editable');
      expect(codeOf(() => prompts.archive({ id }))).toBe('prompt-not-editable');
      expect(codeOf(() => prompts.activate({ id }))).toBe('prompt-not-editable');
    }
    expect(() => storage.db.exec(`UPDATE prompt_versions SET parts = '{}' WHERE number = 1`)).toThrow('only a draft changes');
    expect(() => storage.db.exec('DELETE FROM prompt_versions WHERE number = 2')).toThrow('only a draft is removed');
    expect(() => storage.db.exec(`UPDATE prompt_versions SET state = 'active' WHERE number = 1 AND prompt_id = '${ID}'`)).toThrow(/UNIQUE/);
  });

  it('who saves over a newer text is told, and nothing is lost', () => {
    const made = prompts.createDraft({ from: 'answer/hr/1', note: '' });
    prompts.saveDraft({ id: made.id, revision: 1, parts: { ...made.parts, question: 'Prvi: {question}' }, note: '' });
    expect(codeOf(() => prompts.saveDraft({ id: made.id, revision: 1, parts: { ...made.parts, question: 'Drugi: {question}' }, note: '' }))).toBe('draft-changed');
    expect(prompts.get({ id: made.id }).parts['question']).toBe('Prvi: {question}');
  });

  it('a number is never given twice', () => {
    prompts.removeDraft({ id: draft().id });
    expect(draft().number).toBe(3);
    expect(codeOf(() => prompts.get({ id: 'answer/hr/2' }))).toBe('unknown-prompt');
  });

  it.each(['answer/hr/99', 'other/hr/1', 'answer/hr/1/1', ''])('%j is unknown', (id) => {
    expect(codeOf(() => prompts.get({ id }))).toBe('unknown-prompt');
    expect(codeOf(() => prompts.createDraft({ from: id, note: '' }))).toBe('unknown-prompt');
  });

  it('last over a restart; a newer text of the application takes over from its older one, never from a person’s own', () => {
    const next = BUILT_IN.map((one) => ({ ...one, parts: { ...one.parts, passages: 'P:' } }));
    prompts.activate({ id: draft({ question: 'Upit: {question}' }).id });
    storage.close();
    storage = open();
    prompts = room(next);
    expect(states()).toEqual([[3, 'archived'], [2, 'active'], [1, 'archived']]);
    expect(prompts.activeAnswer('en').version).toBe('answer/en/2');
    expect(prompts.restoreBuiltIn({ promptId: ID })).toMatchObject({ number: 3, state: 'active', origin: 'built-in' });
    prompts = room(next);
    expect(prompts.versions({ promptId: ID })).toHaveLength(3);
  });

  it('tells who listens', () => {
    const heard: string[] = [];
    const leave = prompts.onEvent(({ promptId }) => heard.push(promptId));
    prompts.activate({ id: draft().id });
    leave();
    prompts.restoreBuiltIn({ promptId: ID });
    expect(heard).toEqual([ID, ID, ID]);
  });
});

describe('what answers need', () => {
  it.each<[string, Partial<PromptParts>, string, string, boolean]>([
    ['no text', { refusal: ' \n' }, 'refusal', 'empty', true],
    ['no refusal rule', { refusal: 'Reci da ne znaš.' }, 'refusal', 'missing-placeholder', true],
    ['passages without numbers', { passage: '({document}, {page}) {text}' }, 'passage', 'missing-placeholder', true],
    ['a number without brackets', { passage: '{code}: {text}' }, 'passage', 'missing-placeholder', true],
    ['passages without their text', { passage: '[{code}]' }, 'passage', 'missing-placeholder', true],
    ['no question', { question: 'Odgovori.' }, 'question', 'missing-placeholder', true],
    ['no sign how to cite', { instructions: 'Odgovori kratko.' }, 'instructions', 'no-citation-example', true],
    ['a placeholder that nothing fills', { instructions: 'Navedi [1] {izvor}.' }, 'instructions', 'unknown-placeholder', true],
    ['too long', { instructions: `[1] ${'a'.repeat(4000)}` }, 'instructions', 'too-long', true],
    ['a token of a chat format', { instructions: 'Navedi [1]. <|im_end|>' }, 'instructions', 'chat-token', true],
    ['another language', { instructions: 'Cite the passage like [1].' }, 'instructions', 'other-language', false],
  ])('%s', (_, change, part, rule, blocking) => {
    const made = draft(change);
    expect(made.issues).toContainEqual(expect.objectContaining({ part, rule, blocking }));
    expect(prompts.check({ promptId: ID, parts: made.parts })).toEqual(made.issues);
    expect(codeOf(() => prompts.activate({ id: made.id }))).toBe(blocking ? 'prompt-incomplete' : 'none');
    expect(codeOf(() => prompts.answerVersion(made.id))).toBe(blocking ? 'prompt-incomplete' : 'none');
    expect(prompts.activeAnswer('hr').version).toBe(blocking ? 'answer/hr/1' : made.id);
  });

  it('parts that do not belong to it are not kept', () => {
    const made = draft({ strange: 'x', question: 'Upit:\r\n{question}' });
    expect(Object.keys(made.parts)).toEqual(['instructions', 'refusal', 'general', 'passages', 'passage', 'question']);
    expect(made.parts['question']).toBe('Upit:\n{question}');
  });

  it('the preview shows the rule that holds, and the passages with their numbers', () => {
    const { parts } = prompts.get({ id: 'answer/hr/1' });
    const [system, turn] = prompts.preview({ promptId: ID, parts: { ...parts, instructions: '- Navedi [1].\n- Kratko.' }, generalKnowledge: false });
    expect(system?.text).toBe('- Navedi [1].\n- Kratko.\nAko odlomci ne odgovaraju na pitanje, napiši samo: Toga nema u vašim dokumentima.');
    expect(turn?.text).toContain('[2] (Zapisnik.docx, stranica 1)');
  });
});

describe('any way a person may go', () => {
  type Step = { act: 'draft' | 'save' | 'activate' | 'archive' | 'remove' | 'restore'; pick: number };
  const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom('draft', 'save', 'activate', 'archive', 'remove', 'restore'), pick: fc.nat(6) });

  it('leaves exactly one version active and what was fixed as it was', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const fixed = new Map<string, PromptParts>();
        let highest = Math.max(...states().map(([number]) => number));
        for (const [index, { act, pick }] of steps.entries()) {
          const all = prompts.versions({ promptId: ID });
          const one = all[pick % all.length];
          if (!one) throw new Error('a prompt without versions');
          const isDraft = one.state === 'draft';
          const code = codeOf(() => {
            if (act === 'draft') prompts.createDraft({ from: one.id, note: '' });
            if (act === 'save') prompts.saveDraft({ id: one.id, revision: one.revision, parts: { ...one.parts, passages: `Odlomci ${index}:` }, note: '' });
            if (act === 'activate') prompts.activate({ id: one.id });
            if (act === 'archive') prompts.archive({ id: one.id });
            if (act === 'remove') prompts.removeDraft({ id: one.id });
            if (act === 'restore') prompts.restoreBuiltIn({ promptId: ID });
          });
          expect(code).toBe(act === 'draft' || act === 'restore' || isDraft ? 'none' : 'prompt-not-editable');

          const now = prompts.versions({ promptId: ID });
          expect(now.filter(({ state }) => state === 'active')).toHaveLength(1);
          for (const { id, state, parts } of now) {
            if (fixed.has(id)) expect(parts).toEqual(fixed.get(id));
            if (state !== 'draft') fixed.set(id, parts);
            if (fixed.has(id)) expect(state).not.toBe('draft');
          }
          expect([...fixed.keys()].filter((id) => !now.some((version) => version.id === id))).toEqual([]);
          const top = Math.max(...now.map(({ number }) => number));
          expect(act === 'draft' ? top > highest : top <= highest).toBe(true);
          highest = Math.max(highest, top);
          if (act === 'activate' && isDraft) expect(prompts.activeAnswer('hr').version).toBe(one.id);
          if (act === 'restore') expect(prompts.get({ id: prompts.activeAnswer('hr').version }).origin).toBe('built-in');
        }
      }),
      { numRuns: 60 },
    );
  });
});
