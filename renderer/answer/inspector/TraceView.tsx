/** How a search went: the words looked for, the passages found by each channel, what was dropped. */
import type { ReactNode } from 'react';
import type { Trace } from '../../../electron/contract/index.ts';
import { type Translate, useWords } from '../../i18n/index.ts';
import { Candidates } from './Candidates.tsx';
import { Facts } from './Facts.tsx';
import { type ShownTerm, shownTerms } from './terms.ts';
import { WholeView } from './WholeView.tsx';
import css from './inspector.module.css';

/** By what a word was looked for. */
function lookedFor({ stems, begun }: ShownTerm, t: Translate): string {
  if (stems.length === 0) return t(begun ? 'chat.inspector.onlyBegun' : 'chat.inspector.noForms');
  const joined = stems.join(', ');
  return begun ? t('chat.inspector.andBegun', { stems: joined }) : joined;
}

/** The frame of what is inspected. */
export function Inspected({ children }: { children: ReactNode }) {
  return (
    <div className={css.inspector} data-testid="inspector">
      {children}
    </div>
  );
}

export function TraceView({ trace }: { trace: Trace }) {
  return trace.whole === null ? <SearchView trace={trace} /> : <WholeView trace={trace} whole={trace.whole} />;
}

function SearchView({ trace }: { trace: Trace }) {
  const { t, format } = useWords();
  const reread = trace.candidates.filter((one) => one.channels.rerank !== undefined).length;
  return (
    <>
      <Facts
        facts={[
          [t('chat.inspector.question'), trace.question],
          ...(trace.searched === trace.question ? [] : [[t('chat.inspector.searched'), trace.searched] as const]),
          [t('chat.inspector.language'), t(`chat.inspector.languages.${trace.language}`)],
          [t('chat.inspector.embedder'), trace.embedder],
          [t('chat.inspector.coverage'), format.percent(trace.coverage)],
          ...(reread === 0 ? [] : [[t('chat.inspector.reread'), t('chat.inspector.rereadPassages', { count: reread })] as const]),
          [t('chat.inspector.confidence'), `${format.fixed(trace.confidence, 2)} (${t('chat.inspector.threshold', { value: format.fixed(trace.threshold, 2) })})`],
        ]}
      />
      {trace.terms.length > 0 && (
        <section>
          <h3>{t('chat.inspector.terms')}</h3>
          {/* What scrolls must be reachable by keyboard. */}
          <div className={css.frame} tabIndex={0} role="region" aria-label={t('chat.inspector.terms')}>
            <table>
              <thead>
                <tr>
                  <th>{t('chat.inspector.term')}</th>
                  <th>{t('chat.inspector.forms')}</th>
                  <th data-numeric>{t('chat.inspector.weight')}</th>
                </tr>
              </thead>
              <tbody>
                {shownTerms(trace).map((term, index) => (
                  <tr key={`${term.word}-${index}`}>
                    <td>{term.word}</td>
                    <td>{lookedFor(term, t)}</td>
                    <td data-numeric>{format.fixed(term.weight, 2)}</td>
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
