import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RunKind, RunStatus } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { showProblem } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { Button, Select, TextField, useTypedText } from '../../../ui/index.ts';
import styles from '../Runs.module.css';
import { promptVersionName } from '../words.ts';
import { EVERYTHING, isEverything, useShownRuns } from './filter.ts';

const STATUSES: readonly RunStatus[] = ['running', 'complete', 'stopped', 'interrupted', 'failed'];
const KINDS: readonly RunKind[] = ['conversation', 'api', 'replay'];

const find = (text: string): void => useShownRuns.setState({ text });

export function Filters() {
  const { t } = useWords();
  const shown = useShownRuns();
  const change = (patch: Partial<typeof shown>): void => useShownRuns.setState(patch);
  const [text, setText] = useTypedText(shown.text, find);
  const { models, promptVersions } = useFacets(shown.model, shown.promptVersion);
  return (
    <div className={styles.tools} role="search" aria-label={t('runs.filters.label')}>
      <TextField quiet type="search" className={styles.search} icon={Search} label={t('runs.filters.text')} placeholder={t('runs.filters.text')} value={text} maxLength={200} onChange={setText} />
      <Choice label={t('runs.filters.status')} all={t('runs.filters.allStatuses')} value={shown.status} options={STATUSES.map((value) => ({ value, label: t(`runs.statuses.${value}`) }))} onChange={(status) => change({ status })} />
      <Choice label={t('runs.filters.kind')} all={t('runs.filters.allKinds')} value={shown.kind} options={KINDS.map((value) => ({ value, label: t(`runs.kinds.${value}`) }))} onChange={(kind) => change({ kind })} />
      {models.length > 0 && <Choice label={t('runs.filters.model')} all={t('runs.filters.allModels')} value={shown.model} options={models.map((value) => ({ value, label: value }))} onChange={(model) => change({ model })} />}
      {promptVersions.length > 0 && (
        <Choice label={t('runs.filters.prompt')} all={t('runs.filters.allPrompts')} value={shown.promptVersion} options={promptVersions.map((value) => ({ value, label: promptVersionName(t, value) }))} onChange={(promptVersion) => change({ promptVersion })} />
      )}
      <Choice label={t('runs.filters.period')} all={t('runs.filters.allTime')} value={shown.days === null ? null : periodOf(shown.days)} options={PERIODS.map(({ name }) => ({ value: name, label: t(`runs.filters.periods.${name}`) }))} onChange={(name) => change({ days: PERIODS.find((period) => period.name === name)?.days ?? null })} />
      {shown.conversationId !== null && (
        <Button size="small" icon={X} onClick={() => change({ conversationId: null })}>
          {t('runs.filters.conversation')}
        </Button>
      )}
      {!isEverything(shown) && (
        <Button look="link" size="small" onClick={() => useShownRuns.setState(EVERYTHING)}>
          {t('runs.filters.clear')}
        </Button>
      )}
    </div>
  );
}

const PERIODS = [
  { name: 'today', days: 1 },
  { name: 'week', days: 7 },
  { name: 'month', days: 30 },
  { name: 'year', days: 365 },
] as const;

const periodOf = (days: number): (typeof PERIODS)[number]['name'] | null => PERIODS.find((period) => period.days === days)?.name ?? null;

interface ChoiceProps<Value extends string> {
  label: string;
  all: string;
  value: Value | null;
  options: readonly { value: Value; label: string }[];
  onChange(value: Value | null): void;
}

const ALL = ' all';

function Choice<Value extends string>({ label, all, value, options, onChange }: ChoiceProps<Value>) {
  return <Select quiet label={label} value={value ?? ALL} options={[{ value: ALL, label: all }, ...options]} onChange={(picked) => onChange(options.find((option) => option.value === picked)?.value ?? null)} />;
}

/** What there is to choose from; what is chosen is among it even where the history no longer has it. */
function useFacets(model: string | null, promptVersion: string | null): { models: string[]; promptVersions: string[] } {
  const [facets, setFacets] = useState<{ models: string[]; promptVersions: string[] }>({ models: [], promptVersions: [] });
  useEffect(() => {
    const stop = new AbortController();
    client.runs.facets(undefined, { signal: stop.signal }).then(
      (found) => !stop.signal.aborted && setFacets(found),
      (error: unknown) => !stop.signal.aborted && showProblem(error),
    );
    return () => stop.abort();
  }, []);
  const withChosen = (all: string[], chosen: string | null): string[] => (chosen === null || all.includes(chosen) ? all : [...all, chosen]);
  return { models: withChosen(facets.models, model), promptVersions: withChosen(facets.promptVersions, promptVersion) };
}
