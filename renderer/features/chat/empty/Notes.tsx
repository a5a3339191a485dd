/** Above the box: what limits an answer right now. */
import { useWords } from '../../../i18n/index.ts';
import { useHealth, useLibrary } from '../../../state/index.ts';
import css from './empty.module.css';

export function Notes() {
  const { t, format } = useWords();
  const stats = useLibrary((library) => library.stats);
  const engine = useHealth(({ health }) => health?.services.find((service) => service.name === 'engine')?.state);
  const down = engine === 'backing-off' || engine === 'unhealthy' || engine === 'stopped';
  const readable = stats === null ? 0 : stats.documents - stats.failed;
  if (down) return <p className={css.note} role="status">{t('chat.serviceDown')}</p>;
  if (stats === null || stats.searchable >= readable) return null;
  return (
    <p className={css.note} role="status">
      {t('chat.indexing', { count: readable, searchable: format.number(stats.searchable, 0) })}
    </p>
  );
}
