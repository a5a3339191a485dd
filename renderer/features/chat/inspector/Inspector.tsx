/** Why this answer: the words looked for, the passages found by each channel, what was dropped, and the times. */
import { useEffect, useState } from 'react';
import type { Message, Trace } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { client, toProblem } from '../../../transport/index.ts';
import { Dialog, ErrorCard } from '../../../ui/index.ts';
import { Candidates } from './Candidates.tsx';
import { Facts, GenerationFacts, TimingFacts } from './Facts.tsx';
import css from './inspector.module.css';

type Loaded = { state: 'loading' } | { state: 'ready'; trace: Trace } | { state: 'failed'; error: unknown };

export function Inspector({ message, onClose }: { message: Message; onClose(): void }) {
  const { t } = useWords();
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  useEffect(() => {
    const stop = new AbortController();
    client.chat.trace({ messageId: message.id }, { signal: stop.signal }).then(
      (trace) => !stop.signal.aborted && setLoaded({ state: 'ready', trace }),
      (error: unknown) => !stop.signal.aborted && setLoaded({ state: 'failed', error }),
    );
    return () => stop.abort();
  }, [message.id]);

  const generation = message.answer?.generation ?? null;
  return (
    <Dialog open wide title={t('chat.inspector.title')} onClose={onClose}>
      <div className={css.inspector} data-testid="inspector">
        {loaded.state === 'loading' && <p role="status">{t('chat.inspector.loading')}</p>}
        {loaded.state === 'failed' && (toProblem(loaded.error).code === 'not-found' ? <p>{t('chat.inspector.none')}</p> : <ErrorCard problem={toProblem(loaded.error)} />)}
        {loaded.state === 'ready' && <TraceView trace={loaded.trace} />}
        {generation !== null && <GenerationFacts stats={generation} />}
        {message.answer !== null && <TimingFacts timings={{ ...(loaded.state === 'ready' && loaded.trace.timings), ...message.answer.timings }} />}
      </div>
    </Dialog>
  );
}

function TraceView({ trace }: { trace: Trace }) {
  const { t, format } = useWords();
  return (
    <>
      <Facts
        facts={[
          [t('chat.inspector.question'), trace.question],
          ...(trace.searched === trace.question ? [] : [[t('chat.inspector.searched'), trace.searched] as const]),
          [t('chat.inspector.language'), t(`chat.inspector.languages.${trace.language}`)],
          [t('chat.inspector.embedder'), trace.embedder],
          [t('chat.inspector.coverage'), format.percent(trace.coverage)],
          [t('chat.inspector.confidence'), `${format.number(trace.confidence, 2)} (${t('chat.inspector.threshold', { value: format.number(trace.threshold, 2) })})`],
        ]}
      />
      {trace.terms.length > 0 && (
        <section>
          <h3>{t('chat.inspector.terms')}</h3>
          <div className={css.frame}>
            <table>
              <thead>
                <tr>
                  <th>{t('chat.inspector.term')}</th>
                  <th>{t('chat.inspector.forms')}</th>
                  <th data-numeric>{t('chat.inspector.weight')}</th>
                </tr>
              </thead>
              <tbody>
                {trace.terms.map((term, index) => (
                  <tr key={`${term.token}-${index}`}>
                    <td>{term.token}</td>
                    <td>{term.forms.join(', ')}</td>
                    <td data-numeric>{format.number(term.weight, 2)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {trace.candidates.length > 0 && <Candidates candidates={trace.candidates} />}
    </>
  );
}
