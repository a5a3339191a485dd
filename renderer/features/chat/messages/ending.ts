/** Why an answer has no more text: the words for it, and none that tell of a text that never began. */
import type { Message } from '../../../../electron/contract/index.ts';

export function endingWords({ state, text, answer }: Pick<Message, 'state' | 'text' | 'answer'>) {
  const begun = text !== '';
  if (state === 'stopped') {
    if (!begun) return 'chat.state.stoppedEmpty';
    return answer?.mode === 'extractive' ? 'chat.state.stoppedBefore' : 'chat.state.stopped';
  }
  if (state === 'interrupted') return begun ? 'chat.state.interrupted' : 'chat.state.interruptedEmpty';
  return state === 'failed' ? 'chat.state.failed' : null;
}
