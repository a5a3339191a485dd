import { useEffect, useState } from 'react';
import type { Settings } from '../../../electron/contract/index.ts';
import { useWords } from '../../i18n/index.ts';
import { attempt, updateSettings } from '../../state/index.ts';
import { TextField } from '../../ui/index.ts';
import { ChoiceSetting, Section, Setting } from './parts.tsx';
import styles from './Settings.module.css';

const PACES = [1, 2, 5, 10, 20] as const;

/** How models come onto this computer: how fast, from where, through which proxy. */
export function Downloads({ settings }: { settings: Settings }) {
  const { t, format } = useWords();
  const { models } = settings;
  const change = (patch: Partial<Settings['models']>): void => attempt(() => updateSettings({ models: { ...models, ...patch } }));
  const pace = models.maxMegabytesPerSecond;
  const paces = pace === null || PACES.some((known) => known === pace) ? PACES : [...PACES, pace];
  return (
    <Section title={t('settings.sections.downloads')}>
      <ChoiceSetting
        label={t('settings.downloads.pace.label')}
        value={pace === null ? 'all' : String(pace)}
        onChange={(value) => change({ maxMegabytesPerSecond: value === 'all' ? null : Number(value) })}
        options={[{ value: 'all', label: t('settings.downloads.pace.all') }, ...paces.map((known) => ({ value: String(known), label: t('settings.downloads.pace.most', { pace: format.number(known, 1) }) }))]}
      />
      <Address name="mirror" value={models.mirror} onChange={(mirror) => change({ mirror })} />
      <Address name="proxy" value={models.proxy} onChange={(proxy) => change({ proxy })} />
    </Section>
  );
}

/** Taken over when the field is left or Enter pressed; empty means none. */
function Address({ name, value, onChange }: { name: 'mirror' | 'proxy'; value: string | null; onChange(value: string | null): void }) {
  const { t } = useWords();
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const wanted = text.trim();
  const wrong = wanted !== '' && !/^https?:\/\/[^\s/]+/u.test(wanted);
  const take = (): void => {
    if (!wrong && wanted !== (value ?? '')) onChange(wanted === '' ? null : wanted);
  };
  return (
    <Setting label={t(`settings.downloads.${name}.label`)} help={wrong ? t('settings.downloads.notAnAddress') : t(`settings.downloads.${name}.help`)} wrong={wrong}>
      <TextField
        className={styles.path}
        label={t(`settings.downloads.${name}.label`)}
        placeholder="https://…"
        inputMode="url"
        value={text}
        wrong={wrong}
        onChange={setText}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
    </Setting>
  );
}
