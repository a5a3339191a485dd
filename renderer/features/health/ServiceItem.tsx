import { ChevronDown, ChevronRight, RefreshCw, RotateCcw } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Service } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { attempt, note } from '../../state/index.ts';
import { client } from '../../transport/index.ts';
import { Button, Dot, IconButton, toneOf } from '../../ui/index.ts';
import styles from './Health.module.css';

/** One part: its state, how often it was restarted, what it wrote, and a restart. */
export function ServiceItem({ service }: { service: Service }) {
  const { t, format } = useWords();
  const [open, setOpen] = useState(false);
  const { name } = service;
  const title = t(`health.services.${name}.name`);
  const restart = (): void =>
    attempt(async () => {
      note(t('health.restarting', { name: title }));
      await client.system.restartService({ name });
    });
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <Dot tone={toneOf(service.state)} />
        <div className={styles.grow}>
          <p>
            <span className={styles.name}>{title}</span> <span className={styles.muted}>· {t(`health.states.${service.state}`)}</span>
          </p>
          <p className={styles.muted}>{t(`health.services.${name}.text`)}</p>
          {service.detail !== '' && <p className={styles.detail}>{service.detail}</p>}
          <p className={styles.meta}>
            {service.pid !== null && <span>{t('health.pid', { pid: service.pid })}</span>}
            <span>{t('health.since', { time: format.dateTime(service.since) })}</span>
            {service.restarts > 0 && <span>{t('health.restarts', { count: service.restarts })}</span>}
          </p>
        </div>
        <div className={styles.actions}>
          <Button size="small" look="quiet" icon={open ? ChevronDown : ChevronRight} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('health.log')}
          </Button>
          <Button size="small" icon={RotateCcw} onClick={restart}>
            {t('health.restart')}
          </Button>
        </div>
      </div>
      {open && <Log name={name} />}
    </li>
  );
}

function Log({ name }: { name: Service['name'] }) {
  const { t } = useWords();
  const [lines, setLines] = useState<readonly string[] | null>(null);
  const read = useCallback(() => attempt(async () => setLines((await client.system.serviceLog({ name })).lines)), [name]);
  useEffect(read, [read]);
  const place = useRef<HTMLPreElement>(null);
  // The newest line is the last.
  useEffect(() => place.current?.scrollTo({ top: place.current.scrollHeight }), [lines]);
  return (
    <div className={styles.logLine}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre ref={place} className={`${styles.log} ${styles.grow}`} tabIndex={0} aria-label={t('health.log')}>
        {lines === null ? t('common.loading') : lines.length === 0 ? t('health.noLog') : lines.join('\n')}
      </pre>
      <IconButton icon={RefreshCw} size="small" label={t('health.refreshLog')} onClick={read} />
    </div>
  );
}
