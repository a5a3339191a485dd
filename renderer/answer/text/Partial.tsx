/** What the model had written before it failed, or what was not taken for an answer, kept beside the excerpt that answers instead. */
import { ChevronRight } from 'lucide-react';
import type { Answer, Problem } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import css from './answer.module.css';

export function Partial({ problem, answer }: { problem: Problem | null; answer: Answer | null }) {
  const { t } = useWords();
  const text = problem?.details['partial'];
  if (typeof text !== 'string' || text === '') return null;
  return (
    <details className={css.partial}>
      <summary>
        <ChevronRight size={14} aria-hidden />
        {t(answer?.fallback === 'unsupported' || answer?.fallback === 'wrong-language' ? 'chat.setAside' : 'chat.partial')}
      </summary>
      <p>{text}</p>
    </details>
  );
}
