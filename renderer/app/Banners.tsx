import { DatabaseBackup, HardDrive, PlugZap, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n/index.ts';
import { go, useConnection, useHealth, useNavigation } from '../state/index.ts';
import { connection } from '../transport/index.ts';
import { Button } from '../ui/index.ts';
import styles from './Banner.module.css';

/** What a person must know now: the core is away, a part stopped working, the data was damaged, the disk is nearly full. */
export function Banners() {
  const { t, format } = useWords();
  const state = useConnection((connected) => connected.state);
  const health = useHealth((known) => known.health);
  const notices = useHealth((known) => known.info?.dataNotices);
  const [noticesRead, setNoticesRead] = useState(false);
  const atHealth = useNavigation(({ route }) => route.screen === 'health');
  if (state === 'lost') {
    return (
      <Banner icon={PlugZap} text={t('app.connection.lost')}>
        <Button size="small" onClick={() => connection.retryNow()}>
          {t('app.connection.retry')}
        </Button>
      </Banner>
    );
  }
  const halted = health?.services.filter((service) => service.state === 'halted') ?? [];
  return (
    <>
      {!atHealth &&
        halted.map((service) => (
          <Banner key={service.name} icon={TriangleAlert} text={t(`app.serviceHalted.${service.name}`)}>
            <Button size="small" onClick={() => go({ screen: 'health' })}>
              {t('app.toHealth')}
            </Button>
          </Banner>
        ))}
      {!noticesRead &&
        notices?.map((notice) => (
          <Banner key={notice.kind} icon={DatabaseBackup} text={notice.snapshotTakenAt === null ? t('app.data.startedEmpty') : t('app.data.restored', { time: format.dateTime(notice.snapshotTakenAt) })}>
            <Button size="small" onClick={() => setNoticesRead(true)}>
              {t('common.close')}
            </Button>
          </Banner>
        ))}
      {health?.disk?.low && <Banner icon={HardDrive} text={health.disk.freeBytes === 0 ? t('app.diskFull') : t('app.diskLow', { free: format.bytes(health.disk.freeBytes) })} />}
    </>
  );
}

function Banner({ icon: Icon, text, children }: { icon: LucideIcon; text: string; children?: ReactNode }) {
  return (
    <div className={styles.banner} role="status">
      <Icon size={15} aria-hidden />
      <span className={styles.text}>{text}</span>
      {children}
    </div>
  );
}
