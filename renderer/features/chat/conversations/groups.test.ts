import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../electron/contract/index.ts';
import { groupConversations } from './groups.ts';

const conversation = (title: string, updatedAt: Date): Conversation => ({
  id: `0190c2d0-0000-7000-8000-${String(updatedAt.getTime() % 1e12).padStart(12, '0')}`, title,
  settings: { documentIds: null, language: 'auto', mode: 'auto', generalKnowledge: false, strictness: 'normal', generator: null },
  messages: 2, headId: null, answering: false, createdAt: updatedAt.toISOString(), updatedAt: updatedAt.toISOString(),
});

describe('grouping of conversations', () => {
  const now = new Date(2026, 4, 5, 14, 5);

  it('cuts at the local midnight, newest first', () => {
    const groups = groupConversations(
      [conversation('jučer', new Date(2026, 4, 4, 23, 59)), conversation('ujutro', new Date(2026, 4, 5, 0, 0)), conversation('sada', now)],
      now,
    );
    expect(groups.map((group) => [group.name, group.items.map((item) => item.title)])).toEqual([
      ['today', ['sada', 'ujutro']],
      ['earlier', ['jučer']],
    ]);
  });

  it('shows no empty group', () => {
    expect(groupConversations([conversation('staro', new Date(2025, 0, 1))], now).map((group) => group.name)).toEqual(['earlier']);
  });
});
