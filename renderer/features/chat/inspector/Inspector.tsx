/** Why this answer: the words looked for, the passages found by each channel, what was dropped, and the times. */
import { useEffect, useState } from 'react';
import type { Message, Trace } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { go } from '../../../state/index.ts';
import { client, toProblem } from '../../../transport/index.ts';
import { Button, Dialog, ErrorCard } from '../../../ui/index.ts';
import { GenerationFacts, Inspected, TimingFacts, TraceView } from '../../../answer/index.ts';

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
  const runId = message.answer?.runId ?? null;
  return (
    <Dialog open wide title={t('chat.inspector.title')} onClose={onClose} {...(runId !== null && { foot: <Button onClick={() => go({ screen: 'run', runId, otherId: null })}>{t('chat.inspector.history')}</Button> })}>
      <Inspected>
        {loaded.state === 'loading' && <p role="status">{t('chat.inspector.loading')}</p>}
        {loaded.state === 'failed' && (toProblem(loaded.error).code === 'not-found' ? <p>{t('chat.inspector.none')}</p> : <ErrorCard problem={toProblem(loaded.error)} />)}
        {loaded.state === 'ready' && <TraceView trace={loaded.trace} />}
        {generation !== null && <GenerationFacts stats={generation} />}
        {message.answer !== null && <TimingFacts timings={{ ...(loaded.state === 'ready' && loaded.trace.timings), ...message.answer.timings }} />}
      </Inspected>
    </Dialog>
  );
}
