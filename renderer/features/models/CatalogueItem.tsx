import { Download } from 'lucide-react';
import type { CatalogueModel } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { stageWords } from '../../i18n/stage.ts';
import { attempt, isFinal, useJobs, useSettings } from '../../state/index.ts';
import { client } from '../../transport/index.ts';
import { Badge, Button, ProgressBar, Tooltip } from '../../ui/index.ts';
import styles from './Models.module.css';

const MEGABYTE = 1024 * 1024;

export const FIT_TONE = { good: 'good', tight: 'warning', no: 'danger', unknown: 'idle' } as const;

/** Bytes of all its files; null when one is not known before the download. */
function totalBytes(files: CatalogueModel['files']): number | null {
  return files.reduce<number | null>((sum, file) => (sum === null || file.bytes === null ? null : sum + file.bytes), 0);
}

/** A model that can be had: does it fit, how fast, from where. */
export function CatalogueItem({ model }: { model: CatalogueModel }) {
  const { t, format, language } = useWords();
  const job = useJobs(({ byId }) => (model.jobId === null ? undefined : byId.get(model.jobId)));
  const pace = useSettings(({ settings }) => settings?.models.maxMegabytesPerSecond ?? null);
  const bytes = totalBytes(model.files);
  const facts = [
    bytes === null ? t('models.unknownSize') : format.bytes(bytes),
    ...(model.memoryBytes === null ? [] : [t('models.memory', { size: format.bytes(model.memoryBytes) })]),
    ...(model.expectedTokensPerSecond === null ? [] : [t('models.speed', { speed: format.number(model.expectedTokensPerSecond, 0) })]),
    ...(model.contextTokens === null ? [] : [t('models.context', { tokens: format.number(model.contextTokens) })]),
    model.licence,
    model.repository,
  ];
  return (
    <li className={styles.item}>
      <div className={styles.grow}>
        <p>
          <span className={styles.name}>{model.name}</span> <Badge tone={FIT_TONE[model.fit]}>{t(`models.fit.${model.fit}`)}</Badge>
        </p>
        <p className={styles.note}>{model.note[language]}</p>
        <p className={styles.meta}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      </div>
      {job && !isFinal(job) ? (
        <>
          <div className={styles.progress}>
            <span>{stageWords(t, format, job.progress) ?? t(`jobs.states.${job.state}`)}</span>
            <ProgressBar fraction={job.progress.fraction} label={model.name} />
            {pace !== null && !model.paused && <span>{t('models.pace', { speed: format.bytes(pace * MEGABYTE) })}</span>}
          </div>
          <div className={styles.actions}>
            <Button size="small" onClick={() => attempt(() => client.models.pauseDownload({ jobId: job.id, paused: !model.paused }))}>
              {model.paused ? t('models.resume') : t('models.pause')}
            </Button>
            <Button size="small" onClick={() => attempt(() => client.jobs.cancel({ id: job.id }))}>
              {t('common.cancelJob')}
            </Button>
          </div>
        </>
      ) : (
        <Tooltip text={t('models.asked', { repository: model.repository })} side="left">
          <Button size="small" icon={Download} disabled={model.fit === 'no'} onClick={() => attempt(() => client.models.download({ id: model.id }))}>
            {t('models.download')}
          </Button>
        </Tooltip>
      )}
    </li>
  );
}
