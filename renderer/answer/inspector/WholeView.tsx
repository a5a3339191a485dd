/** A question about whole documents: there was no search; which documents were read, and what was chosen of them, and why. */
import type { Trace, WholeTrace } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from './Facts.tsx';
import css from './inspector.module.css';

export function WholeView({ trace, whole }: { trace: Trace; whole: WholeTrace }) {
  const { t, format } = useWords();
  const { asked, documents, sentences } = whole;
  const why = (role: WholeTrace['sentences'][number]['role']): string => t(`chat.inspector.whole.${role === 'said' ? asked : role}`);
  return (
    <>
      <p>{t(asked === 'parties' ? 'chat.inspector.whole.partiesText' : 'chat.inspector.whole.text', { count: documents.length })}</p>
      <Facts
        facts={[
          [t('chat.inspector.question'), trace.question],
          [t('chat.inspector.language'), t(`chat.inspector.languages.${trace.language}`)],
          [t('chat.inspector.embedder'), trace.embedder],
        ]}
      />
      <section>
        <h3>{t('chat.inspector.whole.documents')}</h3>
        <div className={css.frame} tabIndex={0} role="region" aria-label={t('chat.inspector.whole.documents')}>
          <table>
            <thead>
              <tr>
                <th>{t('chat.inspector.whole.document')}</th>
                <th data-numeric>{t('chat.inspector.whole.read')}</th>
              </tr>
            </thead>
            <tbody>
              {documents.map((one) => (
                <tr key={one.documentId}>
                  <td className={css.passage}>{one.documentName}</td>
                  <td data-numeric>{t('chat.inspector.whole.readOf', { read: format.number(one.read), count: one.passages })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section>
        <h3>{t('chat.inspector.whole.sentences')}</h3>
        <div className={css.frame} tabIndex={0} role="region" aria-label={t('chat.inspector.whole.sentences')}>
          <table>
            <thead>
              <tr>
                <th data-numeric>{t('chat.inspector.whole.source')}</th>
                <th>{t('chat.inspector.whole.sentence')}</th>
                <th>{t('chat.inspector.whole.why')}</th>
              </tr>
            </thead>
            <tbody>
              {sentences.map((one, index) => (
                <tr key={`${one.source}-${index}`}>
                  <td data-numeric>{one.source}</td>
                  <td className={css.passage} title={one.text}><span>{one.text}</span></td>
                  <td>{why(one.role)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}
