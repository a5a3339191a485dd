import type { ReactNode } from 'react';
import { useWords } from '../../i18n/index.ts';
import { runtimeWords } from '../../i18n/runtime.ts';
import { useHealth, useSettings } from '../../state/index.ts';
import { Badge, Screen } from '../../ui/index.ts';
import styles from './Health.module.css';
import { IndexSection } from './IndexSection.tsx';
import { ServiceItem } from './ServiceItem.tsx';

const SYSTEMS: Partial<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

const TONE = { ok: 'good', degraded: 'warning', starting: 'idle', down: 'danger' } as const;

/** The truth about every part, and what can be done about it. */
export function HealthScreen() {
  const { t } = useWords();
  const health = useHealth((known) => known.health);
  const note = health && <Badge tone={TONE[health.status]}>{t(`health.status.${health.status}`)}</Badge>;
  return (
    <Screen title={t('health.title')} note={note} actions={health && <span className={styles.muted}>{t('health.version', { version: health.version })}</span>}>
      <div className={styles.health}>
        <Section title={t('health.parts')}>
          <ul className={styles.card}>
            {health?.services.map((service) => (
              <ServiceItem key={service.name} service={service} />
            ))}
          </ul>
        </Section>
        <Section title={t('health.index.title')}>
          <IndexSection index={health?.index ?? null} />
        </Section>
        <Section title={t('health.models.title')}>
          <ModelsInMemory />
        </Section>
        <Section title={t('health.network.title')}>
          <Network />
        </Section>
        <Computer />
      </div>
    </Screen>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}

function ModelsInMemory() {
  const { t, format } = useWords();
  const health = useHealth((known) => known.health);
  const loaded = health?.modelsLoaded ?? [];
  const generator = health?.generator;
  return (
    <div className={styles.muted}>
      {(loaded.length > 0 || !generator?.runtime) && <p>{loaded.length > 0 ? loaded.join(', ') : t('health.models.none')}</p>}
      {generator?.runtime && <p>{[`${generator.name}:`, ...runtimeWords(t, format, generator.runtime)].join(' ')}</p>}
    </div>
  );
}

function Network() {
  const { t } = useWords();
  const settings = useSettings((known) => known.settings);
  const generator = settings?.generator;
  const remote = settings?.allowRemoteEndpoint && generator?.kind === 'endpoint' ? generator.baseUrl : null;
  return (
    <div className={styles.muted}>
      <p>{remote === null ? t('health.network.offline') : t('health.network.remote', { url: remote })}</p>
      {settings?.checkForUpdates && <p>{t('health.network.updates')}</p>}
    </div>
  );
}

function Computer() {
  const { t, format } = useWords();
  const { info, health } = useHealth();
  if (!info) return null;
  const facts: [string, string][] = [
    [t('health.computer.processor'), `${info.cpu.model}, ${t('health.computer.cores', { count: info.cpu.cores })}`],
    [t('health.computer.memory'), format.bytes(info.memoryBytes)],
    ...(health?.disk ? [[t('health.computer.disk'), format.bytes(health.disk.freeBytes)] satisfies [string, string]] : []),
    [t('health.computer.system'), SYSTEMS[info.platform] ?? info.platform],
    [t('health.computer.data'), info.dataDir],
  ];
  return (
    <Section title={t('health.computer.title')}>
      <dl className={`${styles.card} ${styles.facts}`}>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
    </Section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
