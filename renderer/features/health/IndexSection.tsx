import { Wrench } from 'lucide-react';
import type { IndexStatus } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { attempt } from '../../state/index.ts';
import { client } from '../../transport/index.ts';
import { Badge, Button, ProgressBar } from '../../ui/index.ts';
import styles from './Health.module.css';

/** What the index holds, by search model, and its repair. */
export function IndexSection({ index }: { index: IndexStatus | null }) {
  const { t, format } = useWords();
  if (!index) return <p className={styles.muted}>{t('health.index.unknown')}</p>;
  return (
    <div className={styles.card}>
      <div className={`${styles.item} ${styles.line}`}>
        <p className={styles.grow}>
          {t('health.index.passages')}: <span className={styles.name}>{format.number(index.passages)}</span>
        </p>
        <Button size="small" icon={Wrench} disabled={index.repairing} onClick={() => attempt(() => client.system.repairIndex())}>
          {t('health.index.repair')}
        </Button>
      </div>
      {index.repairing && <p className={`${styles.item} ${styles.muted}`}>{t('health.index.repairing')}</p>}
      {index.embedders.map((embedder) => (
        <div key={embedder.id} className={`${styles.item} ${styles.line}`}>
          <p className={styles.grow}>
            {embedder.name} {embedder.active && <Badge tone="good">{t('health.index.active')}</Badge>} {embedder.paused && <Badge tone="warning">{t('health.index.paused')}</Badge>}
          </p>
          <div className={styles.coverage}>
            <ProgressBar fraction={embedder.coverage} label={embedder.name} />
          </div>
          <span className={styles.muted}>{t('health.index.coverage', { percent: format.percent(embedder.coverage) })}</span>
          {(embedder.paused || embedder.coverage < 1) && (
            <Button size="small" onClick={() => attempt(() => client.system.pauseEmbedding({ paused: !embedder.paused }))}>
              {embedder.paused ? t('health.index.resume') : t('health.index.pause')}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
