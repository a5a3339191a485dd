/** Every passage that was considered, in the fused order, with its rank in each channel and what became of it. */
import type { Channel, Trace } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import css from './inspector.module.css';

const CHANNELS: readonly Channel[] = ['lexical', 'dense', 'sparse', 'rerank'];

export function Candidates({ candidates }: Pick<Trace, 'candidates'>) {
  const { t, format } = useWords();
  const channels = CHANNELS.filter((channel) => candidates.some((candidate) => candidate.channels[channel] !== undefined));
  return (
    <section>
      <h3>{t('chat.inspector.candidates')}</h3>
      {/* What scrolls must be reachable by keyboard. */}
      <div className={css.frame} tabIndex={0} role="region" aria-label={t('chat.inspector.candidates')}>
        <table>
          <thead>
            <tr>
              <th data-numeric>#</th>
              <th>{t('chat.inspector.passage')}</th>
              {channels.map((channel) => (
                <th key={channel} data-numeric>{t(`chat.inspector.channel.${channel}`)}</th>
              ))}
              <th data-numeric>{t('chat.inspector.fused')}</th>
              <th>{t('chat.inspector.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((candidate, index) => (
              <tr key={candidate.passageId} data-dropped={candidate.dropped !== null}>
                <td data-numeric>{index + 1}</td>
                <td className={css.passage} title={candidate.text}>
                  <strong><span>{candidate.documentName}</span>, {t('chat.page', { number: candidate.page })}</strong>
                  <span>{candidate.text}</span>
                </td>
                {channels.map((channel) => {
                  const score = candidate.channels[channel];
                  return (
                    <td key={channel} data-numeric>
                      {score === undefined ? '–' : <span title={t('chat.inspector.rankScore', { rank: score.rank, score: format.number(score.score, 4) })}>{score.rank}. <small>{format.fixed(score.score, 2)}</small></span>}
                    </td>
                  );
                })}
                <td data-numeric>{format.fixed(candidate.fused, 3)}</td>
                <td>{candidate.dropped === null ? <b>{t('chat.inspector.kept')}</b> : t(`chat.inspector.dropped.${candidate.dropped}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
