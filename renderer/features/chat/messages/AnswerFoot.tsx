/** Small type under an answer: who wrote it and why so, and what can be done with it. */
import { Check, Copy, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { Answer, Message } from '../../../../electron/contract/index.ts';
import { referenceLine, withReferences } from '../../../answer/index.ts';
import { useWords, type Translate } from '../../../i18n/index.ts';
import { attempt } from '../../../state/index.ts';
import { Button, IconButton } from '../../../ui/index.ts';
import { Branches } from './Branches.tsx';
import css from './messages.module.css';

interface AnswerFootProps {
  message: Message;
  answer: Answer | null;
  busy: boolean;
  onRegenerate(messageId: string): void;
  onSelect(messageId: string): void;
  onWhy(message: Message): void;
}

export function AnswerFoot({ message, answer, busy, onRegenerate, onSelect, onWhy }: AnswerFootProps) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(copyOf(message, answer, t));
    setCopied(true);
  };
  return (
    <footer className={css.foot}>
      <span className={css.mode}>{answer === null ? '' : modeWords(answer, t)}</span>
      {answer !== null && answer.runId !== null && (
        <Button look="link" size="small" className={css.why} onClick={() => onWhy(message)}>
          {t('chat.actions.why')}
        </Button>
      )}
      <span className={css.spring} />
      <Branches message={message} disabled={busy} onSelect={onSelect} />
      {message.text !== '' && <IconButton size="small" icon={copied ? Check : Copy} label={copied ? t('common.copied') : t('chat.actions.copy')} onClick={() => attempt(copy)} />}
      <IconButton size="small" icon={RotateCcw} label={t('chat.actions.regenerate')} disabled={busy} onClick={() => onRegenerate(message.id)} />
    </footer>
  );
}

/** Mode and model in words, with the reason where it is not the mode one would expect. */
function modeWords(answer: Answer, t: Translate): string {
  const mode = answer.mode === 'generated' ? t('chat.mode.generated', { model: answer.generation?.model ?? '' }) : t(`chat.mode.${answer.mode}`);
  const told = answer.fallback !== null && answer.fallback !== 'no-model' ? t(`chat.fallback.${answer.fallback}`) : null;
  const remote = answer.generation?.leftMachine === true ? t('chat.mode.remote') : null;
  return [mode, told, remote].filter((part) => part !== null).join(' · ');
}

/** The answer with its sources below, and what the check of its sentences found. */
function copyOf(message: Message, answer: Answer | null, t: Translate): string {
  if (answer === null) return message.text;
  const used = answer.sources.filter((source) => answer.used.includes(source.number));
  const weak = answer.sentences.filter((sentence) => sentence.support === 'weak' || sentence.support === 'unsupported').length;
  const references = used.map((source) => referenceLine(t, source));
  return withReferences(message.text, weak > 0 ? [...references, '', t('chat.supportNote', { count: weak })] : references, t('chat.references'));
}
