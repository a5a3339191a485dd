import { History, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../../../i18n/index.ts';
import { attempt, note, useHistoryWish } from '../../../state/index.ts';
import { client, toProblem } from '../../../transport/index.ts';
import { Button, Confirm, EmptyState, ErrorCard, Screen } from '../../../ui/index.ts';
import styles from '../Runs.module.css';
import { EVERYTHING, filterOf, isEverything, showOnly, useShownRuns } from './filter.ts';
import { Filters } from './Filters.tsx';
import { RunTable } from './RunTable.tsx';
import { useRunList } from './useRunList.ts';

/** Every answer as it was made. */
export function RunsScreen() {
  const { t } = useWords();
  const shown = useShownRuns();
  const wish = useHistoryWish((state) => state.wish);
  const { rows, view } = useRunList();
  const [clearing, setClearing] = useState(false);
  useEffect(() => {
    if (wish === null) return;
    showOnly(wish);
    useHistoryWish.setState({ wish: null });
  }, [wish]);

  const total = view.total ?? 0;
  const clear = async (): Promise<void> => {
    const { removed } = await client.runs.clear({ filter: filterOf(shown) });
    note(t('runs.removed', { count: removed }));
  };
  const actions = (
    <Button icon={Trash2} disabled={total === 0} onClick={() => setClearing(true)}>
      {t('runs.clear')}
    </Button>
  );
  return (
    <Screen title={t('runs.title')} note={view.total === null ? undefined : t('runs.count', { count: total })} actions={actions}>
      <div className={styles.screen}>
        <Filters />
        {view.error !== null && (
          <div className={styles.padded}>
            <ErrorCard problem={toProblem(view.error)} actions={<Button size="small" onClick={rows.reload}>{t('common.retry')}</Button>} />
          </div>
        )}
        {view.total === null && view.error === null && (
          <p className={styles.padded} role="status">
            {t('common.loading')}
          </p>
        )}
        {view.total === 0 && <Nothing filtered={!isEverything(shown)} />}
        {total > 0 && <RunTable rows={rows} view={view} />}
      </div>
      <Confirm open={clearing} title={t('runs.clearTitle')} action={t('common.delete')} danger onConfirm={() => attempt(clear)} onClose={() => setClearing(false)}>
        <p>{t('runs.clearText', { count: total })}</p>
      </Confirm>
    </Screen>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { t } = useWords();
  if (!filtered) return <EmptyState icon={History} title={t('runs.empty.title')}>{t('runs.empty.text')}</EmptyState>;
  return <EmptyState icon={History} title={t('runs.nothing')} actions={<Button onClick={() => useShownRuns.setState(EVERYTHING)}>{t('runs.filters.clear')}</Button>} />;
}
