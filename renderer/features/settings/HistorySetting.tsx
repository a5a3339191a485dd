import type { Settings } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { attempt, updateSettings } from '../../state/index.ts';
import { ChoiceSetting, NumberSetting } from './parts.tsx';

const DAYS = [30, 90, 365];
const FOREVER = 'forever';

/** How much of the run history is kept. */
export function HistorySetting({ history }: { history: Settings['runHistory'] }) {
  const { t } = useWords();
  const change = (patch: Partial<Settings['runHistory']>): void => attempt(() => updateSettings({ runHistory: { ...history, ...patch } }));
  const days = history.days !== null && !DAYS.includes(history.days) ? [...DAYS, history.days] : DAYS;
  return (
    <>
      <NumberSetting label={t('runs.retention.label')} help={t('runs.retention.help')} unit="" value={history.runs} min={0} max={1_000_000} onChange={(runs) => change({ runs })} />
      <ChoiceSetting
        label={t('runs.retention.days')}
        value={history.days === null ? FOREVER : String(history.days)}
        options={[{ value: FOREVER, label: t('runs.retention.forever') }, ...days.map((count) => ({ value: String(count), label: t('runs.retention.daysOption', { count }) }))]}
        onChange={(picked) => change({ days: picked === FOREVER ? null : Number(picked) })}
      />
    </>
  );
}
